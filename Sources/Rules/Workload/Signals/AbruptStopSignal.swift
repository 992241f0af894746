import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct AbruptStopSignal: Rule {
    static let about = About(
        id: "WL111", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Stop signal that drops requests", ja: "処理中のリクエストを切断する停止シグナル"),
        why: Text(
            en:
                "On SIGTERM this server closes its connections at once; on another signal it lets requests finish first.",
            ja: "このサーバーは SIGTERM で接続を即座に閉じます。別のシグナルなら、処理中のリクエストを終えてから停止します。"),
        remedy: Text(
            en: "Name the graceful signal with `STOPSIGNAL`; ECS sends it instead of SIGTERM.",
            ja: "`STOPSIGNAL` で正常停止用のシグナルを指定してください。ECS は SIGTERM の代わりにそれを送ります。"),
        message: Text(
            en: "`{program}` is stopped by {signal}; it finishes requests on {graceful}",
            ja: "`{program}` は {signal} で停止されます。リクエストを終えてから停止するシグナルは {graceful} です"),
        proof: Text(
            en: "`{program}` is stopped by {signal}, on which it finishes requests",
            ja: "`{program}` は {signal} を受け、リクエストを終えてから停止します"),
        links: [
            "https://docs.docker.com/reference/dockerfile/#stopsignal",
            "https://nginx.org/en/docs/control.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-considerations.html",
        ],
        aliases: ["tally/prefer-nginx-sigquit", "tally/no-ungraceful-stopsignal"],
        differs: Text(
            en: "Follows the start chain to the server that runs, and knows what the base image sets already.",
            ja: "起動の流れをたどって実際のサーバーを判定し、ベースイメージの設定も考慮します。"),
        answers: ["COST_05.drain"],
        fails: [
            "FROM alpine:3.20\nRUN apk add --no-cache nginx\nCMD ⟦[\"nginx\", \"-g\", \"daemon off;\"]⟧",
            "FROM nginx:1.27\nSTOPSIGNAL ⟦SIGTERM⟧",
        ],
        passes: [
            "FROM node:22\nCMD [\"node\", \"server.js\"]",
            "FROM alpine:3.20\nSTOPSIGNAL $SIG\nCMD [\"nginx\", \"-g\", \"daemon off;\"]",
        ],
        proves: [
            "FROM ⟦nginx:1.27⟧", "FROM debian:12\nSTOPSIGNAL ⟦SIGQUIT⟧\nCMD [\"nginx\", \"-g\", \"daemon off;\"]",
        ],
        fixes: [("FROM nginx:1.27\nSTOPSIGNAL SIGTERM", "FROM nginx:1.27\nSTOPSIGNAL SIGQUIT")]
    )

    private static let numbers = ["3": "SIGQUIT", "15": "SIGTERM", "28": "SIGWINCH", "10": "SIGUSR1", "2": "SIGINT"]

    func check(_ workload: Workload, _ report: inout Report) {
        guard workload.startsOnECS, let chain = workload.process, case .reaches = chain.verdict,
            let program = chain.application, case .abrupt(let graceful) = StopBehaviour.of(program.name)
        else { return }
        let written = workload.config?.stopSignal?.value
        if let written, written.value == nil { return }
        var signal = written?.value ?? workload.knownBase?.stopSignal ?? "SIGTERM"
        signal = Self.numbers[signal] ?? (signal.hasPrefix("SIG") ? signal : "SIG" + signal)
        let place = written?.range ?? workload.startPlace
        let arguments = ["program": program.name, "signal": signal, "graceful": graceful]
        if signal == graceful || program.name.hasPrefix("httpd") && signal == "SIGUSR1" {
            return report.holds(at: place, arguments)
        }
        // SIGKILL and its like are another rule's matter.
        guard ["SIGTERM", "SIGINT", "SIGQUIT"].contains(signal) else { return }
        report.fault(at: place, arguments, fix: written.map { .ask($0.range, graceful) })
    }
}
