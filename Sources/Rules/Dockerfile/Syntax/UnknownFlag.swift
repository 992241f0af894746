import Basics
import DockerfileSyntax
import RuleKit

struct UnknownFlag: Rule {
    static let about = About(
        id: "DF109", since: "0.1", severity: .high,
        title: Text(en: "Unknown flag", ja: "未知のフラグ"),
        why: Text(en: "The builder stops at this line: no image is built.", ja: "ビルダーがこの行で停止し、イメージはビルドされません。"),
        remedy: Text(
            en: "Use a flag that the instruction has, or put the option behind the command it belongs to.",
            ja: "その命令で使えるフラグに直すか、本来のコマンドの後ろにオプションを移してください。"),
        message: Text(en: "`{instruction}` has no flag `{flag}`", ja: "`{instruction}` に `{flag}` というフラグはありません"),
        links: ["https://docs.docker.com/reference/dockerfile/"],
        aliases: ["DL1000"],
        fails: [
            """
            FROM golang:1.26 AS build
            FROM debian:12
            COPY ⟦--form=build⟧ /app /app
            """,
            """
            FROM debian:12
            RUN ⟦--mout=type=cache,target=/root⟧ make
            """,
            """
            FROM debian:12
            COPY ⟦--checksum=sha256:0⟧ a b
            """,
            """
            FROM debian:12
            ENV ⟦--x⟧ A=1
            """,
        ],
        passes: [
            """
            FROM debian:12
            COPY --link --chmod=755 --exclude=*.md . .
            """,
            """
            FROM debian:12
            RUN ls --all
            """,
            """
            FROM debian:12
            ADD --unpack=false a.tar /
            """,
            """
            FROM debian:12
            CMD ["x", "--help"]
            """,
        ],
        fixes: [
            (
                """
                FROM debian:12
                RUN --mout=type=cache,target=/root make
                """,
                """
                FROM debian:12
                RUN --mount=type=cache,target=/root make
                """
            )
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        report.faults(in: file, [.unknownFlag]) { problem in
            guard let flag = problem.arguments["suggestion"], !flag.isEmpty, let old = problem.arguments["flag"] else {
                return nil
            }
            let start = problem.range.lowerBound
            guard file.source.text(start..<start + old.utf8.count) == old else { return nil }
            return .ask(start..<start + old.utf8.count, flag)
        }
    }
}
