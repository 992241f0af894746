/// Whether the name of a variable says that its value is a secret. Whole words count, never parts of them: `GOPRIVATE`
/// and `TOKENIZERS_PARALLELISM` are no secrets.
enum SecretName {
    static func matches(_ name: String) -> Bool {
        let words = words(of: name)
        guard let last = words.last, !words.contains("public"), !harmlessEnds.contains(last) else { return false }
        // What these prefixes mark is built into pages that every visitor can read.
        let joined = words.joined(separator: "_")
        if browserPrefixes.contains(where: { joined.hasPrefix($0) }) { return false }
        if exact.contains(joined) { return true }
        for (index, word) in words.enumerated() {
            if alone.contains(word) { return true }
            let before = index > 0 ? words[index - 1] : ""
            if word == "key", keyOwners.contains(before) { return true }
            if word == last, index == words.count - 1, word == "pwd" || word == "pw", accountOwners.contains(before) {
                return true
            }
            if word == "pass", index == words.count - 1, index > 0, before != "by" { return true }
        }
        return false
    }

    private static let alone: Set<String> = [
        "password", "passwd", "passphrase", "passcode", "pword", "psw", "secret", "token", "apikey", "apitoken",
        "authtoken", "accesstoken", "privatekey", "secretkey", "credential", "credentials", "pgpassword",
    ]
    private static let keyOwners: Set<String> = [
        "api", "private", "secret", "auth", "encryption", "signing", "master", "ssh", "deploy", "license", "jwt",
        "account", "storage", "rsa", "hmac", "session", "cookie",
    ]
    private static let accountOwners: Set<String> = [
        "db", "database", "mysql", "sql", "admin", "root", "user", "redis", "mongo", "pg", "postgres", "smtp", "mail",
        "sa", "ldap", "ftp",
    ]
    private static let exact: Set<String> = [
        "docker_auth_config", "composer_auth", "npm_auth", "netrc", "rails_master_key",
    ]
    private static let browserPrefixes = [
        "vite_", "react_app_", "vue_app_", "gatsby_", "ng_app_", "storybook_",
    ]
    private static let harmlessEnds: Set<String> = [
        "file", "files", "path", "dir", "folder", "name", "arn", "id", "ids", "url", "uri", "endpoint", "host", "port",
        "expiry", "expires", "expiration", "ttl", "timeout", "length", "type", "version", "policy", "enabled",
        "disabled", "algorithm", "ref", "prefix", "suffix", "header", "location", "provider", "manager", "region",
        "store", "mount", "required", "min", "max", "count", "size", "limit", "rounds", "lifetime", "age", "duration",
        "scope", "scopes", "issuer", "audience", "source", "format", "encoder", "class", "env", "var", "keyring",
        "digest", "checksum", "sha256", "symbols", "tokens", "username", "user", "label", "hint", "field", "method",
        "mode", "encoding", "backend", "plugin", "driver", "helper", "cache", "interval", "parallelism", "namespace",
        "generator", "service", "server", "validity", "days", "hours", "minutes", "seconds", "fingerprint", "cmd",
        "command", "script",
    ]

    /// Lower case words between `_`, `-`, `.` and humps.
    private static func words(of name: String) -> [String] {
        var words: [String] = []
        var word: [UInt8] = []
        var wasLower = false
        func isUpper(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }
        for byte in name.utf8 {
            let isSeparator = byte == 0x5F || byte == 0x2D || byte == 0x2E
            if isSeparator || (isUpper(byte) && wasLower) {
                if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
                word = []
            }
            wasLower = byte >= 0x61 && byte <= 0x7A
            if !isSeparator { word.append(isUpper(byte) ? byte | 0x20 : byte) }
        }
        if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
        return words
    }
}
