import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct KeptAliveByTail: Rule {
    static let about = About(
        id: "WL110", since: "0.1", severity: .high,
        title: Text(en: "The container is kept alive by tail or sleep", ja: "tail や sleep でコンテナを維持している"),
        why: Text(
            en: """
                ECS watches the `tail`, not the application: when the application crashes the task stays RUNNING, and on \
                a stop SIGTERM never reaches it.
                """,
            ja: """
                ECS が監視するのは `tail` などのプロセスで、アプリケーションではありません。アプリケーションが落ちてもタスクは RUNNING のままになり、\
                停止時の SIGTERM も届きません。
                """),
        remedy: Text(
            en: "Run the application in the foreground with `exec`, and let it write its logs to stdout.",
            ja: "アプリケーションを `exec` でフォアグラウンド実行し、ログは stdout に出力してください。"),
        message: Text(
            en: "`{command}` keeps the container up instead of the application",
            ja: "アプリケーションではなく `{command}` がコンテナを維持しています"),
        links: ["https://docs.docker.com/engine/containers/multi-service_container/"],
        answers: ["COST_05.sigterm", "12F_09.sigterm", "ECS_03.sigterm"],
        fails: [
            "FROM debian:12\nCMD service nginx start && ⟦tail -f /var/log/nginx/access.log⟧",
            "=== Dockerfile\nFROM tomcat:10\nCOPY run.sh /\nCMD [\"/run.sh\"]\n=== run.sh\n#!/bin/sh\ncatalina.sh start\n⟦tail -F /usr/local/tomcat/logs/catalina.out⟧\n",
            "FROM debian:12\nRUN ./install.sh\nCMD [⟦\"sleep\", \"infinity\"⟧]",
        ],
        passes: [
            "FROM debian:12\nCMD [\"sleep\", \"30\"]",
            "=== Dockerfile\nFROM debian:12\nCOPY run.sh /\nCMD [\"/run.sh\"]\n=== run.sh\n#!/bin/sh\ntail -F /var/log/app.log &\nexec app\n",
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        guard workload.startsOnECS, let program = workload.finalProgram else { return }
        let words = program.arguments
        let isKeeper =
            switch program.name {
            case "tail": words.contains { $0.hasPrefix("-") && $0.lowercased().contains("f") && !$0.hasPrefix("-n") }
            case "sleep": words.contains { $0.hasPrefix("inf") }
            default: false
            }
        guard isKeeper else { return }
        report.fault(at: program.place, ["command": program.command])
    }
}
