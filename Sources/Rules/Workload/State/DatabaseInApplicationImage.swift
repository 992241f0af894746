import Basics
import RuleKit
import Workload

struct DatabaseInApplicationImage: Rule {
    static let about = About(
        id: "WL306", since: "0.1", severity: .high,
        title: Text(en: "A database runs inside the application's container", ja: "アプリケーションのコンテナ内でデータベースが動いている"),
        why: Text(
            en:
                "Its data is on the task's own disk: every deployment and every replaced task starts with an empty database, and two tasks have two of them.",
            ja: "データがタスクのディスクにあるため、デプロイやタスクの入れ替えのたびに空になります。タスクを 2 つにするとデータベースも 2 つになります。"),
        remedy: Text(
            en: "Use Amazon RDS, ElastiCache or another service beside the task, named by an environment variable.",
            ja: "Amazon RDS や ElastiCache などタスクの外のサービスを使い、接続先を環境変数で渡してください。"),
        message: Text(en: "`{program}` runs beside the application", ja: "`{program}` がアプリケーションと同じコンテナで動いています"),
        links: ["https://12factor.net/processes", "https://12factor.net/backing-services"],
        answers: ["REL_02.volumes", "SEC_05.data-outside", "12F_06.stateless", "DP_06.stateless"],
        fails: [
            "FROM debian:12\nCMD ⟦service mysql start⟧ && exec node server.js",
            "=== Dockerfile\nFROM debian:12\nCOPY run.sh /\nCMD [\"/run.sh\"]\n=== run.sh\n#!/bin/sh\n⟦redis-server --port 6379⟧ &\nexec gunicorn app:app\n",
        ],
        passes: [
            "FROM postgres:17\nCMD [\"postgres\", \"-c\", \"log_statement=all\"]",
            "=== Dockerfile\nFROM debian:12\nCOPY run.sh /\nCMD [\"/run.sh\"]\n=== run.sh\n#!/bin/sh\nuntil pg_isready -h \"$DB\"; do sleep 1; done\nexec gunicorn app:app\n",
        ]
    )

    private static let servers: Set<String> = [
        "mysqld", "mysqld_safe", "mariadbd", "postgres", "mongod", "redis-server", "memcached", "rabbitmq-server",
        "elasticsearch", "influxd",
    ]
    private static let services: Set<String> = [
        "mysql", "mariadb", "postgresql", "mongod", "mongodb", "redis", "redis-server", "memcached", "rabbitmq-server",
        "elasticsearch",
    ]

    func check(_ workload: Workload, _ report: inout Report) {
        guard workload.startsOnECS, let chain = workload.process else { return }
        if let main = workload.finalProgram, Self.servers.contains(main.name) { return }
        for link in chain.background where Self.servers.contains(link.name) {
            report.fault(at: link.place, ["program": link.name])
        }
        for command in StartCommand.all(workload) where command.program == "service" && command.plain.last == "start" {
            guard let name = command.plain.first, Self.services.contains(name) else { continue }
            report.fault(at: command.place, ["program": name])
        }
        for case .supervisord(let config) in workload.serverConfigs where config.programs.count > 1 {
            for program in config.programs {
                guard let command = program.command?.text.split(separator: " ").first.map(String.init),
                    Self.servers.contains(RelativePath.name(command)), let span = program.command?.span
                else { continue }
                report.fault(at: span, ["program": RelativePath.name(command)])
            }
        }
    }
}
