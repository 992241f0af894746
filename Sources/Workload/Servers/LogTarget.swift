package import Basics

/// Where a server writes a log, as its configuration says.
package struct LogTarget: Sendable, Hashable {
    package enum Kind: Sendable, Hashable { case access, error, output, main }

    /// The path, with `/dev/fd/1` and `/proc/self/fd/1` as `/dev/stdout`, and `2` as `/dev/stderr`.
    package var path: String
    package var kind: Kind
    package var span: Span

    init(_ path: String, _ kind: Kind, _ span: Span) {
        self.path = Self.normalised(path)
        self.kind = kind
        self.span = span
    }

    /// Whether it reaches the container's own output, where a log driver takes it.
    package var isStream: Bool { path == "/dev/stdout" || path == "/dev/stderr" }

    /// Streams by their usual names; `-` is what gunicorn and uWSGI call standard output.
    static func normalised(_ path: String) -> String {
        switch path {
        case "-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "/proc/1/fd/1", "stdout", "|/bin/cat", "| /bin/cat":
            "/dev/stdout"
        case "/dev/stderr", "/dev/fd/2", "/proc/self/fd/2", "/proc/1/fd/2", "stderr": "/dev/stderr"
        default: path
        }
    }

    /// Whether a target is no file at all: syslog, another logger, a pipe, nothing.
    static func isElsewhere(_ path: String) -> Bool {
        path.isEmpty || path == "off" || path == "none" || path == "/dev/null" || path == "syslog"
            || path.hasPrefix("syslog:")
            || path.hasPrefix("memory:") || path.hasPrefix("|")
    }
}

/// An address a server listens on.
package struct ListenAddress: Sendable, Hashable {
    /// The port; nil for a Unix socket, and where it is taken from a variable.
    package var port: Int?
    /// The host part; empty when the configuration names none, which for most servers is all addresses.
    package var host: String
    /// The path of a Unix socket.
    package var socket: String?
    package var span: Span

    /// Reads `8080`, `*:8080`, `0.0.0.0:8080`, `[::]:8080`, `host`, `unix:/run/x.sock` and `/run/x.sock`.
    init(_ text: String, _ span: Span) {
        self.span = span
        var text = text[...]
        for head in ["http://", "https://", "tcp://"] where text.hasPrefix(head) { text = text.dropFirst(head.count) }
        if text.hasPrefix("unix:") || text.hasPrefix("/") {
            socket = String(text.hasPrefix("unix:") ? text.dropFirst(5) : text)
            host = ""
            port = nil
            return
        }
        socket = nil
        if let number = Int(text) {
            port = number
            host = ""
        } else if let colon = text.lastIndex(of: ":"), let number = Int(text[text.index(after: colon)...]) {
            port = number
            host = String(text[..<colon])
        } else {
            port = nil
            host = text.hasSuffix(":") ? String(text.dropLast()) : String(text)
        }
        if !(port.map { (0...65535).contains($0) } ?? true) { port = nil }
    }

    /// Whether nothing outside the container can reach it.
    package var isLoopback: Bool {
        socket != nil || host.hasPrefix("127.") || host == "localhost" || host == "[::1]" || host == "::1"
    }
}
