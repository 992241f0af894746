import Basics
import RuleKit
import Workload

struct CronInContainer: Rule {
    static let about = About(
        id: "WL307", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "A cron daemon in the container", ja: "コンテナ内で cron を動かしている"),
        why: Text(
            en:
                "Jobs run once in each task, are lost in a deployment, and fail without anybody seeing their exit code.",
            ja: "ジョブがタスクの数だけ実行され、デプロイ中は実行されません。終了コードも確認できず、失敗に気付けません。"),
        remedy: Text(
            en: "Start a task per run with Amazon EventBridge Scheduler.",
            ja: "Amazon EventBridge Scheduler で、実行のたびにタスクを起動してください。"),
        message: Text(en: "`{program}` runs in the container", ja: "`{program}` がコンテナ内で動いています"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/tasks-scheduled-eventbridge-scheduler.html"
        ],
        answers: ["12F_08.processes"],
        fails: [
            "FROM debian:12\nCMD [⟦\"cron\", \"-f\"⟧]",
            "=== Dockerfile\nFROM debian:12\nCOPY run.sh /\nCMD [\"/run.sh\"]\n=== run.sh\n#!/bin/sh\n⟦crond -b⟧\nexec node server.js\n",
        ],
        passes: ["FROM node:22\nRUN crontab -l || true\nCMD [\"node\", \"server.js\"]"]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        guard workload.startsOnECS else { return }
        for command in StartCommand.all(workload)
        where ["cron", "crond"].contains(command.program)
            || command.program == "service" && command.plain.first == "cron" && command.plain.last == "start"
        {
            report.fault(at: command.place, ["program": command.program == "service" ? "cron" : command.program])
        }
    }
}
