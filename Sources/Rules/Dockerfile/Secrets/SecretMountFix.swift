import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

/// Puts a secret that comes as build argument into a mount of the RUNs that need it.
enum SecretMountFix {
    /// Takes the ARG away, with the ENV that keeps its value, and mounts the secret where the file tells it is needed.
    ///
    /// - Parameter hasValue: the ARG has the secret as its default.
    static func fix(
        _ argument: SecretVariables.Argument, in stage: Stage, of file: Dockerfile, hasValue: Bool = false
    ) -> Fix? {
        let pair = argument.pair
        guard hasValue || pair.value?.value?.isEmpty != false, knowsSecretVariables(file),
            file.stages.allSatisfy({ $0.base != .stage(stage.index) }),
            let kept = settings(of: argument, in: stage, of: file)
        else { return nil }
        let names = [argument.name] + kept.map(\.name).filter { $0 != argument.name }
        var needed: [(run: ShellRuns.Run, names: [String])] = []
        for run in ShellRuns.of(stage, in: file) where run.index > argument.instruction {
            let used = names.filter {
                SecretText.variables(in: run.script.shell.text(run.script.shell.range)).contains($0)
            }
            if !used.isEmpty { needed.append((run, used)) }
        }
        if needed.isEmpty, kept.isEmpty {
            // A package manager reads it by itself, through `.npmrc` and the like.
            let installs = ShellRuns.of(stage, in: file).filter { run in
                run.index > argument.instruction
                    && run.commands.contains { $0.packageCall.map { $0.installs && !$0.manager.isSystem } == true }
            }
            guard installs.count == 1 else { return nil }
            needed = installs.map { ($0, [argument.name]) }
        }
        let settings = Set(kept.map(\.instruction))
        let isUsedElsewhere = stage.instructions.contains { index in
            let other = file.instructions[index]
            guard index > argument.instruction, other.keyword != .run, !settings.contains(index),
                ![.cmd, .entrypoint, .healthcheck].contains(other.keyword)
            else { return false }
            return !names.allSatisfy { !SecretText.variables(in: file.source.text(other.range)).contains($0) }
        }
        guard !isUsedElsewhere else { return nil }
        var edits = [file.removing(pair: pair, of: argument.instruction)]
        edits += kept.map { file.removing(pair: $0.pair, of: $0.instruction) }
        for (run, names) in needed {
            let end = run.instruction.keywordRange.upperBound
            let mounts = names.map { " --mount=type=secret,id=\(argument.name),env=\($0)" }
            edits.append(Edit(end..<end, mounts.joined()))
        }
        return Fix(.ask, edits, note: note(argument.name, isKept: !kept.isEmpty))
    }

    private struct Kept {
        var name: String
        var pair: Pair
        var instruction: Int
    }

    /// The ENVs that are just the argument's value; nil where one makes more of it.
    private static func settings(
        of argument: SecretVariables.Argument, in stage: Stage, of file: Dockerfile
    ) -> [Kept]? {
        var found: [Kept] = []
        for index in stage.instructions where index > argument.instruction && file.instructions[index].keyword == .env {
            let pairs = file.instructions[index].pairs
            let using = pairs.filter { SecretText.variables(in: $0.value?.raw ?? "").contains(argument.name) }
            guard !using.isEmpty else { continue }
            guard using.count == 1, let pair = using.first, let raw = pair.value?.raw,
                ["$\(argument.name)", "${\(argument.name)}", "\"$\(argument.name)\"", "\"${\(argument.name)}\""]
                    .contains(raw)
            else { return nil }
            found.append(Kept(name: pair.key.shown, pair: pair, instruction: index))
        }
        return found
    }

    private static func note(_ name: String, isKept: Bool) -> Text {
        let build = Text(
            en: """
                Build with `docker build --secret id=\(name)`, which takes the value of that variable. `env=` of a mount \
                needs Docker Engine 27.2, or `# syntax=docker/dockerfile:1.10` on the first line.
                """,
            ja: """
                `docker build --secret id=\(name)` でビルドしてください。同名の環境変数の値が渡されます。マウントの `env=` には \
                Docker Engine 27.2 以降、または先頭行の `# syntax=docker/dockerfile:1.10` が必要です。
                """)
        guard isKept else { return build }
        return Text(
            en: build.en + " If the application needs it too, give it by `secrets` of the task definition.",
            ja: build.ja + "アプリケーションにも必要な場合は、タスク定義の `secrets` で渡します。")
    }

    /// `env=` of secret mounts came with the frontend 1.10.
    private static func knowsSecretVariables(_ file: Dockerfile) -> Bool {
        guard let syntax = file.directive("syntax")?.value, syntax.hasPrefix("docker/dockerfile:") else { return true }
        let version = syntax.dropFirst("docker/dockerfile:".count).prefix { $0 != "-" && $0 != "@" }.split(
            separator: ".")
        guard version.count > 1, version[0] == "1", let minor = Int(version[1]) else { return true }
        return minor >= 10
    }

    /// What to do once a secret is out of ENV.
    static func taskNote(_ name: String) -> Text {
        Text(
            en:
                "Revoke the value that was here, and give the new one as `\(name)` by `secrets` of the task definition.",
            ja: "記載されていた値を無効化し、新しい値をタスク定義の `secrets` で `\(name)` として渡してください。")
    }

    /// Takes an ENV with a secret away.
    static func removal(of pair: Pair, _ index: Int, from file: Dockerfile) -> Fix? {
        let name = pair.key.shown
        return EnvironmentEdits.removal(of: name, from: file, at: index).map { Fix(.ask, $0, note: taskNote(name)) }
    }
}
