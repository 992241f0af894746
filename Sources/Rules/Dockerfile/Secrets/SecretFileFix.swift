import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax
import Workload

/// Takes a secret file out of a COPY, and mounts it where the build needs it.
enum SecretFileFix {
    static func fix(_ copied: SecretFiles.Copied, in stage: Stage, of file: Dockerfile) -> Fix? {
        let instruction = file.instructions[copied.instruction]
        guard !copied.isFromStage, let view = instruction.copy, let removal = removal(copied, view, file) else {
            return nil
        }
        let name = LayerPath.name(copied.word.shown)
        let target = target(copied, view, in: stage, of: file)
        var edits = [removal]
        var mounted = false
        for run in ShellRuns.of(stage, in: file) where run.index > copied.instruction {
            let taken = run.commands.filter { isRemoval($0, of: name) }
            // Where a key is taken away again, the RUN that does so is what it was for.
            guard !taken.isEmpty || installs(run, name) || run.script.shell.text(run.script.shell.range).contains(name)
            else { continue }
            guard let target, !run.isHeredoc || taken.isEmpty else { return nil }
            for command in taken {
                guard let edit = CommandEdits.remove(command, from: run) else { return nil }
                edits.append(edit)
            }
            // A RUN that only took it away is gone.
            if run.commands.count == taken.count { continue }
            let end = run.instruction.keywordRange.upperBound
            let id = String(name.drop { $0 == "." })
            edits.append(Edit(end..<end, " --mount=type=secret,id=\(id),target=\(target)"))
            mounted = true
        }
        return Fix(.ask, edits, note: note(copied.word.shown, name, mounted))
    }

    private static func removal(_ copied: SecretFiles.Copied, _ view: CopyView, _ file: Dockerfile) -> Edit? {
        if view.sources.count == 1 { return file.removing(copied.instruction) }
        return file.removing(word: copied.word, of: copied.instruction)
    }

    /// Where the COPY puts it; nil where the file does not tell.
    private static func target(
        _ copied: SecretFiles.Copied, _ view: CopyView, in stage: Stage, of file: Dockerfile
    ) -> String? {
        guard let destination = view.destination?.value else { return nil }
        let before = stage.instructions.prefix { $0 < copied.instruction }
        let folder = before.last { file.instructions[$0].keyword == .workdir }.flatMap {
            file.instructions[$0].word?.value
        }
        let start = KnownStart.of(file.lineage(of: stage).first?.base ?? .unknown)?.workdir
        let isFolder = view.destinationIsFolder == true || view.sources.count > 1
        var path = destination
        if !path.hasPrefix("/") {
            guard let base = folder ?? start, base.hasPrefix("/") else { return nil }
            path = base + "/" + path
        }
        if isFolder { path += "/" + LayerPath.name(copied.word.shown) }
        return RelativePath.join("", path).map { "/" + $0 }
    }

    private static func isRemoval(_ command: Command, of name: String) -> Bool {
        let words = command.options().positionals
        return command.program == "rm" && words.count == 1 && words[0].template.hasSuffix(name)
    }

    /// Whether a RUN calls the package manager whose settings the file holds.
    private static func installs(_ run: ShellRuns.Run, _ name: String) -> Bool {
        let managers: [String: [String]] = [
            ".npmrc": ["npm", "yarn", "pnpm"], ".yarnrc": ["yarn"], ".yarnrc.yml": ["yarn"],
            "pip.conf": ["pip", "pip3"],
            ".pypirc": ["pip", "pip3", "twine"], ".netrc": ["git", "pip", "pip3", "go", "curl"],
            "auth.json": ["composer"],
            "id_rsa": ["git", "ssh", "npm"], "id_ed25519": ["git", "ssh", "npm"],
        ]
        let known = managers[name] ?? []
        return run.commands.contains { known.contains($0.program ?? "") }
    }

    private static func note(_ path: String, _ name: String, _ mounted: Bool) -> Text {
        guard mounted else {
            return Text(
                en: """
                    Revoke what the file holds. The application gets the new one by `secrets` of the task definition; \
                    add `\(path)` to `.dockerignore`.
                    """,
                ja: """
                    ファイルに含まれるシークレットを無効化してください。アプリケーションには新しい値をタスク定義の `secrets` で渡し、\
                    `\(path)` を `.dockerignore` に追加します。
                    """)
        }
        let id = String(name.drop { $0 == "." })
        return Text(
            en: "Build with `docker build --secret id=\(id),src=\(path)`, and revoke what images of before hold.",
            ja: "`docker build --secret id=\(id),src=\(path)` でビルドし、これまでのイメージに含まれるシークレットは無効化してください。")
    }
}
