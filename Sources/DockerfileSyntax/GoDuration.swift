/// Reads durations as Go's `time.ParseDuration` does: `30s`, `1m30s`, `1.5h`, `0`.
package enum GoDuration {
    /// The duration; nil when the text is none, e.g. a bare number.
    package static func parse(_ text: String) -> Duration? {
        var bytes = Array(text.utf8)[...]
        var sign = 1.0
        if let first = bytes.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
            sign = first == UInt8(ascii: "-") ? -1 : 1
            bytes = bytes.dropFirst()
        }
        if bytes.elementsEqual("0".utf8) { return .zero }
        guard !bytes.isEmpty else { return nil }
        var nanoseconds = 0.0
        while !bytes.isEmpty {
            let number = bytes.prefix { $0.isDigit || $0 == UInt8(ascii: ".") }
            bytes = bytes.dropFirst(number.count)
            let unit = bytes.prefix { !$0.isDigit && $0 != UInt8(ascii: ".") }
            bytes = bytes.dropFirst(unit.count)
            guard let value = decimal(number), let scale = scale(unit) else { return nil }
            nanoseconds += value * scale
        }
        // Go's type holds 63 bits of nanoseconds.
        guard nanoseconds < 9.2e18 else { return nil }
        return .nanoseconds(Int64(sign * nanoseconds))
    }

    /// Digits with at most one point, and at least one digit.
    private static func decimal(_ bytes: ArraySlice<UInt8>) -> Double? {
        guard bytes.contains(where: \.isDigit), bytes.count <= 40 else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        return Double((text.hasPrefix(".") ? "0" : "") + text + (text.hasSuffix(".") ? "0" : ""))
    }

    private static func scale(_ unit: ArraySlice<UInt8>) -> Double? {
        switch String(decoding: unit, as: UTF8.self) {
        case "ns": 1
        case "us", "\u{B5}s", "\u{3BC}s": 1e3
        case "ms": 1e6
        case "s": 1e9
        case "m": 60e9
        case "h": 3600e9
        default: nil
        }
    }
}
