import Basics
import DockerfileSyntax
import RuleKit

struct InvalidStopSignal: Rule {
    static let about = About(
        id: "DF605", since: "0.1", severity: .high,
        title: Text(en: "Stop signal that does not exist", ja: "存在しない停止シグナル"),
        why: Text(en: "The builder stops at this line: no image is built.", ja: "ビルダーがこの行で停止し、イメージはビルドされません。"),
        remedy: Text(
            en: "Name a signal such as SIGTERM or SIGQUIT, or its number.",
            ja: "SIGTERM や SIGQUIT などのシグナル名か、その番号を指定してください。"),
        message: Text(en: "`{signal}` is no signal", ja: "`{signal}` というシグナルはありません"),
        links: ["https://docs.docker.com/reference/dockerfile/#stopsignal"],
        answers: ["ECS_03.sigterm"],
        fails: [
            """
            FROM debian:12
            STOPSIGNAL ⟦SIGTREM⟧
            """,
            """
            FROM debian:12
            STOPSIGNAL ⟦0⟧
            """,
            """
            FROM debian:12
            STOPSIGNAL ⟦99⟧
            """,
        ],
        passes: [
            """
            FROM debian:12
            STOPSIGNAL SIGTERM
            """,
            """
            FROM debian:12
            STOPSIGNAL term
            """,
            """
            FROM debian:12
            STOPSIGNAL 15
            """,
            """
            FROM debian:12
            STOPSIGNAL SIGRTMIN+3
            """,
            """
            FROM debian:12
            STOPSIGNAL $SIG
            """,
            """
            FROM debian:12
            STOPSIGNAL sigwinch
            """,
        ],
        fixes: [
            (
                "FROM debian:12\nSTOPSIGNAL SIGTREM",
                "FROM debian:12\nSTOPSIGNAL SIGTERM"
            )
        ]
    )

    /// The signal that was meant.
    private static func near(_ value: String) -> String? {
        let upper = value.uppercased()
        let known = ["SIGTERM", "SIGINT", "SIGQUIT", "SIGHUP", "SIGUSR1", "SIGUSR2", "SIGWINCH"]
        let near = known.map { ($0, EditDistance.between(upper.hasPrefix("SIG") ? upper : "SIG" + upper, $0)) }
        return near.filter { $0.1 <= 2 }.min { $0.1 < $1.1 }?.0
    }

    func check(_ file: Dockerfile, _ report: inout Report) {
        for instruction in file.instructions where instruction.keyword == .stopsignal {
            guard let word = instruction.word, let value = word.value, Signal(value) == nil else { continue }
            report.fault(at: word.range, ["signal": value], fix: Self.near(value).map { .ask(word.range, $0) })
        }
    }
}
