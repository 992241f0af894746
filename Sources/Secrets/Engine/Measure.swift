/// Measures of a value: how random it looks, and what checksums and encodings tell.
enum Measure {
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

    /// How many of small letters, capitals, digits and others occur.
    static func classes(_ value: ArraySlice<UInt8>) -> Int {
        var seen: UInt8 = 0
        for byte in value {
            seen |=
                ByteSet.lower.has(byte) ? 1 : ByteSet.capital.has(byte) ? 2 : ByteSet.digit.has(byte) ? 4 : 8
        }
        return seen.nonzeroBitCount
    }

    /// CRC-32 as zip has it.
    static func crc32(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        var value = UInt32.max
        for byte in bytes {
            value ^= UInt32(byte)
            for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
        }
        return ~value
    }

    /// Whether the last six characters are the checksum of those before them, in base 62 with digits, capitals, small
    /// letters: the form of GitHub's and npm's tokens (GitHub's announcement of April 2021).
    static func hasChecksum62(_ value: ArraySlice<UInt8>) -> Bool {
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
        return number == UInt64(crc32(value.dropLast(6)))
    }

    /// Decodes base64 in either alphabet, with or without padding; nil when another byte is in it. Blanks and line
    /// ends are passed over, also written out as `\n`.
    static func base64(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        var result: [UInt8] = []
        result.reserveCapacity(text.count * 3 / 4)
        var buffer: UInt32 = 0
        var bits: UInt32 = 0
        var index = text.startIndex
        while index < text.endIndex {
            let byte = text[index]
            index += 1
            let digit: UInt8
            switch byte {
            case 0x41...0x5A: digit = byte - 0x41
            case 0x61...0x7A: digit = byte - 0x61 + 26
            case 0x30...0x39: digit = byte - 0x30 + 52
            case UInt8(ascii: "+"), UInt8(ascii: "-"): digit = 62
            case UInt8(ascii: "/"), UInt8(ascii: "_"): digit = 63
            case UInt8(ascii: "="), 0x20, 0x09, 0x0A, 0x0D: continue
            case UInt8(ascii: "\\"):
                // Written-out line ends, also escaped twice.
                while index < text.endIndex, text[index] == UInt8(ascii: "\\") { index += 1 }
                guard index < text.endIndex else { continue }
                guard text[index] == UInt8(ascii: "n") || text[index] == UInt8(ascii: "r") || text[index] <= 0x20
                else { return nil }
                index += 1
                continue
            default: return nil
            }
            buffer = (buffer << 6 | UInt32(digit)) & 0xFF_FFFF
            bits += 6
            if bits >= 8 {
                bits -= 8
                result.append(UInt8(truncatingIfNeeded: buffer >> bits))
            }
        }
        return result
    }

    /// Whether the characters are a bech32 text with this prefix (BIP 173), as the keys of age are; any case.
    static func isBech32(_ text: ArraySlice<UInt8>) -> Bool {
        let text = text.map { ByteSet.capital.has($0) ? $0 | 0x20 : $0 }
        guard let one = text.lastIndex(of: UInt8(ascii: "1")), one > 0, text.count - one > 7 else { return false }
        let alphabet = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)
        var values = text[..<one].map { $0 >> 5 } + [0] + text[..<one].map { $0 & 31 }
        for byte in text[(one + 1)...] {
            guard let value = alphabet.firstIndex(of: byte) else { return false }
            values.append(UInt8(value))
        }
        return polymod(values) == 1
    }

    /// The checksum of BIP 173.
    static func polymod(_ values: [UInt8]) -> UInt32 {
        let generator: [UInt32] = [0x3B6A_57B2, 0x2650_8E6D, 0x1EA1_19FA, 0x3D42_33DD, 0x2A14_62B3]
        var check: UInt32 = 1
        for value in values {
            let top = check >> 25
            check = (check & 0x1FF_FFFF) << 5 ^ UInt32(value)
            for (index, word) in generator.enumerated() where top >> UInt32(index) & 1 == 1 { check ^= word }
        }
        return check
    }

    /// Whether letters stand in groups one can speak and hardly a digit is among them. What has digits in between is
    /// random, even where some of its letters happen to be a syllable: of twenty random characters one in five is.
    static func isWords(_ value: ArraySlice<UInt8>) -> Bool {
        value.reduce(0) { ByteSet.digit.has($1) ? $0 + 1 : $0 } < 2 && isWordy(value)
    }

    /// Letters that stand in groups one can speak: an identifier or words rather than random characters.
    static func isWordy(_ value: ArraySlice<UInt8>) -> Bool {
        var spoken = 0
        var run: [UInt8] = []
        func close() {
            if run.count >= 4 {
                var consonants = 0
                var longest = 0
                var vowels = 0
                for byte in run {
                    if "aeiouy".utf8.contains(byte | 0x20) {
                        vowels += 1
                        consonants = 0
                    } else {
                        consonants += 1
                        longest = max(longest, consonants)
                    }
                }
                if vowels * 5 >= run.count, longest <= 3 { spoken += run.count }
            }
            run = []
        }
        var previous: UInt8 = 0
        for byte in value {
            let isLetter = ByteSet.letter.has(byte)
            // A capital after a small letter begins a word; a small one after two capitals goes on.
            if !isLetter || (ByteSet.capital.has(byte) && ByteSet.lower.has(previous)) { close() }
            if isLetter { run.append(byte) }
            previous = byte
        }
        close()
        return spoken * 2 >= value.count
    }
}
