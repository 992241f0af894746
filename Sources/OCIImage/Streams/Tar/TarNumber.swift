/// How tar archives write numbers.
enum TarNumber {
    /// The number in a field of a header: octal digits between spaces and NULs, or two's complement after a set high bit
    /// ("base-256" of GNU and star). Nil for neither and for what no Int holds; an empty field is 0.
    static func field(_ bytes: UnsafeRawBufferPointer) -> Int? {
        guard let first = bytes.first else { return 0 }
        return first & 0x80 == 0 ? octal(bytes) : binary(bytes)
    }

    private static func octal(_ bytes: UnsafeRawBufferPointer) -> Int? {
        var value = 0
        var hasBegun = false
        for byte in bytes {
            switch byte {
            case 0x30...0x37:
                guard value >> 59 == 0 else { return nil }
                value = value << 3 | Int(byte & 7)
                hasBegun = true
            case 0x20, 0:
                if hasBegun { return value }
            default: return nil
            }
        }
        return value
    }

    private static func binary(_ bytes: UnsafeRawBufferPointer) -> Int? {
        // 0x80 begins a positive number, 0xFF (or any with bit 6 set) a negative one.
        let flip: UInt8 = (bytes.first ?? 0) & 0x40 == 0 ? 0 : 0xFF
        var value: UInt64 = 0
        for (index, byte) in bytes.enumerated() {
            guard value >> 56 == 0 else { return nil }
            let digit = byte ^ flip
            value = value << 8 | UInt64(index == 0 ? digit & 0x7F : digit)
        }
        guard value >> 63 == 0 else { return nil }
        return flip == 0 ? Int(value) : ~Int(value)
    }

    /// A decimal number with an optional sign, as in PAX records. Nil for anything else.
    static func decimal(_ bytes: some Collection<UInt8>) -> Int? {
        var isNegative = false
        var hasDigits = false
        var value = 0
        for (index, byte) in bytes.enumerated() {
            if index == 0, byte == UInt8(ascii: "-") {
                isNegative = true
                continue
            }
            guard (0x30...0x39).contains(byte) else { return nil }
            let (product, overflows) = value.multipliedReportingOverflow(by: 10)
            let (sum, overflowsToo) = product.addingReportingOverflow(Int(byte & 15))
            guard !overflows, !overflowsToo else { return nil }
            value = sum
            hasDigits = true
        }
        guard hasDigits else { return nil }
        return isNegative ? -value : value
    }

    /// Seconds with an optional fraction, rounded down: `-1.5` is -2.
    static func seconds(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard let dot = bytes.firstIndex(of: UInt8(ascii: ".")) else { return decimal(bytes) }
        let fraction = bytes[(dot + 1)...]
        guard let whole = decimal(bytes[..<dot]), fraction.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        let isNegative = bytes.first == UInt8(ascii: "-")
        return isNegative && fraction.contains(where: { $0 != 0x30 }) ? whole - 1 : whole
    }
}
