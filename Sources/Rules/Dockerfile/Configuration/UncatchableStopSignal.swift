import Basics
import DockerfileSyntax
import RuleKit

struct UncatchableStopSignal: Rule {
    static let about = About(
        id: "DF606", since: "0.1", severity: .high,
        title: Text(en: "Stop signal that no program can catch", ja: "プログラムが捕捉できない停止シグナル"),
        why: Text(
            en: """
                ECS sends this signal in place of SIGTERM: the process dies or freezes at once, with its \
                requests and unsaved work.
                """,
            ja: "ECS は SIGTERM の代わりにこのシグナルを送ります。プロセスは処理中のリクエストや未保存のデータごと即座に終了、または停止します。"),
        remedy: Text(
            en: "Name the signal on which the program shuts down cleanly, in most cases SIGTERM.",
            ja: "プログラムが正常に終了処理を行うシグナルを指定してください。多くの場合は SIGTERM です。"),
        message: Text(en: "`{signal}` leaves the program no time to shut down", ja: "`{signal}` ではプログラムが終了処理を行えません"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html",
            "https://docs.docker.com/reference/dockerfile/#stopsignal",
        ],
        answers: ["COST_05.sigterm", "ECS_03.sigterm", "COST_05.drain"],
        fails: [
            """
            FROM debian:12
            STOPSIGNAL ⟦SIGKILL⟧
            """,
            """
            FROM debian:12
            STOPSIGNAL ⟦9⟧
            """,
            """
            FROM debian:12
            STOPSIGNAL ⟦STOP⟧
            """,
        ],
        passes: [
            """
            FROM debian:12
            STOPSIGNAL SIGTERM
            """,
            """
            FROM debian:12
            STOPSIGNAL SIGINT
            """,
            """
            FROM debian:12 AS a
            STOPSIGNAL SIGKILL
            FROM debian:12
            """,
        ],
        fixes: [
            (
                "FROM debian:12\nSTOPSIGNAL 9\nCMD [\"app\"]",
                "FROM debian:12\nSTOPSIGNAL SIGTERM\nCMD [\"app\"]"
            )
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        guard let stage = file.lastStage else { return }
        let last = file.inherited(stage).last { $0.keyword == .stopsignal }
        guard let word = last?.word, let value = word.value, let signal = Signal(value), signal.isUncatchable else {
            return
        }
        report.fault(at: word.range, ["signal": value], fix: .ask(word.range, "SIGTERM"))
    }
}
