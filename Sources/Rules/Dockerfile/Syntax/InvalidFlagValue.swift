import Basics
import DockerfileSyntax
import RuleKit

struct InvalidFlagValue: Rule {
    static let about = About(
        id: "DF111", since: "0.1", severity: .high,
        title: Text(en: "Flag with a value that the builder refuses", ja: "ビルダーが受け付けないフラグの値"),
        why: Text(en: "The builder stops at this line: no image is built.", ja: "ビルダーがこの行で停止し、イメージはビルドされません。"),
        remedy: Text(
            en: """
                Use a value that the flag takes: `true` or `false`, a time with its unit such as `30s`, or one \
                of the named modes.
                """,
            ja: "フラグが受け付ける値を指定してください (`true` / `false`、`30s` のように単位の付いた時間、決められたモード名など)。"),
        message: Text(en: "`{value}` is no value for `{flag}`", ja: "`{flag}` に `{value}` は指定できません"),
        links: ["https://docs.docker.com/reference/dockerfile/"],
        fails: [
            """
            FROM debian:12
            HEALTHCHECK ⟦--interval=30⟧ CMD true
            """,
            """
            FROM debian:12
            RUN ⟦--network=bridge⟧ make
            """,
            """
            FROM debian:12
            COPY ⟦--link=yes⟧ a b
            """,
            """
            FROM debian:12
            HEALTHCHECK ⟦--retries=three⟧ CMD true
            """,
            """
            FROM debian:12
            COPY ⟦--chown⟧ a b
            """,
        ],
        passes: [
            """
            FROM debian:12
            HEALTHCHECK --interval=1m30s --start-period=0s --retries=3 CMD true
            """,
            """
            FROM debian:12
            RUN --network=none make
            """,
            """
            FROM debian:12
            COPY --link a b
            """,
        ],
        fixes: [
            (
                "FROM debian:12\nHEALTHCHECK --interval=30 --timeout=5s CMD true",
                "FROM debian:12\nHEALTHCHECK --interval=30s --timeout=5s CMD true"
            ),
            (
                "FROM debian:12\nCOPY --link=yes a b",
                "FROM debian:12\nCOPY --link a b"
            ),
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        report.faults(in: file, [.invalidFlagValue]) { problem in
            guard let flag = problem.arguments["flag"], let value = problem.arguments["value"],
                file.source.text(problem.range) == "\(flag)=\(value)"
            else { return nil }
            let end = problem.range.upperBound
            switch flag {
            // A bare number is meant in seconds, as Compose and ECS take it.
            case "--interval", "--timeout", "--start-period", "--start-interval":
                return Int(value).map { _ in .ask(end..<end, "s") }
            case "--link", "--parents", "--keep-git-dir":
                return ["yes", "on", "1"].contains(value.lowercased())
                    ? .ask(problem.range.lowerBound + flag.utf8.count..<end, "") : nil
            default: return nil
            }
        }
    }
}
