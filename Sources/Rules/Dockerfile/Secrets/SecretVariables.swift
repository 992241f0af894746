import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

/// Secrets in ARG and ENV, and where they go.
enum SecretVariables {
    struct Argument {
        let name: String
        let pair: Pair
        /// Its ARG, by index in the file.
        let instruction: Int
    }

    struct Setting {
        let name: String
        let range: Range<Int>
        /// The build argument that it takes its value from.
        var argument: String?
        let related: [Finding.Related]
    }

    /// The ARGs of a stage that are named like secrets and may get one.
    static func arguments(in stage: Stage, of file: Dockerfile) -> [Argument] {
        stage.instructions.flatMap { index -> [Argument] in
            guard file.instructions[index].keyword == .arg else { return [] }
            return file.instructions[index].pairs.compactMap { pair in
                let name = pair.key.shown
                guard SecretName.matches(name) else { return nil }
                if holdsNoSecret(pair) { return nil }
                return Argument(name: name, pair: pair, instruction: index)
            }
        }
    }

    /// Where ENV or LABEL gets a secret: a value of its own, or that of a build argument.
    static func settings(in stage: Stage, of file: Dockerfile) -> [Setting] {
        var declared: [String: Pair] = [:]
        return stage.instructions.flatMap { index -> [Setting] in
            let instruction = file.instructions[index]
            switch instruction.keyword {
            case .arg:
                for pair in instruction.pairs { declared[pair.key.shown] = pair }
                return []
            case .env, .label:
                return instruction.pairs.compactMap { setting($0, instruction.keyword, declared, file) }
            default: return []
            }
        }
    }

    private static func setting(
        _ pair: Pair, _ keyword: Keyword, _ declared: [String: Pair], _ file: Dockerfile
    ) -> Setting? {
        guard let value = pair.value else { return nil }
        let name = pair.key.shown
        let isSecretName = keyword == .env && SecretName.matches(name)
        for variable in SecretText.variables(in: value.raw) {
            guard let argument = declared[variable], isSecretName || SecretName.matches(variable) else { continue }
            if holdsNoSecret(argument) { continue }
            let note = Text(en: "the build argument comes in here", ja: "ビルド引数はここで宣言されています")
            return Setting(
                name: name, range: pair.range, argument: variable,
                related: [Finding.Related(file.source.span(argument.range), note)])
        }
        guard isSecretName, let text = value.value, SecretText.kind(of: text) == .real, !value.raw.contains("$") else {
            return nil
        }
        return Setting(name: name, range: pair.range, related: [])
    }

    /// A switch, a path or a stand-in as default tells that no secret is meant; an empty one tells nothing.
    private static func holdsNoSecret(_ argument: Pair) -> Bool {
        guard let value = argument.value?.value, !value.isEmpty else { return false }
        let kind = SecretText.kind(of: value)
        return kind == .harmless || kind == .placeholder
    }

    /// The RUNs behind an ARG whose script names it.
    static func uses(
        of argument: Argument, in stage: Stage, of file: Dockerfile
    ) -> [(run: ShellRuns.Run, range: Range<Int>)] {
        ShellRuns.of(stage, in: file).compactMap { run in
            guard run.index > argument.instruction else { return nil }
            return place(of: argument.name, in: run).map { (run, $0) }
        }
    }

    /// `$NAME` or `${NAME` in a script.
    private static func place(of name: String, in run: ShellRuns.Run) -> Range<Int>? {
        let bytes = run.script.shell.bytes
        let name = Array(name.utf8)
        var index = 0
        while index + name.count < bytes.count {
            if bytes[index] == 0x24 {
                let start = bytes[index + 1] == 0x7B ? index + 2 : index + 1
                let end = start + name.count
                if end <= bytes.count, bytes[start..<end].elementsEqual(name),
                    end == bytes.count || !SecretText.isName(bytes[end])
                {
                    let close = start == index + 2 && end < bytes.count && bytes[end] == 0x7D ? end + 1 : end
                    return run.place(index..<close)
                }
            }
            index += 1
        }
        return nil
    }
}
