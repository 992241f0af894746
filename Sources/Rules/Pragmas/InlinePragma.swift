import Basics
import RuleKit

struct InlinePragma: Rule {
    static let about = About(
        id: "PG004", since: "0.1", severity: .style, set: .style,
        title: Text(en: "Pragma in the Dockerfile", ja: "Dockerfile 内のプラグマ"),
        why: Text(en: "Exceptions are spread over files and escape review.", ja: "例外が各ファイルに散らばり、レビューの目が届きにくくなります。"),
        remedy: Text(en: "Keep exceptions in `plimsoll.yml`.", ja: "例外は `plimsoll.yml` にまとめてください。"),
        message: Text(en: "An exception is made in the Dockerfile", ja: "Dockerfile の中で例外が指定されています"),
        links: ["https://docs.docker.com/reference/dockerfile/#parser-directives"],
        aliases: ["DL1001"],
        fails: [
            """
            FROM debian:12
            ⟦# plimsoll ignore=DF601 a reason⟧
            EXPOSE 80000
            """,
            """
            ⟦# hadolint ignore=DL3006⟧
            FROM debian
            """,
        ],
        passes: [
            """
            # a comment
            FROM debian:12
            """
        ]
    )

    func check(_ subject: PragmaUse, _ report: inout Report) {
        report.fault(at: subject.pragma.range)
    }
}
