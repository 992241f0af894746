package import Basics

/// supervisord.conf: which processes one container starts, and how they are stopped.
///
/// Keys and defaults: https://supervisord.org/configuration.html.
package struct SupervisordConfig: Sendable {
    package struct Program: Sendable {
        package var name: String
        package var span: Span
        package var command: ConfigValue?
        package var autorestart: ConfigValue?
        /// The default is TERM.
        package var stopSignal: ConfigValue?
        /// The default is 10 seconds, then SIGKILL.
        package var stopWaitSeconds: ConfigValue?
        package var stopAsGroup: ConfigValue?
        package var killAsGroup: ConfigValue?
        package var user: ConfigValue?
        package var stdout: ConfigValue?
        package var stderr: ConfigValue?
        package var redirectsStderr: ConfigValue?
        /// `0` is needed where the log is a stream: supervisord cannot rotate one.
        package var stdoutMaxBytes: ConfigValue?
    }

    package var path: String
    package var problem: Failure?
    package var nodaemon: ConfigValue?
    package var user: ConfigValue?
    package var programs: [Program] = []
    /// Files named by `[include]`.
    package var includes: [ConfigValue] = []
    package var writesLogs: [LogTarget] = []

    package init(_ source: SourceFile) {
        path = source.path
        let file = IniFile(source)
        if file.sections.isEmpty {
            problem = .invalid(source.path, "supervisord.conf", detail: "no section", line: file.badLine)
        }
        if let main = file["supervisord"] {
            nodaemon = main["nodaemon"]
            user = main["user"]
            if let log = main["logfile"] { add(log, .main) }
        }
        for section in file.sections {
            if section.name == "include", let files = section["files"] { includes.append(files) }
            for head in ["program:", "fcgi-program:", "eventlistener:"] where section.name.hasPrefix(head) {
                add(section, String(section.name.dropFirst(head.count)))
            }
        }
    }

    private mutating func add(_ section: IniFile.Section, _ name: String) {
        let program = Program(
            name: name, span: section.span, command: section["command"], autorestart: section["autorestart"],
            stopSignal: section["stopsignal"], stopWaitSeconds: section["stopwaitsecs"],
            stopAsGroup: section["stopasgroup"], killAsGroup: section["killasgroup"], user: section["user"],
            stdout: section["stdout_logfile"], stderr: section["stderr_logfile"],
            redirectsStderr: section["redirect_stderr"], stdoutMaxBytes: section["stdout_logfile_maxbytes"])
        programs.append(program)
        if let log = program.stdout { add(log, .output) }
        if let log = program.stderr { add(log, .error) }
    }

    private mutating func add(_ value: ConfigValue, _ kind: LogTarget.Kind) {
        // AUTO is a file in a temporary folder.
        if ["NONE", "syslog"].contains(value.text) || LogTarget.isElsewhere(value.text) { return }
        writesLogs.append(LogTarget(value.text, kind, value.span))
    }
}
