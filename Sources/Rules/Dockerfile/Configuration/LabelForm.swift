/// The forms that the OCI image specification asks of its label values.
enum LabelForm {
    /// Whether a value suits the key, given without `org.opencontainers.image.`.
    static func isValid(_ value: String, for key: String) -> Bool {
        switch key {
        case "created": isTime(value)
        case "url", "source", "documentation": isAddress(value)
        case "licenses": isLicence(value)
        case "base.digest": value.contains(":")
        default: true
        }
    }

    /// RFC 3339: `2026-02-03T04:05:06Z`, with a fraction and an offset if need be.
    static func isTime(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        let form = Array("dddd-dd-ddTdd:dd:dd".utf8)
        guard bytes.count > form.count else { return false }
        for (byte, expected) in zip(bytes, form) {
            if expected == UInt8(ascii: "d") {
                guard isDigit(byte) else { return false }
            } else if expected == UInt8(ascii: "T") {
                guard byte | 0x20 == UInt8(ascii: "t") || byte == 0x20 else { return false }
            } else if byte != expected {
                return false
            }
        }
        func number(_ range: Range<Int>) -> Int { bytes[range].reduce(0) { $0 * 10 + Int($1) - 48 } }
        guard (1...12).contains(number(5..<7)), (1...31).contains(number(8..<10)), number(11..<13) < 24,
            number(14..<16) < 60, number(17..<19) <= 60
        else { return false }
        var rest = bytes[form.count...]
        if rest.first == UInt8(ascii: ".") { rest = rest.dropFirst().drop(while: isDigit) }
        if rest.count == 1 { return rest.first.map { $0 | 0x20 } == UInt8(ascii: "z") }
        guard rest.count == 6, let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else {
            return false
        }
        return rest.dropFirst().enumerated().allSatisfy { $0 == 2 ? $1 == UInt8(ascii: ":") : isDigit($1) }
    }

    /// `scheme://…`, without blanks.
    static func isAddress(_ text: String) -> Bool {
        guard let colon = text.firstIndex(of: ":"), text[colon...].hasPrefix("://") else { return false }
        return !text[..<colon].isEmpty && !text.contains(" ") && text[colon...].utf8.count > 3
    }

    /// An SPDX expression by its grammar: identifiers between AND, OR and WITH, with parentheses.
    static func isLicence(_ text: String) -> Bool {
        var wantsName = true
        var depth = 0
        for token in text.replacing("(", with: " ( ").replacing(")", with: " ) ").split(separator: " ") {
            switch token.uppercased() {
            case "(":
                guard wantsName else { return false }
                depth += 1
            case ")":
                guard !wantsName, depth > 0 else { return false }
                depth -= 1
            case "AND", "OR", "WITH":
                guard !wantsName else { return false }
                wantsName = true
            default:
                let isName = token.utf8.allSatisfy {
                    isDigit($0) || ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || "+.-:".utf8.contains($0)
                }
                guard wantsName, isName else { return false }
                wantsName = false
            }
        }
        return !wantsName && depth == 0
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}
