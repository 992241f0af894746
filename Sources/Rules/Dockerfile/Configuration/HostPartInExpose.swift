import Basics
import DockerfileSyntax
import RuleKit

struct HostPartInExpose: Rule {
    static let about = About(
        id: "DF603", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Host address or port in EXPOSE", ja: "EXPOSE でのホスト側アドレス・ポートの指定"),
        why: Text(
            en: """
                EXPOSE maps nothing: the part before the colon is ignored, and the line promises what it does \
                not do.
                """,
            ja: "EXPOSE はポートを割り当てません。コロンより前は無視されるため、実際の動作と異なる記述になります。"),
        remedy: Text(
            en: "Name the container's port only; map it in the task definition.",
            ja: "コンテナ側のポートだけを書き、割り当てはタスク定義で行ってください。"),
        message: Text(en: "`{port}` names a port or address of the host", ja: "`{port}` がホスト側のポートやアドレスを指定しています"),
        links: ["https://docs.docker.com/reference/build-checks/expose-invalid-format/"],
        aliases: ["ExposeInvalidFormat"],
        fails: [
            """
            FROM debian:12
            EXPOSE ⟦8080:80⟧
            """,
            """
            FROM debian:12
            EXPOSE ⟦127.0.0.1:80:80⟧
            """,
        ],
        passes: [
            """
            FROM debian:12
            EXPOSE 80/tcp
            """,
            """
            FROM debian:12
            EXPOSE $HOST:80
            """,
        ],
        fixes: [
            (
                """
                FROM debian:12
                EXPOSE 8080:80
                """,
                """
                FROM debian:12
                EXPOSE 80
                """
            )
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        for instruction in file.instructions where instruction.keyword == .expose {
            for word in instruction.words {
                let port = ExposePort(word)
                guard port.hasHostPart, !port.isInvalid else { continue }
                let isExact = word.raw == word.value && word.raw.utf8.count == word.range.count
                let colon = word.raw.utf8.lastIndex(of: UInt8(ascii: ":")).map {
                    word.raw.utf8.distance(from: word.raw.utf8.startIndex, to: $0)
                }
                let fix =
                    isExact ? colon.map { Fix.safe(word.range.lowerBound..<word.range.lowerBound + $0 + 1, "") } : nil
                report.fault(at: word.range, ["port": word.shown], fix: fix)
            }
        }
    }
}
