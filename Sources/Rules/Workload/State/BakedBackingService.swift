import Basics
import RuleKit
import Workload

struct BakedBackingService: Rule {
    static let about = About(
        id: "WL309", since: "0.1", severity: .medium,
        title: Text(en: "Host of a backing service baked into the image", ja: "バックエンドサービスのホスト名がイメージに埋め込まれている"),
        why: Text(
            en:
                "The image works in one environment only; run elsewhere without an override it talks to the wrong database.",
            ja: "このイメージは特定の環境でしか使えません。上書きせずに別の環境で動かすと、誤ったデータベースに接続します。"),
        remedy: Text(
            en: "Leave it out of the image and set it in the task definition's `environment` or `secrets`.",
            ja: "イメージには含めず、タスク定義の `environment` または `secrets` で設定してください。"),
        message: Text(en: "`{name}` names the host `{host}`", ja: "`{name}` にホスト `{host}` が指定されています"),
        proof: Text(
            en: "no `ENV`, `RUN` or configuration file that `{program}` starts with names the host of a service",
            ja: "`{program}` の `ENV`、`RUN`、設定ファイルのいずれにも、サービスのホスト名は書かれていません"),
        links: ["https://12factor.net/backing-services", "https://12factor.net/config"],
        answers: ["12F_04.no-baked-hosts"],
        fails: [
            "FROM node:22\nENV DATABASE_URL=⟦postgres://shop@db.internal.example.com:5432/shop⟧\nCMD [\"node\", \"a.js\"]",
            "FROM node:22\nENV DB_HOST=⟦shop.cluster-x1.ap-northeast-1.rds.amazonaws.com⟧\nCMD [\"node\", \"a.js\"]",
        ],
        passes: [
            "FROM node:22\nENV DB_HOST=localhost REDIS_URL=redis://localhost:6379\nCMD [\"node\", \"a.js\"]",
            "FROM node:22\nENV DB_HOST=db\nCMD [\"node\", \"a.js\"]",
            "FROM node:22\nENV DB_HOST=\nCMD [\"node\", \"a.js\"]",
            "FROM golang:1.26\nENV GOPROXY=https://proxy.golang.org\nCMD [\"/app\"]",
            "FROM node:22\nENV HOST=0.0.0.0\nCMD [\"node\", \"a.js\"]",
            """
            === Dockerfile
            FROM node:22
            WORKDIR /app
            COPY . .
            CMD ["node", "a.js"]
            === package.json
            {}
            === config/default.yml
            db:
              host: db.internal.example.com
            """,
        ],
        proves: [
            """
            === Dockerfile
            FROM node:22
            WORKDIR /app
            COPY . .
            CMD ⟦["node", "a.js"]⟧
            === package.json
            {}
            === config.js
            export const url = process.env.DATABASE_URL
            """
        ],
        fixes: [
            (
                "FROM node:22\nENV PORT=3000 \\\n    DB_HOST=shop.example.com \\\n    TZ=UTC\nCMD [\"node\", \"a.js\"]",
                "FROM node:22\nENV PORT=3000 \\\n    TZ=UTC\nCMD [\"node\", \"a.js\"]"
            ),
            (
                "FROM node:22\n\n# Where orders are kept\nENV DB_HOST=shop.example.com\nCMD [\"node\", \"a.js\"]",
                "FROM node:22\n\n# Where orders are kept\nCMD [\"node\", \"a.js\"]"
            ),
        ]
    )

    private static let schemes: Set<String> = [
        "postgres", "postgresql", "mysql", "mysql2", "mariadb", "mongodb", "mongodb+srv", "redis", "rediss", "amqp",
        "amqps",
        "kafka", "memcached", "nats", "mssql", "sqlserver", "oracle", "cassandra", "jdbc:postgresql", "jdbc:mysql",
        "jdbc:mariadb", "postgresql+asyncpg", "postgresql+psycopg2", "mysql+pymysql", "bolt", "neo4j", "clickhouse",
    ]
    private static let services = [
        "DB", "DATABASE", "REDIS", "MYSQL", "POSTGRES", "POSTGRESQL", "PG", "MONGO", "MONGODB", "RABBITMQ", "KAFKA",
        "MEMCACHED", "ELASTICSEARCH", "OPENSEARCH", "CACHE", "QUEUE", "RDS", "SMTP",
    ]

    func check(_ workload: Workload, _ report: inout Report) {
        guard workload.startsOnECS else { return }
        var isClean = true
        for variable in EnvironmentValue.all(workload) {
            guard let host = Self.host(variable), Self.isRemote(host) else { continue }
            isClean = false
            report.fault(
                at: variable.place, ["name": variable.name, "host": host], fix: fix(variable.name, workload))
        }
        // A value that the file does not tell may hold one.
        let isTold = workload.config?.environment.values.allSatisfy { $0.value != nil } ?? false
        if isClean, isTold, workload.role == .application, let program = workload.finalProgram,
            BakedHosts.areAbsent(workload)
        {
            report.holds(at: workload.startPlace, ["program": program.name])
        }
    }

    private func fix(_ name: String, _ workload: Workload) -> Fix? {
        let edits = EnvironmentEdits.removal(
            of: name, from: workload.dockerfile, at: workload.config?.environment[name]?.instruction)
        return edits.map {
            Fix(
                .ask, $0,
                note: Text(
                    en:
                        "Give `\(name)` to the container by `environment` of the task definition, for each environment its own.",
                    ja: "`\(name)` は、環境ごとの値をタスク定義の `environment` でコンテナに渡してください。"))
        }
    }

    /// The host of a URL of a known scheme, or of a variable that is named for one.
    private static func host(_ variable: EnvironmentValue) -> String? {
        var text = Substring(variable.value)
        if let mark = text.firstRange(of: "://") {
            guard schemes.contains(text[..<mark.lowerBound].lowercased()) else { return nil }
            text = text[mark.upperBound...]
            if let at = text.lastIndex(of: "@") { text = text[text.index(after: at)...] }
        } else {
            let name = variable.name.uppercased()
            let isHost = ["_HOST", "_HOSTNAME", "_ENDPOINT", "_BROKERS", "_ADDR", "_ADDRESS", "_SERVER"].contains {
                suffix in
                name.hasSuffix(suffix)
                    && services.contains {
                        name.dropLast(suffix.count) == $0 || name.dropLast(suffix.count).hasSuffix("_" + $0)
                    }
            }
            guard isHost || name == "PGHOST" else { return nil }
        }
        return String(text.prefix { $0 != ":" && $0 != "/" && $0 != "?" && $0 != "," })
    }

    private static func isRemote(_ host: String) -> Bool {
        host.contains(".") && !host.hasPrefix("127.") && host != "0.0.0.0" && !host.contains("$")
            && host != "host.docker.internal" && host != "localhost.localdomain" && !host.hasPrefix("169.254.")
    }
}
