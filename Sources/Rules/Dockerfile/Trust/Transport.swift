import ShellSyntax

/// Whether a URL travels in the open, and where to.
enum Transport {
    /// `http://` or `ftp://` to a host beyond the private network; a variable as host counts as beyond.
    static func isOpen(_ url: String) -> Bool {
        let lower = url.lowercased()
        for scheme in ["http://", "ftp://"] where lower.hasPrefix(scheme) {
            return !isPrivate(host(of: lower.dropFirst(scheme.count)))
        }
        return false
    }

    private static func host(of rest: Substring) -> Substring {
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        let host = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority
        return host.hasPrefix("[") ? host : host.prefix { $0 != ":" }
    }

    /// Names and addresses that do not leave the machine or the private network.
    private static func isPrivate(_ host: Substring) -> Bool {
        if host.hasPrefix("[") || host == "localhost" { return true }
        // A variable may be anything; a script that downloads from one is judged as if it were a public host.
        if host.contains("$") { return false }
        let parts = host.split(separator: ".")
        guard parts.count > 1, let last = parts.last else { return true }
        if ["local", "internal", "lan", "corp", "home", "intranet", "localdomain", "test", "example"].contains(last) {
            return last != "example"
        }
        let numbers = parts.compactMap { Int($0) }
        guard numbers.count == 4, parts.count == 4 else { return false }
        return numbers[0] == 127 || numbers[0] == 10 || numbers[0] == 192 && numbers[1] == 168
            || numbers[0] == 172 && (16...31).contains(numbers[1]) || numbers[0] == 169 && numbers[1] == 254
    }
}
