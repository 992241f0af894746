import Basics
import DockerfileSyntax
import RuleKit

struct InvalidExposedPort: Rule {
    static let about = About(
        id: "DF601", since: "0.1", severity: .high,
        title: Text(en: "Port that does not exist", ja: "存在しないポート"),
        why: Text(en: "The builder stops at this line: no image is built.", ja: "ビルダーがこの行で停止し、イメージはビルドされません。"),
        remedy: Text(
            en: "Give a port from 1 to 65535 and, if need be, `/tcp` or `/udp`.",
            ja: "1〜65535 のポート番号を指定し、必要なら `/tcp` または `/udp` を付けてください。"),
        message: Text(en: "`{port}` is no port", ja: "`{port}` はポートとして正しくありません"),
        links: ["https://docs.docker.com/reference/dockerfile/#expose"],
        aliases: ["DL3011", "DS-0008"],
        fails: [
            """
            FROM debian:12
            EXPOSE ⟦80000⟧
            """,
            """
            FROM debian:12
            EXPOSE 80 ⟦http⟧
            """,
            """
            FROM debian:12
            EXPOSE ⟦8080/http⟧
            """,
            """
            FROM debian:12
            EXPOSE ⟦90-80⟧
            """,
            """
            FROM debian:12
            EXPOSE ⟦80,⟧ 443
            """,
        ],
        passes: [
            """
            FROM debian:12
            EXPOSE 80 443/tcp 53/UDP 8000-8010
            """,
            """
            FROM debian:12
            EXPOSE $PORT
            """,
            """
            FROM debian:12
            ARG P=8080
            EXPOSE ${P}/tcp
            """,
        ],
        fixes: [
            (
                "FROM debian:12\nEXPOSE 80, 443",
                "FROM debian:12\nEXPOSE 80 443"
            )
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        for instruction in file.instructions where instruction.keyword == .expose {
            for word in instruction.words {
                let port = ExposePort(word)
                guard port.isInvalid else { continue }
                let hasComma =
                    word.raw.hasSuffix(",") && Int(word.raw.dropLast()).map { (1...65535).contains($0) } == true
                let end = word.range.upperBound
                report.fault(at: word.range, ["port": word.shown], fix: hasComma ? .safe(end - 1..<end, "") : nil)
            }
        }
    }
}
