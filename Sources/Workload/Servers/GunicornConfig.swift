package import Basics

/// gunicorn.conf.py: assignments of a name to a plain value; it is a program, and what it computes stays unknown.
///
/// Names and defaults: https://docs.gunicorn.org/en/stable/settings.html.
package struct GunicornConfig: Sendable {
    package var path: String
    package var problem: Failure?
    /// Plain assignments at the top level by name; the text of anything else that is assigned is kept as it stands.
    package var values: [String: ConfigValue] = [:]
    package var listens: [ListenAddress] = []
    package var writesLogs: [LogTarget] = []

    /// Seconds workers have to finish after SIGTERM; the default is 30.
    package var gracefulTimeout: ConfigValue? { values["graceful_timeout"] }
    package var timeout: ConfigValue? { values["timeout"] }
    /// Where workers keep their heartbeat; on a disk it may block them.
    package var workerTemporaryFolder: ConfigValue? { values["worker_tmp_dir"] }
    package var workers: ConfigValue? { values["workers"] }
    package var workerClass: ConfigValue? { values["worker_class"] }
    package var keepAlive: ConfigValue? { values["keepalive"] }
    package var daemon: ConfigValue? { values["daemon"] }
    package var preload: ConfigValue? { values["preload_app"] }

    package init(_ source: SourceFile) {
        path = source.path
        if source.bytes.contains(0) { problem = .invalid(source.path, "Python", detail: "NUL byte") }
        for raw in ByteText(source).lines where raw.indentation == 0 {
            let line = raw.withoutComment(UInt8(ascii: "#")).trimmed
            guard let (key, value) = line.cut(UInt8(ascii: "=")), !value.isEmpty, value.first != UInt8(ascii: "="),
                key.bytes[key.range].allSatisfy({ $0 == UInt8(ascii: "_") || ($0 >= 0x61 && $0 <= 0x7A) }), !key.isEmpty
            else { continue }
            values[key.text] = ConfigValue(text: value.unquoted.text, span: source.place(line))
        }
        if let bind = values["bind"] {
            // A list of addresses in Python, or a string of them; an IPv6 address begins with a bracket as well.
            let isList = ["[\"", "['", "(\"", "('"].contains { bind.text.hasPrefix($0) }
            let text = isList ? String(bind.text.dropFirst().dropLast().filter { !"\"' ".contains($0) }) : bind.text
            listens = text.split(separator: ",").map { ListenAddress(String($0), bind.span) }
        }
        for (name, kind) in [("accesslog", LogTarget.Kind.access), ("errorlog", .error)] {
            guard let value = values[name], value.text != "None", !LogTarget.isElsewhere(value.text) else { continue }
            // gunicorn's `-` is standard output for accesses and standard error for errors.
            let path = value.text == "-" && kind == .error ? "/dev/stderr" : value.text
            writesLogs.append(LogTarget(path, kind, value.span))
        }
    }
}
