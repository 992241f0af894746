import Basics
import DockerfileSyntax
import Workload

/// What the value given to a secret's name is.
enum SecretText {
    enum Kind {
        /// Nothing, or a value that says what the name only seemed to: a switch, a number, a path, an address.
        case harmless
        /// `<your-token>`, `dummy`: stands in for a value, or makes a build work that wants any.
        case placeholder
        /// `changeme`, `postgres`: in force where nobody sets another.
        case wellKnown
        case real
    }

    static func kind(of value: String) -> Kind {
        let lower = value.lowercased()
        if ["", "true", "false", "yes", "no", "on", "off", "none", "null", "0", "1"].contains(lower) {
            return .harmless
        }
        if value.hasPrefix("/") || value.hasPrefix("./") || value.hasPrefix("~") || value.hasPrefix("arn:")
            || value.has("://") || value.hasPrefix("<")
        {
            return .harmless
        }
        if value.utf8.count < 4, value.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) { return .harmless }
        if standIns.contains(where: { lower.contains($0) }) { return .placeholder }
        // A short word in small letters is what tutorials and default accounts have.
        let isWord = value.utf8.count < 12 && value.utf8.allSatisfy { $0 >= 0x61 && $0 <= 0x7A }
        if isWord || value.utf8.count < 4 || SecretPlaceholder.matches(Array(value.utf8)[...]) { return .wellKnown }
        return .real
    }

    private static let standIns = [
        "placeholder", "dummy", "example", "sample", "your", "fake", "redacted", "replace", "todo", "xxx", "***", "...",
        "insert", "not-used", "notused", "unused", "ignored",
    ]

    /// The names behind `$` in a text as written.
    static func variables(in raw: String) -> [String] {
        var names: [String] = []
        let bytes = Array(raw.utf8)
        var index = 0
        while index < bytes.count {
            defer { index += 1 }
            if bytes[index] == 0x5C {
                index += 1
                continue
            }
            guard bytes[index] == 0x24 else { continue }
            var start = index + 1
            if start < bytes.count, bytes[start] == 0x7B { start += 1 }
            var end = start
            while end < bytes.count, isName(bytes[end]) { end += 1 }
            if end > start { names.append(String(decoding: bytes[start..<end], as: UTF8.self)) }
            index = max(index, end - 1)
        }
        return names
    }

    static func isName(_ byte: UInt8) -> Bool {
        (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (byte >= 0x30 && byte <= 0x39) || byte == 0x5F
    }
}
