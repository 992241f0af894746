package import Basics

/// An nginx configuration file: what it listens on, where it logs, how it stops, and whom it passes requests to.
///
/// Directives: https://nginx.org/en/docs/dirindex.html. Includes are named, not followed.
package struct NginxConfig: Sendable {
    package struct Upstream: Sendable, Hashable {
        /// The directive: `server` of an upstream, `proxy_pass`, `fastcgi_pass`, `uwsgi_pass`, `grpc_pass`.
        package var directive: String
        /// The address as written, such as `http://127.0.0.1:3000`.
        package var address: String
        /// The host without scheme, port and path; nil for a Unix socket.
        package var host: String?
        package var port: Int?
        package var span: Span
    }

    package var path: String
    package var problem: Failure?
    package var directives: [NginxDirective] = []
    package var listens: [ListenAddress] = []
    package var upstreams: [Upstream] = []
    package var writesLogs: [LogTarget] = []
    package var includes: [ConfigValue] = []

    package init(_ source: SourceFile) {
        path = source.path
        let parsed = NginxParser.parse(source)
        directives = parsed.directives
        if let error = parsed.error {
            let line = source.line(at: error)
            problem = .invalid(
                source.path, "nginx configuration", detail: "brackets or quotes do not match", line: line)
        }
        for directive in directives { take(directive) }
    }

    private mutating func take(_ directive: NginxDirective) {
        guard let first = directive.arguments.first else { return }
        switch directive.name {
        case "listen":
            var address = ListenAddress(first, directive.span)
            // A host alone listens on 80.
            if address.port == nil, address.socket == nil, !first.utf8.contains(where: { "$:{".utf8.contains($0) }) {
                address.port = 80
            }
            listens.append(address)
        case "include": includes.append(ConfigValue(text: first, span: directive.span))
        case "access_log" where !LogTarget.isElsewhere(first):
            writesLogs.append(LogTarget(first, .access, directive.span))
        case "error_log" where !LogTarget.isElsewhere(first):
            writesLogs.append(LogTarget(first, .error, directive.span))
        case "server" where directive.context.last == "upstream": upstream(directive, first)
        case "proxy_pass", "fastcgi_pass", "uwsgi_pass", "grpc_pass", "scgi_pass": upstream(directive, first)
        default: break
        }
    }

    private mutating func upstream(_ directive: NginxDirective, _ text: String) {
        var rest = text[...]
        for scheme in ["http://", "https://", "grpc://", "grpcs://"] where rest.hasPrefix(scheme) {
            rest = rest.dropFirst(scheme.count)
        }
        var host: String?
        var port: Int?
        if !rest.hasPrefix("unix:") {
            let authority = rest.prefix { $0 != "/" }
            let address = ListenAddress(String(authority), directive.span)
            host = address.port != nil && address.host.isEmpty ? String(authority) : address.host
            port = address.port
        }
        upstreams.append(
            Upstream(directive: directive.name, address: text, host: host, port: port, span: directive.span))
    }

    /// The last directive of that name outside of `http`, `stream` and `events` blocks.
    package func main(_ name: String) -> ConfigValue? {
        directives.last { $0.name == name && $0.context.isEmpty }.map {
            ConfigValue(text: $0.arguments.joined(separator: " "), span: $0.span)
        }
    }

    /// The first directive of that name anywhere.
    package func first(_ name: String) -> ConfigValue? {
        directives.first { $0.name == name }.map {
            ConfigValue(text: $0.arguments.joined(separator: " "), span: $0.span)
        }
    }

    /// `off` keeps nginx in the foreground, as a container needs it.
    package var daemon: ConfigValue? { main("daemon") }
    package var user: ConfigValue? { main("user") }
    package var pid: ConfigValue? { main("pid") }
    package var workerShutdownTimeout: ConfigValue? { main("worker_shutdown_timeout") }
    package var workerProcesses: ConfigValue? { main("worker_processes") }
    package var keepaliveTimeout: ConfigValue? { first("keepalive_timeout") }
    /// Folders that must be writable: `client_body_temp_path`, `proxy_temp_path`, `proxy_cache_path`…
    package var writablePaths: [ConfigValue] {
        directives.filter { $0.name.hasSuffix("_temp_path") || $0.name.hasSuffix("_cache_path") || $0.name == "pid" }
            .compactMap { directive in
                directive.arguments.first.map { ConfigValue(text: $0, span: directive.span) }
            }
    }
}
