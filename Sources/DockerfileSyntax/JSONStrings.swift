/// A JSON array of strings as CMD and its like take it, with the place of each string.
///
/// Foundation's decoder gives no positions, and a word of the exec form must be underlined.
struct JSONStrings {
    enum Outcome {
        case strings([(value: String, range: Range<Int>)])
        /// Valid JSON, but not of strings only: BuildKit refuses the instruction.
        case otherValues
        /// No JSON: BuildKit falls back to the shell form.
        case notJSON
    }

    private let bytes: [UInt8]
    private var position: Int
    private let end: Int
    private var depth = 0

    static func read(_ bytes: [UInt8], _ range: Range<Int>) -> Outcome {
        var reader = JSONStrings(bytes: bytes, position: range.lowerBound, end: range.upperBound)
        reader.skipSpace()
        guard reader.peek == UInt8(ascii: "[") else { return .notJSON }
        return reader.array()
    }

    private init(bytes: [UInt8], position: Int, end: Int) {
        self.bytes = bytes
        self.position = position
        self.end = end
    }

    private var peek: UInt8? { position < end ? bytes[position] : nil }

    private mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { position += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        position += 1
        return true
    }

    private mutating func array() -> Outcome {
        var strings: [(value: String, range: Range<Int>)] = []
        var others = false
        position += 1
        skipSpace()
        if !take(UInt8(ascii: "]")) {
            while true {
                skipSpace()
                let start = position
                if peek == UInt8(ascii: "\"") {
                    guard let value = string() else { return .notJSON }
                    strings.append((value, start..<position))
                } else {
                    guard value() else { return .notJSON }
                    others = true
                }
                skipSpace()
                if take(UInt8(ascii: ",")) { continue }
                if take(UInt8(ascii: "]")) { break }
                return .notJSON
            }
        }
        skipSpace()
        guard position == end else { return .notJSON }
        return others ? .otherValues : .strings(strings)
    }

    /// Steps over any value.
    private mutating func value() -> Bool {
        skipSpace()
        guard let byte = peek, depth < 64 else { return false }
        depth += 1
        defer { depth -= 1 }
        switch byte {
        case UInt8(ascii: "\""): return string() != nil
        case UInt8(ascii: "["): return members(close: UInt8(ascii: "]"), keyed: false)
        case UInt8(ascii: "{"): return members(close: UInt8(ascii: "}"), keyed: true)
        default:
            let start = position
            while let byte = peek,
                byte.isNameByte || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
                    || byte == UInt8(ascii: ".")
            { position += 1 }
            let text = String(decoding: bytes[start..<position], as: UTF8.self)
            return text == "true" || text == "false" || text == "null" || (text.first != "+" && Double(text) != nil)
        }
    }

    private mutating func members(close: UInt8, keyed: Bool) -> Bool {
        position += 1
        skipSpace()
        if take(close) { return true }
        while true {
            skipSpace()
            if keyed {
                guard peek == UInt8(ascii: "\""), string() != nil else { return false }
                skipSpace()
                guard take(UInt8(ascii: ":")) else { return false }
            }
            guard value() else { return false }
            skipSpace()
            if take(close) { return true }
            guard take(UInt8(ascii: ",")) else { return false }
        }
    }

    /// Reads a string from its opening quote; nil when it is not a JSON string.
    private mutating func string() -> String? {
        position += 1
        var units: [UInt8] = []
        while let byte = peek {
            position += 1
            if byte == UInt8(ascii: "\"") { return String(decoding: units, as: UTF8.self) }
            if byte < 0x20 { return nil }
            guard byte == UInt8(ascii: "\\") else {
                units.append(byte)
                continue
            }
            guard let escape = peek else { return nil }
            position += 1
            switch escape {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): units.append(escape)
            case UInt8(ascii: "b"): units.append(0x08)
            case UInt8(ascii: "f"): units.append(0x0C)
            case UInt8(ascii: "n"): units.append(0x0A)
            case UInt8(ascii: "r"): units.append(0x0D)
            case UInt8(ascii: "t"): units.append(0x09)
            case UInt8(ascii: "u"):
                guard let scalar = unicodeEscape() else { return nil }
                units.append(contentsOf: Array(String(Character(scalar)).utf8))
            default: return nil
            }
        }
        return nil
    }

    private mutating func unicodeEscape() -> Unicode.Scalar? {
        guard let first = hex4() else { return nil }
        if first & 0xFC00 == 0xD800, peek == UInt8(ascii: "\\"), position + 1 < end,
            bytes[position + 1] == UInt8(ascii: "u")
        {
            let saved = position
            position += 2
            if let second = hex4(), second & 0xFC00 == 0xDC00 {
                return Unicode.Scalar(0x10000 + ((first & 0x3FF) << 10) + (second & 0x3FF))
            }
            position = saved
        }
        // As Go does, half a surrogate pair becomes the replacement character.
        return Unicode.Scalar(first) ?? "\u{FFFD}"
    }

    private mutating func hex4() -> UInt32? {
        guard position + 4 <= end,
            bytes[position..<position + 4].allSatisfy({ $0.isDigit || (($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x66) })
        else { return nil }
        let text = String(decoding: bytes[position..<position + 4], as: UTF8.self)
        position += 4
        return UInt32(text, radix: 16)
    }
}
