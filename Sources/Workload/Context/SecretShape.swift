/// Measures of a value: how random it looks, and the checksums that some issuers put into their tokens.
enum SecretShape {
    /// Shannon entropy in bits a byte.
    static func entropy(_ value: ArraySlice<UInt8>) -> Double {
        guard !value.isEmpty else { return 0 }
        var counts = [Int](repeating: 0, count: 256)
        for byte in value { counts[Int(byte)] += 1 }
        let total = Double(value.count)
        return counts.reduce(0) { $1 == 0 ? $0 : $0 - Double($1) / total * log2(Double($1) / total) }
    }

    /// The binary logarithm, exact enough for a threshold; written out to need no C library here.
    private static func log2(_ value: Double) -> Double {
        guard value > 0 else { return 0 }
        var mantissa = value.significand
        var result = Double(value.exponent)
        var bit = 0.5
        for _ in 0..<20 {
            mantissa *= mantissa
            if mantissa >= 2 {
                mantissa /= 2
                result += bit
            }
            bit /= 2
        }
        return result
    }

    /// How many of lower case, upper case, digits and others occur.
    static func classes(_ value: ArraySlice<UInt8>) -> Int {
        var seen: UInt8 = 0
        for byte in value {
            seen |=
                ByteClass.isLower(byte) ? 1 : ByteClass.isUpper(byte) ? 2 : ByteClass.isDigit(byte) ? 4 : 8
        }
        return seen.nonzeroBitCount
    }

    /// CRC-32 as zip has it.
    static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        var value = UInt32.max
        for byte in bytes {
            value ^= UInt32(byte)
            for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
        }
        return ~value
    }

    /// Whether the last six characters are the checksum of those before them, in base 62 with digits, capitals, small
    /// letters: the form of GitHub's and npm's tokens (GitHub's announcement of April 2021).
    static func hasChecksum(_ value: ArraySlice<UInt8>) -> Bool {
        guard value.count > 6 else { return false }
        var number: UInt64 = 0
        for byte in value.suffix(6) {
            let digit: UInt8
            switch byte {
            case 0x30...0x39: digit = byte - 0x30
            case 0x41...0x5A: digit = byte - 0x41 + 10
            case 0x61...0x7A: digit = byte - 0x61 + 36
            default: return false
            }
            number = number * 62 + UInt64(digit)
        }
        return number == UInt64(checksum(value.dropLast(6)))
    }

    /// Decodes base64 in either alphabet, with or without padding; nil when it is none.
    static func base64(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        var result: [UInt8] = []
        var buffer: UInt32 = 0
        var bits = 0
        for byte in text {
            let digit: UInt8
            switch byte {
            case 0x41...0x5A: digit = byte - 0x41
            case 0x61...0x7A: digit = byte - 0x61 + 26
            case 0x30...0x39: digit = byte - 0x30 + 52
            case UInt8(ascii: "+"), UInt8(ascii: "-"): digit = 62
            case UInt8(ascii: "/"), UInt8(ascii: "_"): digit = 63
            case UInt8(ascii: "="): continue
            default: return nil
            }
            buffer = (buffer << 6 | UInt32(digit)) & 0xFFFFFF
            bits += 6
            if bits >= 8 {
                bits -= 8
                result.append(UInt8(truncatingIfNeeded: buffer >> UInt32(bits)))
            }
        }
        return result
    }
}
