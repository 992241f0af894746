import Basics

/// Tells a secret from what stands in its place in examples and templates.
enum Placeholder {
    /// Words of examples. Those of four letters are looked for only in values chosen by people, as random ones of some
    /// length hold them by chance.
    private static let words: [[UInt8]] = [
        "example", "changeme", "change_me", "change-me", "changeit", "change_it", "placeholder", "redacted", "replace",
        "secret-here", "token-here", "key-here", "_here", "-here", "notreal", "not-real", "not_real", "xxxxx", "*****",
        ".....", "deadbeef", "foobar", "foo_bar", "insertyour", "your-", "your_", "yourpass", "yourtoken", "yoursecret",
        "yourapi", "yourkey", "lorem", "dummy", "sample", "abcdef0123", "0123456789", "123456789", "abcdefgh",
        "unsafe-", "insecure", "fakekey", "faketoken", "fake_", "fake-", "mytoken", "mysecret", "my-secret",
        "my_secret",
        "mypassword", "my-password", "my_password", "secretsecret", "passwordpassword", "testtest", "test-token",
        "test_token", "testtoken", "test-key", "test_key", "testkey", "testing", "swordfish", "hunter2",
        "correcthorse", "correct-horse", "s3cr3t", "generateme", "uniquephrase", "unique phrase", "<redacted",
    ]
    .map { Array($0.utf8) }
    private static let shortWords: [[UInt8]] = [
        "your", "fake", "todo", "tbd", "fixme", "mock", "test", "demo", "xxxx", "****", "....", "insert", "hoge",
    ]
    .map { Array($0.utf8) }
    private static let common: Set<String> = [
        "password", "passwd", "pass", "secret", "admin", "root", "user", "username", "guest", "test", "postgres",
        "mysql", "mariadb", "mongo", "redis", "rabbitmq", "letmein", "qwerty", "default", "null", "none", "true",
        "false", "undefined", "password123", "password1", "passw0rd", "p@ssw0rd", "p@ssword", "pwd", "token", "key",
        "apikey", "docker", "minio", "minioadmin", "sa", "string", "empty", "value", "hoge", "fuga", "12345678",
        "tiger", "scott", "foo", "bar", "baz", "qux", "toor", "vagrant", "ubuntu", "pi", "raspberry", "wordpress",
        "nil", "yes", "no", "x", "p", "pw", "pass123", "password!", "admin123", "root123", "secret123", "123456",
    ]

    /// Whether a token, whose characters a machine chose, is surely an example.
    static func isSample(_ value: ArraySlice<UInt8>) -> Bool {
        guard let first = value.first, longestRun(value) < 8 else { return true }
        if value.allSatisfy({ $0 == first }) { return true }
        let folded = value.map { ByteSet.capital.has($0) ? $0 | 0x20 : $0 }
        return words.contains { contains(folded, $0) }
    }

    /// Whether a value that may be chosen by a person is surely no secret. One with a variable in it is none, as the
    /// secret is elsewhere.
    static func matches(_ value: ArraySlice<UInt8>) -> Bool {
        guard let first = value.first else { return true }
        switch first {
        case UInt8(ascii: "$"), UInt8(ascii: "<"), UInt8(ascii: "{"), UInt8(ascii: "*"): return true
        case UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "_"):
            // `%NAME%`, `@NAME@`, `__NAME__`
            if value.last == first { return true }
        default: break
        }
        if holdsVariable(value) || isSample(value) { return true }
        let folded = value.map { ByteSet.capital.has($0) ? $0 | 0x20 : $0 }
        if folded.count <= 16, common.contains(String(decoding: folded, as: UTF8.self)) { return true }
        return shortWords.contains { contains(folded, $0) }
    }

    /// `${…}`, `$(…)`, `{{…}}`, `#{…}`, `%(…)s`, `[…]`, a backquote, and `$NAME` to the end.
    static func holdsVariable(_ value: ArraySlice<UInt8>) -> Bool {
        var previous: UInt8 = 0
        for byte in value {
            if byte == UInt8(ascii: "{") {
                if previous == UInt8(ascii: "$") || previous == UInt8(ascii: "#") || previous == byte { return true }
                if previous == UInt8(ascii: "%") { return true }
            }
            if byte == UInt8(ascii: "("), previous == UInt8(ascii: "$") || previous == UInt8(ascii: "%") { return true }
            if byte == UInt8(ascii: "`") { return true }
            previous = byte
        }
        return value.first == UInt8(ascii: "[") && value.last == UInt8(ascii: "]")
    }

    /// The longest run that counts up, counts down or stays the same: `12345678`, `abcdefgh`, `00000000`.
    private static func longestRun(_ value: ArraySlice<UInt8>) -> Int {
        var longest = 1
        for step in [UInt8(0), 1, 255] {
            var run = 1
            for (previous, next) in zip(value, value.dropFirst()) {
                run = next == previous &+ step ? run + 1 : 1
                longest = max(longest, run)
            }
        }
        return longest
    }

    static func contains(_ bytes: [UInt8], _ word: [UInt8]) -> Bool {
        guard let first = word.first, bytes.count >= word.count else { return false }
        for start in 0...(bytes.count - word.count) where bytes[start] == first {
            if bytes[start...].starts(with: word) { return true }
        }
        return false
    }
}
