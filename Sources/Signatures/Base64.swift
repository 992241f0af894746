/// Base64 and base64url (RFC 4648), with or without padding.
enum Base64 {
    /// Nil for anything that is neither. Line breaks are passed over, as PEM has them.
    static func decode(_ text: some Sequence<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        var isPadded = false
        for letter in text {
            if letter == 0x0A || letter == 0x0D { continue }
            if letter == UInt8(ascii: "=") {
                isPadded = true
                continue
            }
            guard !isPadded, let value = value(letter) else { return nil }
            bits = (bits << 6 | value) & 0xFF_FFFF
            count += 1
            if count % 4 != 1 { bytes.append(UInt8(truncatingIfNeeded: bits >> shift(count % 4))) }
        }
        // One letter alone holds no byte.
        return count % 4 == 1 ? nil : bytes
    }

    static func decode(_ text: String?) -> [UInt8]? { text.flatMap { decode($0.utf8) } }

    /// How many bits of the next byte the letters read so far hold already.
    private static func shift(_ place: Int) -> UInt32 {
        switch place {
        case 2: 4
        case 3: 2
        default: 0
        }
    }

    private static func value(_ letter: UInt8) -> UInt32? {
        switch letter {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(letter - 65)
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(letter - 71)
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(letter + 4)
        case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
        case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
        default: nil
        }
    }
}
