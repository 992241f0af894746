import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax
import Workload

struct SeveralProcesses: Rule {
    static let about = About(
        id: "WL108", since: "0.1", severity: .medium,
        title: Text(en: "Several services in one container", ja: "1 つのコンテナで複数のサービスを実行している"),
        why: Text(
            en: """
                ECS watches PID 1 alone: when another process dies the task stays RUNNING without it, and the processes \
                cannot be scaled, limited, logged or replaced apart from each other.
                """,
            ja: """
                ECS が監視するのは PID 1 だけです。ほかのプロセスが落ちてもタスクは RUNNING のままになり、\
                プロセスごとのスケーリング、リソース制限、ログの分離、入れ替えもできません。
                """),
        remedy: Text(
            en: "Give each service a container of its own, in one task definition where they share a life cycle.",
            ja: "サービスごとにコンテナを分けてください。ライフサイクルが同じなら、1 つのタスク定義にまとめます。"),
        message: Text(
            en: "`{program}` runs beside `{main}` in one container",
            ja: "`{program}` が `{main}` と同じコンテナで動いています"),
        proof: Text(en: "`{program}` is the only service", ja: "`{program}` だけを実行します"),
        links: [
            "https://docs.docker.com/engine/containers/multi-service_container/",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/application_architecture.html",
        ],
        answers: ["PERF_01.one-process", "ECS_02.one-process", "12F_08.processes"],
        fails: [
            "=== Dockerfile\nFROM php:8.3-fpm\nCOPY run.sh /\nCMD [\"/run.sh\"]\n=== run.sh\n#!/bin/sh\n⟦php-fpm⟧ &\nexec nginx -g 'daemon off;'\n",
            "FROM debian:12\nCMD ⟦service nginx start⟧ && exec node server.js",
            """
            === Dockerfile
            FROM debian:12
            COPY supervisord.conf /etc/supervisor/supervisord.conf
            CMD [⟦"supervisord", "-n"⟧]
            === supervisord.conf
            [supervisord]
            nodaemon=true
            [program:web]
            command=nginx -g 'daemon off;'
            [program:app]
            command=node server.js
            """,
        ],
        passes: [
            "=== Dockerfile\nFROM node:22\nCOPY run.sh /\nCMD [\"/run.sh\"]\n=== run.sh\n#!/bin/sh\n(sleep 5; curl -s localhost) &\nexec node server.js\n",
            "FROM debian:12\nCMD [\"supervisord\", \"-n\"]",
            "=== Dockerfile\nFROM debian:12\nCOPY s.conf /etc/supervisord.conf\nCMD [\"supervisord\", \"-n\"]\n=== s.conf\n[supervisord]\nnodaemon=true\n[program:app]\ncommand=node server.js\n",
        ],
        proves: ["FROM node:22\nCMD ⟦[\"node\", \"server.js\"]⟧", "FROM ⟦nginx:1.27⟧"],
        fixes: [
            (
                "=== Dockerfile\nFROM php:8.3-fpm\nCOPY run.sh /\nCMD [\"/run.sh\"]\n=== run.sh\n#!/bin/sh\nphp-fpm &\nexec nginx -g 'daemon off;'\n",
                "=== Dockerfile\nFROM php:8.3-fpm\nCOPY run.sh /\nCMD [\"/run.sh\"]\n=== run.sh\n#!/bin/sh\nexec nginx -g 'daemon off;'\n"
            ),
            (
                "FROM debian:12\nCMD service nginx start && exec node server.js",
                "FROM debian:12\nCMD exec node server.js"
            ),
        ]
    )

    private static func another(_ other: ProcessChain.Link) -> Text {
        Text(
            en: """
                `\(other.name)` no longer runs here. Make it a container of its own in the task definition, and give both a \
                shared volume or a port where they talk to each other.
                """,
            ja: """
                `\(other.name)` はこのコンテナでは起動しなくなります。タスク定義に別のコンテナとして追加し、\
                相互に通信する場合は共有ボリュームやポートを設定してください。
                """)
    }

    func check(_ workload: Workload, _ report: inout Report) {
        guard workload.startsOnECS, let chain = workload.process else { return }
        let main = workload.finalProgram
        var others = chain.background.filter { $0.place != main?.place }
        // Only one process is left where everything runs in the background.
        if case .blocked(_, .background) = chain.verdict { others.removeAll { $0.name == main?.name } }
        // Where nothing runs in front, the only program behind is what the script waits for.
        if main == nil, others.count == 1 { others = [] }
        others += started(workload)
        for other in others {
            report.fault(
                at: other.place, ["program": other.command, "main": main?.name ?? "…"],
                fix: usesJob(other.place, workload)
                    ? nil : StartEdits.remove(other.place, workload).map { Fix(.ask, [$0], note: Self.another(other)) })
        }
        guard others.isEmpty, let main else {
            if others.isEmpty, case .unknown(let reason) = chain.verdict {
                report.unsure(at: workload.startPlace, because: reason)
            }
            return
        }
        if main.kind == .supervisor { return supervised(workload, main, &report) }
        if case .reaches = chain.verdict { report.holds(at: workload.startPlace, ["program": main.name]) }
    }

    /// Whether the script that starts a program asks for its process: without it, the rest of the script breaks.
    private func usesJob(_ place: Span, _ workload: Workload) -> Bool {
        let source = workload.scripts.first { $0.source.path == place.path }?.source ?? workload.dockerfile.source
        return source.path == place.path && source.text(0..<source.bytes.count).contains("$!")
    }

    /// `service nginx start` in a start script or a shell form.
    private func started(_ workload: Workload) -> [ProcessChain.Link] {
        var found: [ProcessChain.Link] = []
        for part in StartScript.all(workload) {
            for command in part.shell.commands
            where command.program == "service" && command.effectiveArguments.count == 2
                && command.effectiveArguments.last?.literal == "start" && !command.context.isFinal
            {
                found.append(
                    ProcessChain.Link(
                        kind: .program, name: "service", words: command.words.map(\.template),
                        span: part.place(command.range)))
            }
        }
        return found
    }

    private func supervised(_ workload: Workload, _ main: ProcessChain.Link, _ report: inout Report) {
        for case .supervisord(let config) in workload.serverConfigs where config.programs.count > 1 {
            let names = config.programs.map(\.name)
            return report.fault(
                at: main.place, ["program": names.dropFirst().joined(separator: ", "), "main": names[0]],
                related: config.programs.prefix(8).map {
                    .init($0.span, Text(en: "a program", ja: "起動されるプログラム"))
                })
        }
        report.unsure(
            at: workload.startPlace,
            because: Text(
                en: "the programs that `\(main.name)` starts are not among the files",
                ja: "`\(main.name)` が起動するプログラムをファイルから確認できません"))
    }
}
