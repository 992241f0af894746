/// What a program does on SIGTERM when it runs as PID 1, where the kernel takes no default action.
///
/// From the documentation and sources of the programs; Node.js, Python and Perl were tried in a PID namespace.
package enum StopBehaviour: Sendable, Hashable {
    /// It ends by itself: it installs a handler.
    case handles
    /// It finishes requests on another signal and drops them on SIGTERM.
    case abrupt(graceful: String)
    /// The signal is lost unless the code that runs in it installs a handler.
    case needsHandler
    case unknown

    package static func of(_ program: String) -> StopBehaviour {
        if let known = byName[program] { return known }
        // `python3.12`, `php-fpm8.2`, `node20`
        let stem = String(program.prefix { $0.isLetter || $0 == "-" || $0 == "_" })
        return stem == program ? .unknown : byName[stem] ?? .unknown
    }

    private static let byName: [String: StopBehaviour] = {
        var table: [String: StopBehaviour] = [:]
        let handling = """
            java dotnet gunicorn uvicorn hypercorn daphne granian celery puma puma-wild unicorn_rails rails sidekiq
            redis-server postgres mysqld mariadbd mongod rabbitmq-server memcached envoy traefik caddy prometheus
            grafana-server etcd consul vault nats-server keycloak kc kafka-server-start elasticsearch opensearch
            catalina jetty next nuxt remix-serve react-router-serve serve pm2-runtime pm2 supervisord
            fluent-bit fluentd otelcol otelcol-contrib vector telegraf ruby thin rackup erl elixir mix
            iex beam streamlit fastapi sanic init s6-svscan twistd locust airflow luigid dagster cron crond dnsmasq coredns minio
            """
        for name in handling.split(whereSeparator: { $0 == " " || $0 == "\n" }) { table[String(name)] = .handles }
        table["catalina.sh"] = .handles
        table["kc.sh"] = .handles
        for name in ["nginx", "openresty", "php-fpm", "unicorn"] { table[name] = .abrupt(graceful: "SIGQUIT") }
        for name in ["httpd", "apache2", "httpd-foreground", "apache2-foreground"] {
            table[name] = .abrupt(graceful: "SIGWINCH")
        }
        table["haproxy"] = .abrupt(graceful: "SIGUSR1")
        for name in ["node", "nodejs", "python", "python3", "pypy", "pypy3", "php", "perl", "deno"] {
            table[name] = .needsHandler
        }
        return table
    }()
}
