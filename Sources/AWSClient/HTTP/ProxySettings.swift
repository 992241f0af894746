package import Basics
package import Foundation

/// Which proxy a URL is asked through, as `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY` say (also in lower
/// case, as curl and Go read them). This machine itself is never asked through a proxy.
package struct ProxySettings: Sendable, Hashable {
    package struct Proxy: Sendable, Hashable {
        package var host: String
        package var port: Int
        package var isSOCKS = false
        package var user: String?
        package var password: String?
    }

    private let https: String?
    private let http: String?
    private let exceptions: [String]

    package init(_ environment: [String: String]) {
        func value(_ name: String) -> String? {
            (environment[name.lowercased()] ?? environment[name]).flatMap { $0.isEmpty ? nil : $0 }
        }
        https = value("HTTPS_PROXY") ?? value("ALL_PROXY")
        // A CGI program finds a visitor's `Proxy:` header in HTTP_PROXY; there it is not believed.
        http = environment["REQUEST_METHOD"] == nil ? value("HTTP_PROXY") ?? value("ALL_PROXY") : nil
        exceptions = (value("NO_PROXY") ?? "").lowercased().split { $0 == "," || $0 == " " }.map(String.init)
    }

    /// The proxy for a URL, nil for none. Throws `invalid` where its variable holds no URL of a proxy.
    package func proxy(for url: URL) throws(Failure) -> Proxy? {
        guard let host = url.host?.lowercased(), let text = url.scheme == "https" ? https : http else { return nil }
        if Self.isLocal(host) || isExcepted(host, port: url.port ?? (url.scheme == "https" ? 443 : 80)) { return nil }
        let full = text.contains("://") ? text : "http://" + text
        let kinds = ["http", "socks5", "socks5h"]
        guard let parsed = URL(string: full), let proxyHost = parsed.host, !proxyHost.isEmpty,
            let scheme = parsed.scheme?.lowercased(), kinds.contains(scheme)
        else {
            // The value may hold a password: it is not shown.
            throw Failure(
                .invalid,
                Text(
                    en:
                        "The proxy in \(url.scheme == "https" ? "HTTPS_PROXY" : "HTTP_PROXY") cannot be used. Write it as http://host:port or socks5://host:port.",
                    ja:
                        "\(url.scheme == "https" ? "HTTPS_PROXY" : "HTTP_PROXY") のプロキシは使用できません。http://host:port または socks5://host:port の形式で指定してください。"
                ))
        }
        let isSOCKS = scheme != "http"
        return Proxy(
            host: proxyHost, port: parsed.port ?? (isSOCKS ? 1080 : 80), isSOCKS: isSOCKS,
            user: parsed.user?.removingPercentEncoding, password: parsed.password?.removingPercentEncoding)
    }

    /// Whether a host is this machine.
    package static func isLocal(_ host: String) -> Bool {
        host == "localhost" || host.hasSuffix(".localhost") || host == "::1" || host == "[::1]"
            || IPv4(host).map { $0.value >> 24 == 127 } == true
    }

    private func isExcepted(_ host: String, port: Int) -> Bool {
        exceptions.contains { exception in
            if exception == "*" { return true }
            if let network = IPv4.Network(exception), let address = IPv4(host) { return network.contains(address) }
            var name = exception
            // A lone colon separates a port; more are an IPv6 address.
            if let colon = name.lastIndex(of: ":"), name.firstIndex(of: ":") == colon {
                guard Int(name[name.index(after: colon)...]) == port else { return false }
                name = String(name[..<colon])
            }
            if name.hasPrefix("*.") { name = String(name.dropFirst()) }
            if name.hasPrefix(".") { return host.hasSuffix(name) }
            return host == name || host.hasSuffix("." + name)
        }
    }
}

/// An IPv4 address as a number.
private struct IPv4 {
    var value: UInt32

    init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var value: UInt32 = 0
        for part in parts {
            guard let byte = UInt8(part) else { return nil }
            value = value << 8 | UInt32(byte)
        }
        self.value = value
    }

    /// `10.0.0.0/8`.
    struct Network {
        var base: UInt32
        var mask: UInt32

        init?(_ text: String) {
            let parts = text.split(separator: "/")
            guard parts.count == 2, let base = IPv4(parts[0]), let bits = Int(parts[1]), (0...32).contains(bits) else {
                return nil
            }
            mask = bits == 0 ? 0 : ~UInt32(0) << UInt32(32 - bits)
            self.base = base.value & mask
        }

        func contains(_ address: IPv4) -> Bool { address.value & mask == base }
    }
}
