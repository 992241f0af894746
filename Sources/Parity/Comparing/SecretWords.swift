import Basics
import Workload

/// Keeps secrets out of tables: their names tell them, or their own look.
enum SecretWords {
    private static let words = [
        "password", "passwd", "secret", "token", "apikey", "api_key", "private_key", "privatekey", "credential",
        "passphrase",
        "access_key", "accesskey",
    ]

    static func shown(_ value: String, named name: String) -> String {
        let lower = name.lowercased()
        if !value.isEmpty, !isReference(value), words.contains(where: { lower.has($0) }) { return "•••" }
        if let match = SecretContent.scan(value: value, named: name) { return match.masked }
        // `postgres://user:password@host/db`
        if let scheme = value.firstRange(of: "://"), let at = value[scheme.upperBound...].firstIndex(of: "@"),
            value[scheme.upperBound..<at].contains(":")
        {
            return String(value[..<scheme.upperBound]) + "•••" + String(value[at...])
        }
        return withoutArguments(value)
    }

    /// `${Secret}` names a value and holds none.
    private static func isReference(_ value: String) -> Bool {
        value.hasPrefix("${") && value.firstIndex(of: "}") == value.indices.last
    }

    /// `curl -u name:PASSWORD`, `--password=PASSWORD`: what stands behind such options.
    private static func withoutArguments(_ value: String) -> String {
        guard value.contains("-") else { return value }
        var parts = value.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        for index in parts.indices {
            let bare = parts[index].filter { $0 != "\"" && $0 != "'" && $0 != "[" && $0 != "," }
            if bare == "-u" || bare == "--user" || bare == "--password", parts.indices.contains(index + 1) {
                let next = parts[index + 1]
                let kept = next.firstIndex(of: ":").map { String(next[...$0]) } ?? ""
                parts[index + 1] = bare == "--password" || !kept.isEmpty ? kept + "•••" : next
            } else if bare.hasPrefix("--"), let equals = parts[index].firstIndex(of: "="),
                words.contains(where: { parts[index][..<equals].lowercased().has($0) })
            {
                parts[index] = String(parts[index][...equals]) + "•••"
            }
        }
        return parts.joined(separator: " ")
    }
}
