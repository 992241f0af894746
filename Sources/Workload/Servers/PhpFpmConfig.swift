package import Basics

/// php-fpm.conf or a pool file (`php-fpm.d/*.conf`).
///
/// Keys and defaults: https://www.php.net/manual/en/install.fpm.configuration.php.
package struct PhpFpmConfig: Sendable {
    package struct Pool: Sendable {
        package var name: String
        package var span: Span
        package var listen: ListenAddress?
        package var accessLog: ConfigValue?
        /// Without it what PHP writes to its output goes to /dev/null.
        package var catchWorkersOutput: ConfigValue?
        /// The default `yes` hides the container's environment from PHP.
        package var clearEnv: ConfigValue?
        package var user: ConfigValue?
        package var maxChildren: ConfigValue?
        package var requestTerminateTimeout: ConfigValue?
    }

    package var path: String
    package var problem: Failure?
    package var daemonize: ConfigValue?
    package var errorLog: ConfigValue?
    /// How long children may take to end; the default 0 lets them be cut off.
    package var processControlTimeout: ConfigValue?
    package var pools: [Pool] = []
    package var includes: [ConfigValue] = []
    package var writesLogs: [LogTarget] = []

    package init(_ source: SourceFile) {
        path = source.path
        let file = IniFile(source)
        if file.sections.isEmpty {
            problem = .invalid(source.path, "PHP-FPM configuration", detail: "no section", line: file.badLine)
        }
        for section in file.sections {
            for (key, value) in section.values where key == "include" { includes.append(value) }
            if section.name == "global" {
                // The image's files split [global] over several; the last one counts.
                daemonize = section["daemonize"] ?? daemonize
                errorLog = section["error_log"] ?? errorLog
                processControlTimeout = section["process_control_timeout"] ?? processControlTimeout
                continue
            }
            let pool = Pool(
                name: section.name, span: section.span,
                listen: section["listen"].map { ListenAddress($0.text, $0.span) }, accessLog: section["access.log"],
                catchWorkersOutput: section["catch_workers_output"], clearEnv: section["clear_env"],
                user: section["user"], maxChildren: section["pm.max_children"],
                requestTerminateTimeout: section["request_terminate_timeout"])
            pools.append(pool)
            if let log = pool.accessLog { add(log, .access) }
            if let log = section["php_admin_value[error_log]"] ?? section["slowlog"] { add(log, .error) }
        }
        if let log = errorLog { add(log, .error) }
    }

    private mutating func add(_ value: ConfigValue, _ kind: LogTarget.Kind) {
        if !LogTarget.isElsewhere(value.text) { writesLogs.append(LogTarget(value.text, kind, value.span)) }
    }
}
