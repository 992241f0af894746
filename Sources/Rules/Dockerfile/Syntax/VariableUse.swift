import DockerfileSyntax
import ShellSyntax

/// A variable that a RUN takes from its environment, with its place in the file.
struct VariableUse {
    var name: String
    var range: Range<Int>
    var instruction: Int

    /// The uses in the RUNs of a stage whose scripts neither set the variable nor read other files for settings.
    static func all(in file: Dockerfile, _ stage: Stage) -> [VariableUse] {
        var uses: [VariableUse] = []
        for index in stage.instructions where file.instructions[index].keyword == .run {
            guard let script = file.instructions[index].script, script.interpreter.isShell else { continue }
            var set: Set<String> = []
            var found: [VariableUse] = []
            var isOpen = false
            for command in script.shell.commands {
                for assignment in command.assignments { set.insert(assignment.name) }
                switch command.program {
                case ".", "source", "eval", "read", "mapfile", "getopts": isOpen = true
                case "export", "local", "declare", "readonly", "typeset", "env":
                    for word in command.words {
                        set.insert(String(word.template.prefix { $0 != "=" }))
                    }
                default: break
                }
                for word in command.words {
                    for part in word.parts { collect(part, script, index, &found, &set) }
                }
            }
            if isOpen { continue }
            set.formUnion(loopVariables(script.text.bytes))
            uses += found.filter { !set.contains($0.name) }
        }
        return uses
    }

    private static func collect(
        _ part: Part, _ script: EmbeddedScript, _ index: Int, _ found: inout [VariableUse],
        _ set: inout Set<String>
    ) {
        switch part {
        case .doubleQuoted(let parts, _), .arithmetic(let parts, _, _):
            for part in parts { collect(part, script, index, &found, &set) }
        case .parameter(let parameter):
            // `${name:=value}` sets it for what follows.
            if parameter.operation == ":=" || parameter.operation == "=" { set.insert(parameter.name) }
            guard !parameter.handlesUnset else { return }
            found.append(
                VariableUse(name: parameter.name, range: script.sourceRange(parameter.range), instruction: index))
        default: break
        }
    }

    /// The names behind each `for`.
    private static func loopVariables(_ text: [UInt8]) -> Set<String> {
        var names: Set<String> = []
        var position = 0
        while let next = text[position...].firstIndex(of: UInt8(ascii: "f")) {
            position = next + 1
            guard text[next...].starts(with: "for ".utf8) else { continue }
            let name = text[(next + 4)...].prefix { $0 != 0x20 && $0 != 0x0A && $0 != UInt8(ascii: ";") }
            names.insert(String(decoding: name, as: UTF8.self))
        }
        return names
    }
}

extension Dockerfile {
    /// The names that ARG and ENV set in a stage and those it is built on, with the first instruction that does.
    func declarations(of stage: Stage) -> [String: Int] {
        var first: [String: Int] = [:]
        for stage in lineage(of: stage) {
            for position in stage.instructions {
                let instruction = instructions[position]
                guard instruction.keyword == .arg || instruction.keyword == .env else { continue }
                for pair in instruction.pairs where first[pair.key.shown] == nil { first[pair.key.shown] = position }
            }
        }
        return first
    }

    /// The external image under a stage.
    func root(of stage: Stage) -> Stage.Base { lineage(of: stage).first?.base ?? .unknown }
}
