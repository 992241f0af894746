package import Basics

/// uwsgi.ini; https://uwsgi-docs.readthedocs.io/en/latest/Options.html.
package struct UwsgiConfig: Sendable {
    package var path: String
    package var problem: Failure?
    /// Without it SIGTERM reloads uWSGI before version 2.1 instead of ending it.
    package var dieOnTerm: ConfigValue?
    package var master: ConfigValue?
    package var processes: ConfigValue?
    package var user: ConfigValue?
    /// `daemonize` sends uWSGI to the background, and the container ends.
    package var daemonize: ConfigValue?
    package var listens: [ListenAddress] = []
    package var writesLogs: [LogTarget] = []

    package init(_ source: SourceFile) {
        path = source.path
        guard let section = IniFile(source)["uwsgi"] else {
            problem = .invalid(source.path, "uwsgi.ini", detail: "no [uwsgi]")
            return
        }
        dieOnTerm = section["die-on-term"]
        master = section["master"]
        processes = section["processes"] ?? section["workers"]
        user = section["uid"]
        daemonize = section["daemonize"]
        for (key, value) in section.values {
            switch key {
            case "http", "http-socket", "socket", "uwsgi-socket", "https", "http11-socket":
                // `https = :443,cert,key`
                let address = value.text.split(separator: ",").first.map(String.init) ?? ""
                listens.append(ListenAddress(address, value.span))
            case "logto", "logto2", "daemonize", "req-logger", "logger":
                let text = value.text.hasPrefix("file:") ? String(value.text.dropFirst(5)) : value.text
                let isStream = text == "stdio" || text.hasPrefix("stdio:")
                if !LogTarget.isElsewhere(text), !text.hasPrefix("socket:") {
                    writesLogs.append(LogTarget(isStream ? "/dev/stdout" : text, .main, value.span))
                }
            default: break
            }
        }
    }
}
