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
                    for part in word.parts { collect(part, script, index, &found) }
                }
            }
            if isOpen { continue }
            // Loop variables are set by the script as well.
            let text = script.text.bytes
            uses += found.filter { !set.contains($0.name) && !isLoopVariable($0.name, text) }
        }
        return uses
    }

    private static func collect(_ part: Part, _ script: EmbeddedScript, _ index: Int, _ found: inout [VariableUse]) {
        switch part {
        case .doubleQuoted(let parts, _), .arithmetic(let parts, _, _):
            for part in parts { collect(part, script, index, &found) }
        case .parameter(let parameter) where !parameter.handlesUnset:
            found.append(
                VariableUse(name: parameter.name, range: script.sourceRange(parameter.range), instruction: index))
        default: break
        }
    }

    private static func isLoopVariable(_ name: String, _ text: [UInt8]) -> Bool {
        let pattern = Array("for \(name) ".utf8)
        guard text.count >= pattern.count, let first = pattern.first else { return false }
        return (0...text.count - pattern.count).contains {
            text[$0] == first && text[$0..<$0 + pattern.count].elementsEqual(pattern)
        }
    }
}

extension Dockerfile {
    /// The names that ARG and ENV set in a stage and those it is built on, before an instruction.
    func variables(of stage: Stage, before index: Int) -> Set<String> {
        var names: Set<String> = []
        for stage in lineage(of: stage) {
            for position in stage.instructions where position < index {
                let instruction = instructions[position]
                if instruction.keyword == .arg || instruction.keyword == .env {
                    for pair in instruction.pairs { names.insert(pair.key.shown) }
                }
            }
        }
        return names
    }

    /// The external image under a stage.
    func root(of stage: Stage) -> Stage.Base { lineage(of: stage).first?.base ?? .unknown }
}
