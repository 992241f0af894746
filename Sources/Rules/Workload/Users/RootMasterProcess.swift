import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct RootMasterProcess: Rule {
    static let about = About(
        id: "WL202", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "Server whose master process runs as root", ja: "マスタープロセスが root で動くサーバー"),
        why: Text(
            en: """
                Workers run as another user, but the master keeps root for as long as the task lives. On ECS it needs root \
                for nothing: ports and log files can be chosen so that any user can open them.
                """,
            ja: """
                ワーカーは別のユーザーで動きますが、マスターはタスクが終わるまで root のままです。ECS では root は必要ありません。\
                一般ユーザーで使えるポートとログ出力先を選べます。
                """),
        remedy: Text(
            en: "Use an image made for it, such as `nginxinc/nginx-unprivileged`, or a port above 1024 and `USER`.",
            ja: "`nginxinc/nginx-unprivileged` のような専用イメージを使うか、1024 より大きいポートと `USER` を指定してください。"),
        message: Text(en: "the master process of `{program}` runs as root", ja: "`{program}` のマスタープロセスが root で動きます"),
        links: [
            "https://github.com/nginx/docker-nginx-unprivileged",
            "https://docs.docker.com/build/building/best-practices/#user",
        ],
        answers: ["SEC_01.user"],
        fails: [
            "FROM ⟦nginx:1.27⟧\nCOPY site /usr/share/nginx/html",
            "FROM ⟦php:8.3-apache⟧\nCOPY . /var/www/html",
        ],
        passes: [
            "FROM nginxinc/nginx-unprivileged:1.27\nCOPY site /usr/share/nginx/html",
            "FROM nginx:1.27\nUSER nginx",
            "FROM node:22\nCMD [\"node\", \"server.js\"]",
            "FROM postgres:17\nCOPY init.sql /docker-entrypoint-initdb.d/",
        ]
    )

    /// Their images' entrypoints step down to a user of their own.
    private static let stepsDown: Set<String> = [
        "postgres", "mysqld", "mariadbd", "redis-server", "mongod", "rabbitmq-server", "memcached",
    ]

    func check(_ workload: Workload, _ report: inout Report) {
        guard workload.startsOnECS, let program = RootMaster.of(workload), let config = workload.config,
            PrivilegeDrop.find(workload) == nil, !Self.stepsDown.contains(program.name), let stage = workload.stage
        else { return }
        let first = workload.dockerfile.lineage(of: stage).first ?? stage
        if let user = config.user {
            guard let name = user.value.value, ImageUsers.isRoot(name) else { return }
            report.fault(at: user.value.range, ["program": program.name])
        } else if KnownImage.of(config.base)?.user == .root {
            report.fault(at: first.image.range, ["program": program.name])
        }
    }
}
