import Basics
import RuleKit
import Workload

struct ApplicationInBackground: Rule {
    static let about = About(
        id: "WL104", since: "0.1", severity: .high,
        title: Text(en: "The application is started in the background", ja: "アプリケーションがバックグラウンドで起動される"),
        why: Text(
            en:
                "The container ends as soon as its first process does: with `&` that is at once, and ECS starts the task again and again.",
            ja: "コンテナは最初のプロセスが終わると停止します。`&` を付けると直ちに停止し、ECS はタスクの起動を繰り返します。"),
        remedy: Text(
            en: "Run the application in the foreground: take the `&` away and write `exec` before it.",
            ja: "`&` を外して `exec` を付け、アプリケーションをフォアグラウンドで実行してください。"),
        message: Text(
            en: "`{program}` runs in the background and nothing keeps the container up",
            ja: "`{program}` がバックグラウンドで動き、コンテナを維持するプロセスがありません"),
        links: ["https://docs.docker.com/engine/containers/multi-service_container/"],
        answers: ["COST_05.sigterm", "12F_08.processes"],
        fails: [
            "FROM node:22\nCMD ⟦node server.js⟧ &",
            "=== Dockerfile\nFROM debian:12\nCOPY run.sh /\nCMD [\"/run.sh\"]\n=== run.sh\n#!/bin/sh\nnohup ⟦/srv/app⟧ > /dev/stdout &\necho started\n",
        ],
        passes: [
            "FROM node:22\nCMD node worker.js & exec node server.js",
            "FROM node:22\nCMD node server.js & wait",
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        guard workload.startsOnECS, let chain = workload.process, case .blocked(_, .background) = chain.verdict,
            let place = chain.obstacle
        else { return }
        let program = chain.missed
        report.fault(
            at: program?.place.path == place.path ? program?.place ?? place : place, ["program": program?.name ?? "…"])
    }
}
