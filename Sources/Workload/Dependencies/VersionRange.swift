/// Versions that a requirement allows, as half-open intervals; made to prove that a version cannot fit.
package struct VersionRange: Sendable, Hashable {
    package struct Version: Sendable, Hashable, Comparable {
        package var parts: [Int]

        package static func < (a: Version, b: Version) -> Bool {
            for index in 0..<max(a.parts.count, b.parts.count) {
                let x = index < a.parts.count ? a.parts[index] : 0
                let y = index < b.parts.count ? b.parts[index] : 0
                if x != y { return x < y }
            }
            return false
        }

        /// The first version behind all that begin with these parts: 3.12 is followed by 3.13.
        package var next: Version {
            var parts = parts
            guard let last = parts.popLast() else { return Version(parts: [Int.max]) }
            return Version(parts: parts + [last &+ 1])
        }

        package var shown: String { parts.map(String.init).joined(separator: ".") }

        /// `v20.11`, `3.12.1`; stops at what is no number. Nil without a number in front.
        package init?(_ text: Substring) {
            var rest = text.drop { $0 == "v" || $0 == "=" || $0 == " " }
            var parts: [Int] = []
            while true {
                let digits = rest.prefix { $0.isASCII && $0.isNumber }
                guard let number = Int(digits), digits.utf8.count < 10 else { break }
                parts.append(number)
                rest = rest.dropFirst(digits.count)
                guard rest.first == ".", parts.count < 4 else { break }
                rest = rest.dropFirst()
            }
            if parts.isEmpty { return nil }
            self.parts = parts
        }

        package init(parts: [Int]) { self.parts = parts }
    }

    /// Which language's operators are meant.
    package enum Style: Sendable { case npm, python, ruby, composer, minimum }

    private struct Interval: Hashable {
        var low = Version(parts: [0])
        var high = Version(parts: [Int.max])
    }

    private var intervals: [Interval]

    /// Nil for what is not understood.
    package init?(_ text: String, _ style: Style) {
        var intervals: [Interval] = []
        for choice in Self.choices(text, style) {
            guard let interval = Self.interval(choice, style) else { return nil }
            intervals.append(interval)
        }
        if intervals.isEmpty { return nil }
        self.intervals = intervals
    }

    /// Whether some version that begins with these numbers fits.
    package func canHold(_ version: Version) -> Bool {
        intervals.contains { $0.low < version.next && version < $0.high }
    }

    private static func choices(_ text: String, _ style: Style) -> [Substring] {
        guard style == .npm || style == .composer else { return [text[...]] }
        return text.split(separator: "|", omittingEmptySubsequences: true)
    }

    private static func interval(_ text: Substring, _ style: Style) -> Interval? {
        var interval = Interval()
        var words = text.split { $0 == " " || $0 == "," || $0 == "\t" }
        // `1.2 - 2.3`
        if words.count == 3, words[1] == "-", let low = Version(words[0]), let high = Version(words[2]) {
            return Interval(low: low, high: high.next)
        }
        var index = 0
        while index < words.count {
            // `>= 3.1`
            if words[index].allSatisfy({ "<>=~^!".contains($0) }), index + 1 < words.count {
                words[index] = words[index] + words[index + 1]
                words.remove(at: index + 1)
            }
            guard apply(words[index], style, &interval) else { return nil }
            index += 1
        }
        return interval
    }

    private static func apply(_ word: Substring, _ style: Style, _ interval: inout Interval) -> Bool {
        if word == "*" || word == "x" || word.hasPrefix("!=") { return true }
        let sign = String(word.prefix { "<>=~^".contains($0) })
        guard let version = Version(word.dropFirst(sign.count)) else { return false }
        switch sign {
        case ">=": interval.low = max(interval.low, version)
        case ">": interval.low = max(interval.low, version)
        case "<": interval.high = min(interval.high, version)
        case "<=": interval.high = min(interval.high, version.next)
        case "^": bound(version, Version(parts: [version.parts[0]]).next, &interval)
        case "~=", "~>":
            bound(
                version, Version(parts: Array(version.parts.dropLast(version.parts.count > 1 ? 1 : 0))).next, &interval)
        case "~":
            let kept = style == .composer ? max(1, version.parts.count - 1) : min(2, version.parts.count)
            bound(version, Version(parts: Array(version.parts.prefix(kept))).next, &interval)
        case "", "=", "==", "===":
            if style == .minimum {
                interval.low = max(interval.low, version)
            } else {
                bound(version, version.next, &interval)
            }
        default: return false
        }
        return true
    }

    private static func bound(_ low: Version, _ high: Version, _ interval: inout Interval) {
        interval.low = max(interval.low, low)
        interval.high = min(interval.high, high)
    }
}
