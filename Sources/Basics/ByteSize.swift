/// Sizes in bytes as people write and read them.
package enum ByteSize {
    /// Reads `250 MB`, `1.5GiB`, `4096`; units count in thousands, with an i in 1,024s. Nil for anything else.
    package static func read(_ text: some StringProtocol) -> Int? {
        let text = String(text.filter { $0 != " " && $0 != "_" })
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        guard let number = Double(digits), number.isFinite else { return nil }
        let unit = text.dropFirst(digits.count).lowercased()
        let factor: Double? =
            switch unit {
            case "", "b": 1
            case "k", "kb": 1e3
            case "m", "mb": 1e6
            case "g", "gb": 1e9
            case "t", "tb": 1e12
            case "ki", "kib": 1024
            case "mi", "mib": 1_048_576
            case "gi", "gib": 1_073_741_824
            default: nil
            }
        guard let factor, number * factor < 9e18 else { return nil }
        return Int(number * factor)
    }

    /// `12.3 MB`: units of thousands, as engines and registries count.
    package static func shown(_ bytes: Int) -> String {
        let units = ["B", "kB", "MB", "GB", "TB"]
        var tenths = bytes.magnitude * 10
        var unit = 0
        while tenths >= 10_000, unit + 1 < units.count {
            tenths = (tenths + 500) / 1000
            unit += 1
        }
        let sign = bytes < 0 ? "-" : ""
        if unit == 0 { return "\(sign)\(tenths / 10) B" }
        let whole = tenths / 10
        return whole >= 100 ? "\(sign)\(whole) \(units[unit])" : "\(sign)\(whole).\(tenths % 10) \(units[unit])"
    }
}
