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
        if !value.isEmpty, !value.contains("${"), words.contains(where: { lower.has($0) }) { return "•••" }
        if let match = SecretContent.scan(value: value, named: name) { return match.masked }
        // `postgres://user:password@host/db`
        if let scheme = value.firstRange(of: "://"), let at = value[scheme.upperBound...].firstIndex(of: "@"),
            value[scheme.upperBound..<at].contains(":")
        {
            return String(value[..<scheme.upperBound]) + "•••" + String(value[at...])
        }
        return value
    }
}
