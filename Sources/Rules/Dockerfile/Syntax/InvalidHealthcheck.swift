import Basics
import DockerfileSyntax
import RuleKit

struct InvalidHealthcheck: Rule {
    static let about = About(
        id: "DF118", since: "0.1", severity: .high,
        title: Text(en: "HEALTHCHECK that is neither CMD nor NONE", ja: "CMD でも NONE でもない HEALTHCHECK"),
        why: Text(en: "The builder stops at this line: no image is built.", ja: "ビルダーがこの行で停止し、イメージはビルドされません。"),
        remedy: Text(
            en: "Write `HEALTHCHECK CMD command` or `HEALTHCHECK NONE`.",
            ja: "`HEALTHCHECK CMD コマンド` または `HEALTHCHECK NONE` と書いてください。"),
        message: Text(
            en: "`HEALTHCHECK` takes `CMD` with a command, or `NONE` alone",
            ja: "`HEALTHCHECK` には `CMD` とコマンド、または `NONE` だけを指定します"),
        links: ["https://docs.docker.com/reference/dockerfile/#healthcheck"],
        fails: [
            """
            FROM debian:12
            HEALTHCHECK ⟦curl⟧ localhost
            """,
            """
            FROM debian:12
            HEALTHCHECK --interval=5s ⟦CMD⟧
            """,
            """
            FROM debian:12
            HEALTHCHECK NONE ⟦curl localhost⟧
            """,
        ],
        passes: [
            """
            FROM debian:12
            HEALTHCHECK CMD curl localhost
            """,
            """
            FROM debian:12
            HEALTHCHECK NONE
            """,
            """
            FROM debian:12
            HEALTHCHECK cmd ["x"]
            """,
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        report.faults(in: file, [.invalidHealthcheck, .tooManyArguments])
    }
}
