import Basics
import DockerfileSyntax
import RuleKit

struct UppercaseTransport: Rule {
    static let about = About(
        id: "DF604", since: "0.1", severity: .style, set: .style,
        title: Text(en: "Protocol of EXPOSE in capitals", ja: "大文字で書かれた EXPOSE のプロトコル"),
        why: Text(en: "Tools compare it as `tcp` and `udp`.", ja: "ツールは `tcp`、`udp` として比較します。"),
        remedy: Text(en: "Write the protocol in lower case.", ja: "プロトコルは小文字で書いてください。"),
        message: Text(en: "`{port}` names its protocol in capitals", ja: "`{port}` のプロトコルが大文字です"),
        links: ["https://docs.docker.com/reference/build-checks/expose-proto-casing/"],
        aliases: ["ExposeProtoCasing"],
        fails: [
            """
            FROM debian:12
            EXPOSE ⟦80/TCP⟧
            """
        ],
        passes: [
            """
            FROM debian:12
            EXPOSE 80/tcp 53/udp
            """,
            """
            FROM debian:12
            EXPOSE 80
            """,
        ],
        fixes: [
            (
                """
                FROM debian:12
                EXPOSE 80/TCP
                """,
                """
                FROM debian:12
                EXPOSE 80/tcp
                """
            )
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        for instruction in file.instructions where instruction.keyword == .expose {
            for word in instruction.words {
                let port = ExposePort(word)
                guard port.transport != port.transport.lowercased() else { continue }
                let isExact = word.raw == word.value && word.raw.utf8.count == word.range.count
                report.fault(
                    at: word.range, ["port": word.shown], fix: isExact ? .safe(word.range, word.raw.lowercased()) : nil)
            }
        }
    }
}
