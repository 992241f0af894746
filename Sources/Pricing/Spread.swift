/// A number that is known, or known to lie between two others.
package struct Spread: Sendable, Hashable {
    package var low: Exact
    package var high: Exact

    package init(_ number: Exact) {
        low = number
        high = number
    }

    package init(_ one: Exact, _ other: Exact) {
        low = min(one, other)
        high = max(one, other)
    }

    package static let zero = Spread(.zero)

    package var isExact: Bool { low == high }

    package static func + (a: Spread, b: Spread) -> Spread { Spread(a.low + b.low, a.high + b.high) }
    /// Of numbers from zero on.
    package static func * (a: Spread, b: Spread) -> Spread { Spread(a.low * b.low, a.high * b.high) }
    package static func * (a: Spread, b: Exact) -> Spread { Spread(a.low * b, a.high * b) }
    package static func / (a: Spread, b: Exact) -> Spread { Spread(a.low / b, a.high / b) }

    /// For people: `2` or `2-6`.
    package func shown(places: Int) -> String {
        let (a, b) = (low.shown(places: places), high.shown(places: places))
        return a == b ? a : "\(a)-\(b)"
    }
}

/// An amount of US dollars in whole cents, or the cents that it lies between.
package struct Money: Sendable, Hashable {
    package var low: Int
    package var high: Int

    package init(low: Int = 0, high: Int = 0) {
        self.low = low
        self.high = high
    }

    package init(_ dollars: Spread) { self.init(low: dollars.low.cents, high: dollars.high.cents) }

    package static func + (a: Money, b: Money) -> Money { Money(low: a.low + b.low, high: a.high + b.high) }
    package static func - (a: Money, b: Money) -> Money { Money(low: a.low - b.low, high: a.high - b.high) }

    package var isZero: Bool { low == 0 && high == 0 }

    /// `29.55` or `29.55-59.10`.
    package var dollars: String {
        let (a, b) = (Self.text(low), Self.text(high))
        return a == b ? a : "\(a)-\(b)"
    }

    private static func text(_ cents: Int) -> String {
        let rest = Int((cents.magnitude % 100))
        return (cents < 0 ? "-" : "") + Grouped.text(Int(cents.magnitude / 100)) + "." + (rest < 10 ? "0" : "")
            + String(rest)
    }

    /// Whole yen of what is shown in dollars, so that both columns speak of one amount.
    package func yen(_ rate: Exact) -> (low: Int, high: Int) {
        func change(_ cents: Int) -> Int { (Exact(cents) * rate / Exact(100)).rounded }
        return (change(low), change(high))
    }

    /// `4,433` or `4,433-8,865`: whole yen for people.
    package func yenText(_ rate: Exact) -> String {
        let (low, high) = yen(rate)
        return low == high ? Grouped.text(low) : "\(Grouped.text(low))-\(Grouped.text(high))"
    }
}
