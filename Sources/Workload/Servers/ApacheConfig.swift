package import Basics

/// The few directives of an Apache httpd file that say where it listens and logs and how it stops.
package struct ApacheConfig: Sendable {
    package var path: String
    package var problem: Failure?
    package var listens: [ListenAddress] = []
    package var writesLogs: [LogTarget] = []
    package var user: ConfigValue?
    package var pidFile: ConfigValue?
    /// Seconds that requests get after a graceful stop (SIGWINCH); SIGTERM cuts them off.
    package var gracefulShutdownTimeout: ConfigValue?
    package var includes: [ConfigValue] = []

    package init(_ source: SourceFile) {
        path = source.path
        if source.bytes.contains(0) { problem = .invalid(source.path, "Apache configuration", detail: "NUL byte") }
        for raw in ByteText(source).lines {
            let line = raw.trimmed
            guard let first = line.first, first != UInt8(ascii: "#"), first != UInt8(ascii: "<") else { continue }
            let words = line.words
            guard words.count >= 2 else { continue }
            let value = ConfigValue(text: words[1].text, span: source.place(line))
            // Directive names are the same in any case.
            switch words[0].text.lowercased() {
            case "listen": listens.append(ListenAddress(value.text, value.span))
            case "errorlog": add(value, .error)
            case "customlog", "transferlog": add(value, .access)
            case "user": user = value
            case "pidfile": pidFile = value
            case "gracefulshutdowntimeout": gracefulShutdownTimeout = value
            case "include", "includeoptional": includes.append(value)
            default: break
            }
        }
    }

    private mutating func add(_ value: ConfigValue, _ kind: LogTarget.Kind) {
        let target = LogTarget(value.text, kind, value.span)
        if target.isStream || !LogTarget.isElsewhere(value.text) { writesLogs.append(target) }
    }
}
