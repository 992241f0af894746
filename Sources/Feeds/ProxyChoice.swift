/// Which proxy an address is fetched through, as curl and most programs read it from the environment: `https_proxy` or
/// `HTTPS_PROXY`, else `all_proxy`; not for hosts in `no_proxy`.
struct ProxyChoice: Hashable {
    var host: String
    var port: Int
    var user: String?
    var password: String?

    init?(_ environment: [String: String], for address: String) {
        guard let target = Self.parts(address) else { return nil }
        func value(_ name: String) -> String? {
            [environment[name], environment[name.uppercased()]].compactMap(\.self).first { !$0.isEmpty }
        }
        if let list = value("no_proxy"), Self.isExempt(target.host, list) { return nil }
        // Anybody who sends a request to a CGI program sets HTTP_PROXY: only small letters count, as with curl.
        let own = target.scheme == "https" ? value("https_proxy") : environment["http_proxy"]
        guard let text = own ?? value("all_proxy"), !text.isEmpty,
            let proxy = Self.parts(text.contains("://") ? text : "http://\(text)"), proxy.scheme == "http"
        else { return nil }
        host = proxy.host
        port = proxy.port ?? 8080
        user = proxy.user
        password = proxy.password
    }

    private static func isExempt(_ host: String, _ list: String) -> Bool {
        list.split(whereSeparator: { $0 == "," || $0 == " " }).contains { entry in
            if entry == "*" { return true }
            let name = entry.prefix { $0 != ":" }.drop { $0 == "." }.lowercased()
            return !name.isEmpty && (host == name || host.hasSuffix("." + name))
        }
    }

    private struct Parts {
        var scheme: String
        var user: String?
        var password: String?
        var host: String
        var port: Int?
    }

    /// Percent escapes resolved: passwords have characters that mean something in an address.
    private static func decoded(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            let hex = rest.prefix(2)
            if byte == UInt8(ascii: "%"), hex.count == 2,
                let value = UInt8(String(decoding: hex, as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func parts(_ address: String) -> Parts? {
        guard let mark = address.firstRange(of: "://") else { return nil }
        var rest = address[mark.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        var parts = Parts(scheme: address[..<mark.lowerBound].lowercased(), host: "")
        if let at = rest.lastIndex(of: "@") {
            let login = rest[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            parts.user = login.first.map(decoded)
            parts.password = login.count > 1 ? decoded(login[1]) : ""
            rest = rest[rest.index(after: at)...]
        }
        if rest.hasPrefix("["), let end = rest.firstIndex(of: "]") {
            parts.host = rest[rest.index(after: rest.startIndex)..<end].lowercased()
            rest = rest[rest.index(after: end)...]
        } else {
            parts.host = rest.prefix { $0 != ":" }.lowercased()
            rest = rest.drop { $0 != ":" }
        }
        if rest.hasPrefix(":") { parts.port = Int(rest.dropFirst()) }
        return parts.host.isEmpty ? nil : parts
    }
}
