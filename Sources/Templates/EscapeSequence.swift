/// Backslash sequences that JSON and HCL share.
enum EscapeSequence {
    /// Reads the sequence whose backslash stands at `at`; what is no sequence is kept as it stands.
    static func read(_ bytes: [UInt8], _ at: inout Int, into text: inout [UInt8]) {
        guard at + 1 < bytes.count else {
            text.append(bytes[at])
            at += 1
            return
        }
        let next = bytes[at + 1]
        let plain: UInt8? =
            switch next {
            case UInt8(ascii: "n"): 0x0A
            case UInt8(ascii: "r"): 0x0D
            case UInt8(ascii: "t"): 0x09
            case UInt8(ascii: "b"): 0x08
            case UInt8(ascii: "f"): 0x0C
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): next
            default: nil
            }
        if let plain {
            text.append(plain)
            at += 2
            return
        }
        let digits = next == UInt8(ascii: "u") ? 4 : next == UInt8(ascii: "U") ? 8 : 0
        guard digits > 0, var code = hex(bytes, at + 2, digits) else {
            text.append(bytes[at])
            at += 1
            return
        }
        at += 2 + digits
        // Two escapes of UTF-16 halves make one code point.
        if (0xD800..<0xDC00).contains(code), at + 1 < bytes.count, bytes[at] == UInt8(ascii: "\\"),
            bytes[at + 1] == UInt8(ascii: "u"), let low = hex(bytes, at + 2, 4), (0xDC00..<0xE000).contains(low)
        {
            code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
            at += 6
        }
        let scalar = Unicode.Scalar(code) ?? "\u{FFFD}"
        text.append(contentsOf: String(Character(scalar)).utf8)
    }

    private static func hex(_ bytes: [UInt8], _ start: Int, _ count: Int) -> UInt32? {
        guard start + count <= bytes.count else { return nil }
        var value: UInt32 = 0
        for byte in bytes[start..<start + count] {
            let digit: UInt8
            switch byte {
            case 0x30...0x39: digit = byte - 0x30
            case 0x41...0x46: digit = byte - 0x37
            case 0x61...0x66: digit = byte - 0x57
            default: return nil
            }
            value = value << 4 | UInt32(digit)
        }
        return value
    }
}
