/// Whether a file is JSON as RFC 8259 has it: package managers refuse anything else in their manifests.
package enum JSONCheck {
    /// The offset of the first byte that may not stand where it does, or nil when the whole file is one JSON value.
    package static func firstError(_ bytes: [UInt8]) -> Int? {
        var checker = Checker(bytes: bytes)
        return checker.run()
    }

    private struct Checker {
        let bytes: [UInt8]
        var offset = 0
        /// Open brackets; a bit array would do, but files are small.
        var open: [UInt8] = []

        mutating func run() -> Int? {
            if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
            while true {
                // A value, or the end of an empty container.
                skipBlank()
                guard let byte = current else { return offset }
                switch byte {
                case UInt8(ascii: "{"), UInt8(ascii: "["):
                    // Deeper than any manifest; what comes next would be unreadable to others as well.
                    guard open.count < 512 else { return offset }
                    open.append(byte)
                    offset += 1
                    skipBlank()
                    if current == (byte == UInt8(ascii: "{") ? UInt8(ascii: "}") : UInt8(ascii: "]")) { break }
                    if byte == UInt8(ascii: "{"), !key() { return offset }
                    continue
                case UInt8(ascii: "\""): if !string() { return offset }
                default: if !word() { return offset }
                }
                // What follows a value.
                var next = false
                while !next {
                    skipBlank()
                    guard let container = open.last else { return offset == bytes.count ? nil : offset }
                    guard let byte = current else { return offset }
                    offset += 1
                    if byte == UInt8(ascii: ",") {
                        if container == UInt8(ascii: "{") {
                            skipBlank()
                            if !key() { return offset }
                        }
                        next = true
                    } else if byte == (container == UInt8(ascii: "{") ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
                        open.removeLast()
                    } else {
                        return offset - 1
                    }
                }
            }
        }

        var current: UInt8? { offset < bytes.count ? bytes[offset] : nil }

        mutating func skipBlank() {
            while let byte = current, ByteText.isBlank(byte) { offset += 1 }
        }

        mutating func key() -> Bool {
            guard current == UInt8(ascii: "\""), string() else { return false }
            skipBlank()
            guard current == UInt8(ascii: ":") else { return false }
            offset += 1
            return true
        }

        mutating func string() -> Bool {
            let start = offset
            offset += 1
            while let byte = current {
                if byte == UInt8(ascii: "\"") {
                    offset += 1
                    return true
                }
                if byte < 0x20 { return false }
                offset += byte == UInt8(ascii: "\\") ? 2 : 1
            }
            offset = start
            return false
        }

        /// A number or one of the three words.
        mutating func word() -> Bool {
            let start = offset
            while let byte = current, Self.isWord(byte) { offset += 1 }
            let text = String(decoding: bytes[start..<offset], as: UTF8.self)
            if ["true", "false", "null"].contains(text) || (Double(text) != nil && Self.isNumberStart(text)) {
                return true
            }
            offset = start
            return false
        }

        static func isWord(_ byte: UInt8) -> Bool {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
                true
            default: false
            }
        }

        static func isNumberStart(_ text: String) -> Bool {
            guard let first = text.utf8.first else { return false }
            return first == UInt8(ascii: "-") || (first >= UInt8(ascii: "0") && first <= UInt8(ascii: "9"))
        }
    }
}
