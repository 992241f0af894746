/// A decimal number with twelve places, without the surprises of binary fractions: prices must come out to the cent.
///
/// Results beyond ±10^18 stay there; inputs are held far below that.
package struct Exact: Sendable, Hashable, Comparable {
    private let raw: Int128

    private static let places = 12
    private static let scale: Int128 = 1_000_000_000_000
    private static let limit = scale * 1_000_000_000_000_000_000

    private init(raw: Int128) { self.raw = min(max(raw, -Self.limit), Self.limit) }

    package init(_ number: Int) { self.init(raw: Int128(number) * Self.scale) }

    package static let zero = Exact(0)

    /// Reads `0.04048` or `1000`, digits only; nil for signs, exponents, separators, more than 15 whole digits or
    /// more than twelve places.
    package init?(_ text: some StringProtocol) {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard let whole = parts.first, parts.count <= 2, (1...15).contains(whole.count) else { return nil }
        let places = parts.count == 2 ? parts[1] : whole.prefix(0)
        guard parts.count == 1 || (1...Self.places).contains(places.count) else { return nil }
        var value: Int128 = 0
        for digit in [Array(whole), Array(places)].joined() {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            value = value * 10 + Int128(digit - UInt8(ascii: "0"))
        }
        for _ in places.count..<Self.places { value *= 10 }
        self.init(raw: value)
    }

    package static func < (a: Exact, b: Exact) -> Bool { a.raw < b.raw }
    package static func + (a: Exact, b: Exact) -> Exact { Exact(raw: a.raw + b.raw) }
    package static func - (a: Exact, b: Exact) -> Exact { Exact(raw: a.raw - b.raw) }

    package static func * (a: Exact, b: Exact) -> Exact {
        let (product, overflow) = a.raw.multipliedReportingOverflow(by: b.raw)
        if overflow { return Exact(raw: (a.raw < 0) == (b.raw < 0) ? limit : -limit) }
        return Exact(raw: rounded(product, by: scale))
    }

    /// The quotient to twelve places; zero for a division by zero.
    package static func / (a: Exact, b: Exact) -> Exact {
        guard b.raw != 0 else { return .zero }
        let (shifted, overflow) = a.raw.multipliedReportingOverflow(by: scale)
        if overflow { return Exact(raw: a.raw / b.raw * scale) }
        return Exact(raw: b.raw < 0 ? rounded(-shifted, by: -b.raw) : rounded(shifted, by: b.raw))
    }

    /// Halves go away from zero, as on an invoice.
    private static func rounded(_ value: Int128, by divisor: Int128) -> Int128 {
        let (quotient, rest) = value.quotientAndRemainder(dividingBy: divisor)
        return rest.magnitude >= divisor.magnitude - rest.magnitude ? quotient + (value < 0 ? -1 : 1) : quotient
    }

    /// The nearest whole number.
    package var rounded: Int { Int(Self.rounded(raw, by: Self.scale)) }
    /// The greatest whole number that is not above it, for numbers from zero on.
    package var floor: Int { Int(raw / Self.scale) }
    /// An amount of dollars as whole cents.
    package var cents: Int { (self * Exact(100)).rounded }
    package var double: Double { Double(raw) / Double(Self.scale) }

    /// For people: grouped by thousands, with at most `places` places and no zeros at the end.
    package func shown(places: Int) -> String {
        var divisor = Self.scale
        for _ in 0..<min(max(places, 0), Self.places) { divisor /= 10 }
        let value = Self.rounded(raw, by: divisor)
        let unit = Self.scale / divisor
        let whole = Grouped.text(Int(value.magnitude / unit.magnitude))
        var rest = String(value.magnitude % unit.magnitude)
        rest = String(repeating: "0", count: max(0, String(unit.magnitude).count - 1 - rest.count)) + rest
        while rest.last == "0" { rest.removeLast() }
        return (value < 0 ? "-" : "") + whole + (rest.isEmpty || unit == 1 ? "" : "." + rest)
    }
}

/// Whole numbers for people.
package enum Grouped {
    /// `1,234,567`.
    package static func text(_ number: Int) -> String {
        let digits = String(number.magnitude)
        var result = number < 0 ? "-" : ""
        for (offset, digit) in digits.enumerated() {
            if offset > 0, (digits.count - offset).isMultiple(of: 3) { result += "," }
            result.append(digit)
        }
        return result
    }
}
