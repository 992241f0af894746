/// A point in time as AWS notes it: seconds since 1970 in UTC.
package struct Moment: Sendable, Hashable, Comparable {
    package var seconds: Int

    package static let secondsOfDay = 86_400
    /// The last second of the year 9999: what lies beyond is no time that anything was noted at.
    private static let last = 253_402_300_799

    package init(seconds: Int) {
        self.seconds = seconds
    }

    /// The start of a day.
    package init(_ day: Day) {
        seconds = Self.daysSince1970(day) * Self.secondsOfDay
    }

    /// Reads `2026-11-21T09:30:00+09:00`, `2026-11-21` and seconds since 1970, as AWS CLI writes them; nil for anything
    /// else.
    package init?(_ text: String) {
        if let number = Double(text) {
            guard number >= 0, number <= Double(Self.last) else { return nil }
            seconds = Int(number)
            return
        }
        let bytes = Array(text.utf8)
        guard bytes.count >= 10, let day = Day(text.prefix(10)) else { return nil }
        seconds = Self.daysSince1970(day) * Self.secondsOfDay
        if bytes.count == 10 { return }
        guard let time = Self.time(bytes[10...]) else { return nil }
        seconds += time
    }

    package func adding(days: Int) -> Moment { Moment(seconds: seconds + days * Self.secondsOfDay) }

    package static func < (a: Moment, b: Moment) -> Bool { a.seconds < b.seconds }

    /// The day in UTC.
    package var day: Day {
        // Howard Hinnant's civil_from_days, counted from 0000-03-01.
        let count = seconds.dividedByFloor(Self.secondsOfDay) + 719_468
        let era = count.dividedByFloor(146_097)
        let dayOfEra = count - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return Day(year: year, month: month, day: dayOfYear - (153 * shifted + 2) / 5 + 1)
    }

    /// `09:30` in UTC.
    package var clock: String {
        let minutes = (seconds - Moment(day).seconds) / 60
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(two(minutes / 60)):\(two(minutes % 60))"
    }

    private static func daysSince1970(_ day: Day) -> Int {
        let year = day.month <= 2 ? day.year - 1 : day.year
        let era = year.dividedByFloor(400)
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (day.month + (day.month > 2 ? -3 : 9)) + 2) / 5 + day.day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// `T09:30:00.123+09:00` as seconds from the start of the day in UTC.
    private static func time(_ bytes: ArraySlice<UInt8>) -> Int? {
        var rest = bytes
        func number(_ limit: Int) -> Int? {
            guard rest.count >= 2, let value = Int(String(decoding: rest.prefix(2), as: UTF8.self)),
                (0..<limit).contains(value)
            else { return nil }
            rest = rest.dropFirst(2)
            return value
        }
        func take(_ letters: String) -> Bool {
            guard let first = rest.first, letters.utf8.contains(first) else { return false }
            rest = rest.dropFirst()
            return true
        }
        guard take("Tt "), let hour = number(24), take(":"), let minute = number(60) else { return nil }
        var result = hour * 3600 + minute * 60
        if take(":") {
            guard let second = number(61) else { return nil }
            result += second
            if take(".") { rest = rest.drop { (0x30...0x39).contains($0) } }
        }
        if rest.isEmpty || take("Zz") { return rest.isEmpty ? result : nil }
        let isAhead = rest.first == UInt8(ascii: "+")
        guard take("+-"), let hours = number(24) else { return nil }
        _ = take(":")
        guard let minutes = number(60), rest.isEmpty else { return nil }
        let offset = hours * 3600 + minutes * 60
        return isAhead ? result - offset : result + offset
    }
}

extension Int {
    /// Division that rounds down for negative numbers as well; `divisor` is greater than 0.
    fileprivate func dividedByFloor(_ divisor: Int) -> Int {
        self >= 0 ? self / divisor : -((-self + divisor - 1) / divisor)
    }
}
