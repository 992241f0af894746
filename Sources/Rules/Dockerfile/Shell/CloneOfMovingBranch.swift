import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct CloneOfMovingBranch: Rule {
    static let about = About(
        id: "DF420", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "A clone of whatever the branch holds today", ja: "バージョンを固定しない git clone"),
        why: Text(
            en: """
                The same Dockerfile gives another image tomorrow, and the build cache keeps an old clone for as long as \
                this line does not change.
                """,
            ja: """
                同じ Dockerfile でも明日は別のイメージになります。また、この行が変わらない限り、\
                ビルドキャッシュには古いクローンが残り続けます。
                """),
        remedy: Text(
            en:
                "Name a tag by `--branch`, or check out a commit; `ADD https://…git#tag` does it without git in the image.",
            ja: """
                `--branch` でタグを指定するか、コミットをチェックアウトしてください。\
                `ADD https://…git#tag` を使えばイメージに git を入れる必要もありません。
                """),
        message: Text(en: "`git clone` without a tag or commit", ja: "タグもコミットも指定していない `git clone` です"),
        links: ["https://docs.docker.com/reference/dockerfile/#add"],
        fails: [
            "FROM debian:13\nRUN ⟦git clone⟧ https://github.com/example/tool.git /opt/tool",
            "FROM debian:13\nRUN ⟦git clone⟧ --depth 1 -b main https://github.com/example/tool.git",
        ],
        passes: [
            "FROM debian:13\nRUN git clone --depth 1 --branch v1.2.3 https://github.com/example/tool.git",
            "FROM debian:13\nRUN git clone -b \"$VERSION\" https://github.com/example/tool.git",
            "FROM debian:13\nRUN git clone https://github.com/example/t.git && cd t && git checkout 4f1c2d3",
            "FROM debian:13\nRUN git clone https://github.com/example/t.git /t\nRUN cd /t && git reset --hard $COMMIT",
            "FROM debian:13\nRUN git clone --revision=refs/tags/v1 https://github.com/example/t.git",
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        for stage in file.stages {
            let runs = ShellRuns.of(stage, in: file)
            // Which clone a checkout belongs to is not worth guessing.
            let pins = runs.contains { run in
                run.commands.contains {
                    $0.program == "git"
                        && $0.effectiveArguments.contains {
                            ["checkout", "reset", "switch", "fetch", "worktree"].contains($0.literal)
                        }
                }
            }
            if pins { continue }
            for run in runs {
                for command in run.commands where command.program == "git" { check(run, command, &report) }
            }
        }
    }

    /// Branches that move; any other name may well be a tag.
    private static let moving: Set<String> = ["main", "master", "develop", "dev", "trunk", "HEAD", "stable"]

    private func check(_ run: ShellRuns.Run, _ command: Command, _ report: inout Report) {
        guard let clone = Download(command), clone.tool == .gitClone,
            let verb = command.effectiveArguments.first(where: { $0.literal == "clone" })
        else { return }
        if let branch = clone.reference ?? clone.options.value("--revision"), !Self.moving.contains(branch) { return }
        let start = run.subject(command).programPlace
        report.fault(at: start.lowerBound..<run.place(verb).upperBound)
    }
}
