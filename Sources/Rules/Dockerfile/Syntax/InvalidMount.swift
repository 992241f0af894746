import Basics
import DockerfileSyntax
import RuleKit

struct InvalidMount: Rule {
    static let about = About(
        id: "DF112", since: "0.1", severity: .high,
        title: Text(en: "Mount that the builder refuses", ja: "ビルダーが受け付けない `--mount`"),
        why: Text(en: "The builder stops at this line: no image is built.", ja: "ビルダーがこの行で停止し、イメージはビルドされません。"),
        remedy: Text(
            en: "Correct the marked part; keys are separated by a comma without a space.",
            ja: "指摘箇所を修正してください。キーはカンマだけで区切り、空白は入れません。"),
        message: Text(en: "`{word}` is not valid in this `--mount`", ja: "この `--mount` に `{word}` は指定できません"),
        links: ["https://docs.docker.com/reference/dockerfile/#run---mount"],
        aliases: ["DL1000"],
        differs: Text(
            en: """
                A bind, cache or tmpfs mount without a target is valid: BuildKit mounts it at the working \
                directory.
                """,
            ja: "target のない bind / cache / tmpfs マウントは有効です。BuildKit は作業ディレクトリにマウントします。"),
        fails: [
            """
            FROM debian:12
            RUN --mount=⟦type=cahce⟧,target=/root/.cache make
            """,
            """
            FROM debian:12
            RUN --mount=type=cache,⟦traget=/root/.cache⟧ make
            """,
            """
            FROM debian:12
            RUN --mount=type=secret,id=npm,⟦sharing=locked⟧ make
            """,
            """
            FROM debian:12
            RUN --mount=type=cache,⟦target=/⟧ make
            """,
            """
            FROM debian:12
            RUN --mount=type=bind,source=a,target=/a,⟦mode=0400⟧ make
            """,
        ],
        passes: [
            """
            FROM debian:12
            RUN --mount=type=cache,target=/root/.cache,sharing=locked make
            """,
            """
            FROM debian:12
            RUN --mount=type=secret,id=npm,env=NPM_TOKEN make
            """,
            """
            FROM debian:12
            RUN --mount=source=.,target=/src,rw make
            """,
            """
            FROM debian:12
            RUN --mount=type=cache,target=$HOME/.cache,uid=1000 make
            """,
            """
            FROM debian:12
            RUN --mount=type=ssh git clone x
            """,
        ],
        fixes: [
            (
                """
                FROM debian:12
                RUN --mount=type=cache,traget=/x make
                """,
                """
                FROM debian:12
                RUN --mount=type=cache,target=/x make
                """
            ),
            (
                """
                FROM debian:12
                RUN --mount=type=cahce,target=/x make
                """,
                """
                FROM debian:12
                RUN --mount=type=cache,target=/x make
                """
            ),
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        report.faults(in: file, [.invalidMount]) { problem in
            guard let key = problem.arguments["suggestion"], !key.isEmpty else { return nil }
            if key.contains("=") { return .ask(problem.range, key) }
            // A key's value stays.
            let text = file.source.text(problem.range)
            guard let equals = text.firstIndex(of: "=") else { return .ask(problem.range, key) }
            return .ask(problem.range, key + text[equals...])
        }
    }
}
