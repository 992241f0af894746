/// Tells a secret from what stands in its place in examples and templates.
package enum SecretPlaceholder {
    /// Words of examples, and passwords that everybody knows from tutorials.
    private static let words = [
        "example", "changeme", "change_me", "change-me", "changeit", "placeholder", "your", "dummy", "sample", "fake",
        "redacted", "insert", "replace", "todo", "fixme", "xxxx", "****", "....", "secret-here", "token-here", "tbd",
        "not-a-real", "notreal", "mock", "test-", "test_", "testing", "lorem", "foobar", "deadbeef",
    ]
    private static let common: Set<String> = [
        "password", "passwd", "pass", "secret", "admin", "root", "user", "username", "guest", "test", "postgres",
        "mysql", "mariadb", "mongo", "redis", "rabbitmq", "letmein", "qwerty", "default", "null", "none", "true",
        "false", "undefined", "password123", "password1", "passw0rd", "p@ssw0rd", "p@ssword", "pwd", "token", "key",
        "apikey", "docker", "minio", "minioadmin", "sa", "string", "empty", "value", "hoge", "fuga", "12345678",
    ]

    /// Whether a value is surely no secret. A value with a variable in it is none, as the secret is elsewhere.
    package static func matches(_ value: ArraySlice<UInt8>) -> Bool {
        guard let first = value.first else { return true }
        if value.allSatisfy({ $0 == first }) { return true }
        switch first {
        case UInt8(ascii: "$"), UInt8(ascii: "%"), UInt8(ascii: "<"), UInt8(ascii: "{"), UInt8(ascii: "*"): return true
        default: break
        }
        if holdsVariable(value) || longestRun(value) >= 8 { return true }
        let text = String(decoding: value.map(ByteClass.lowercase), as: UTF8.self)
        if common.contains(text) { return true }
        let bytes = Array(text.utf8)
        return words.contains { contains(bytes, Array($0.utf8)) }
    }

    /// `${…}`, `$(…)`, `{{…}}`, `#{…}`, `<…>`, `[…]`.
    private static func holdsVariable(_ value: ArraySlice<UInt8>) -> Bool {
        var previous: UInt8 = 0
        for byte in value {
            if byte == UInt8(ascii: "{"), previous == UInt8(ascii: "$") || previous == UInt8(ascii: "#") { return true }
            if byte == UInt8(ascii: "{"), previous == byte { return true }
            if byte == UInt8(ascii: "("), previous == UInt8(ascii: "$") { return true }
            previous = byte
        }
        return value.first == UInt8(ascii: "[") && value.last == UInt8(ascii: "]")
    }

    /// The longest run that counts up or stays the same: `12345678`, `abcdefgh`, `00000000`.
    private static func longestRun(_ value: ArraySlice<UInt8>) -> Int {
        var longest = 1
        for step in [UInt8(0), 1] {
            var run = 1
            for (previous, next) in zip(value, value.dropFirst()) {
                run = next == previous &+ step ? run + 1 : 1
                longest = max(longest, run)
            }
        }
        return longest
    }

    private static func contains(_ bytes: [UInt8], _ word: [UInt8]) -> Bool {
        guard let first = word.first, bytes.count >= word.count else { return false }
        for start in 0...(bytes.count - word.count) where bytes[start] == first {
            if bytes[start...].starts(with: word) { return true }
        }
        return false
    }
}
