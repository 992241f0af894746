import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax
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
        ],
        fixes: [
            (
                "FROM node:22\nCMD node server.js &",
                "FROM node:22\nCMD exec node server.js"
            ),
            (
                "=== Dockerfile\nFROM debian:12\nCOPY run.sh /\nCMD [\"/run.sh\"]\n=== run.sh\n#!/bin/sh\nmkdir -p /run/app\n/srv/app > /dev/stdout &\n",
                "=== Dockerfile\nFROM debian:12\nCOPY run.sh /\nCMD [\"/run.sh\"]\n=== run.sh\n#!/bin/sh\nmkdir -p /run/app\nexec /srv/app > /dev/stdout\n"
            ),
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        guard workload.startsOnECS, let chain = workload.process, case .blocked(_, .background) = chain.verdict,
            let place = chain.obstacle
        else { return }
        let program = chain.missed
        report.fault(
            at: program?.place.path == place.path ? program?.place ?? place : place, ["program": program?.name ?? "…"],
            fix: fix(place, workload))
    }

    /// Only where nothing stands behind it: it would wait for the application's end.
    private func fix(_ place: Span, _ workload: Workload) -> Fix? {
        for part in StartScript.all(workload) {
            guard
                let command = part.shell.commands.first(where: {
                    $0.context.runsInBackground && part.place($0.range).path == place.path
                        && part.place($0.range).bytes.overlaps(place.bytes)
                }), let statement = part.shell.statements.last, statement.links.count == 1,
                statement.range.lowerBound == command.range.lowerBound, command.wrappers.isEmpty,
                command.assignments.isEmpty
            else { continue }
            var end = command.range.upperBound
            while end < part.shell.range.upperBound, [0x20, 0x09].contains(part.shell.bytes[end]) { end += 1 }
            guard end < part.shell.range.upperBound, part.shell.bytes[end] == UInt8(ascii: "&") else { return nil }
            let start = part.place(command.range).bytes
            let sign = part.place(end..<end + 1).bytes
            let path = place.path == workload.dockerfile.source.path ? nil : place.path
            return Fix(
                .ask,
                [
                    Edit(path: path, start.lowerBound..<start.lowerBound, "exec "),
                    Edit(path: path, start.upperBound..<sign.upperBound, ""),
                ])
        }
        return nil
    }
}
