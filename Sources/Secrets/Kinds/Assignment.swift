/// `name = value` in its many forms, around a word that a name may have in it.
struct Assignment {
    var name: Range<Int>
    var value: Range<Int>
    var isQuoted: Bool
    /// The line has nothing but the name and the value, as configuration has.
    var isWholeLine: Bool

    init?(at anchor: Int, _ window: Window) {
        let start = window.start(of: .name, before: anchor, limit: 64)
        let end = window.end(of: .name, from: anchor, limit: 64)
        guard end > anchor, end - start <= 100 else { return nil }
        name = start..<end
        var index = end
        let isNameQuoted = Self.isQuote(window[index])
        if isNameQuoted { index += 1 }
        // `\"name\": \"value\"`
        if window[index] == UInt8(ascii: "\\"), Self.isQuote(window[index + 1]) { index += 2 }
        if window[index] == UInt8(ascii: "]") { index += 1 }
        index = Self.skipBlanks(window, index, 20)
        let isTag = window[start - 1] == UInt8(ascii: "<")
        switch window[index] {
        case UInt8(ascii: "="):
            let next = window[index + 1]
            // A comparison is none; `=>` is.
            if next == UInt8(ascii: "=") || next == UInt8(ascii: "~") { return nil }
            if Self.isOneOf(window[index - 1], "!<>=") { return nil }
            index += next == UInt8(ascii: ">") ? 2 : 1
        case UInt8(ascii: ":"):
            index += window[index + 1] == UInt8(ascii: "=") ? 2 : 1
            // Without a blank it is part of an address, a time or an ARN, unless quotes follow.
            if index == end + 1, !isNameQuoted, window[index] > 0x20, !Self.isQuote(window[index]) { return nil }
        case UInt8(ascii: "+"), UInt8(ascii: "?"):
            guard window[index + 1] == UInt8(ascii: "=") else { return nil }
            index += 2
        case UInt8(ascii: ","):
            // `define('DB_PASSWORD', 'value')`
            guard isNameQuoted, window.find(Array("define".utf8), max(window.low, start - 12)..<start) != nil else {
                return nil
            }
            index += 1
        case UInt8(ascii: ">"):
            guard isTag, !isNameQuoted else { return nil }
            index += 1
            let valueEnd = Self.textEnd(window, index, "<")
            guard valueEnd > index, window[valueEnd] == UInt8(ascii: "<"), window[valueEnd + 1] == UInt8(ascii: "/")
            else { return nil }
            value = index..<valueEnd
            isQuoted = true
            isWholeLine = true
            return
        case UInt8(ascii: "v"):
            // `key="Password" value="…"` in XML.
            guard isNameQuoted, window.has(Array("value=".utf8), at: index) else { return nil }
            index += 6
        default: return nil
        }
        index = Self.skipBlanks(window, index, 40)
        if window[index] == UInt8(ascii: "\\"), Self.isQuote(window[index + 1]) { index += 1 }
        // Prefixes of texts: `b"…"`, `r'…'`, `@"…"`.
        if Self.isOneOf(window[index], "brfu@L"), Self.isQuote(window[index + 1]) { index += 1 }
        if Self.isQuote(window[index]) {
            let quote = window[index]
            let valueEnd = Self.quotedEnd(window, index + 1, quote)
            guard valueEnd > index + 1, window[valueEnd] == quote || window[valueEnd] == UInt8(ascii: "\\") else {
                return nil
            }
            value = (index + 1)..<valueEnd
            isQuoted = true
            // A text that goes on with an expression is no value by itself.
            var after = Self.skipBlanks(window, valueEnd + 1, 4)
            if Self.isOneOf(window[after], ",;})") { after = Self.skipBlanks(window, after + 1, 4) }
            isWholeLine =
                Self.isPlainLead(window, start)
                && (window[after] == 0x0A || window[after] == 0x0D || window[after] == 0
                    || window[after] == UInt8(ascii: "#"))
            return
        }
        // In connection strings and in the queries of addresses the value ends with the next mark.
        let before = window[start - 1]
        let isList = before == UInt8(ascii: ";") || before == UInt8(ascii: "?") || before == UInt8(ascii: "&")
        var valueEnd = index
        let stop = min(window.high, index + 514)
        while valueEnd < stop, window[valueEnd] > 0x20 {
            let byte = window[valueEnd]
            if isList, Self.isOneOf(byte, ";&\"'<") { break }
            if Self.isOneOf(byte, "\"'`") { break }
            valueEnd += 1
        }
        guard valueEnd > index, valueEnd < index + 514 else { return nil }
        let rest = Self.skipBlanks(window, valueEnd, 8)
        isWholeLine =
            isList
            || Self.isPlainLead(window, start)
                && (window[rest] == 0x0A || window[rest] == 0x0D || window[rest] == 0
                    || window[rest] == UInt8(ascii: "#"))
        while valueEnd > index, Self.isOneOf(window[valueEnd - 1], ",;") { valueEnd -= 1 }
        value = index..<valueEnd
        isQuoted = false
    }

    /// Before the name stand only blanks, or what sets a variable.
    private static func isPlainLead(_ window: Window, _ start: Int) -> Bool {
        let lead = window.bytes(window.lineStart(start)..<start)
        return lead.allSatisfy { $0 <= 0x20 || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "\"") }
            || ["export ", "ENV ", "ARG ", "set ", "setenv ", "declare -x ", "Environment="]
                .contains { lead.drop { $0 <= 0x20 }.starts(with: $0.utf8) }
    }

    static func isQuote(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`")
    }

    private static func isOneOf(_ byte: UInt8, _ text: StaticString) -> Bool {
        text.withUTF8Buffer { $0.contains(byte) }
    }

    private static func skipBlanks(_ window: Window, _ index: Int, _ limit: Int) -> Int {
        var index = index
        let stop = min(window.high, index + limit)
        while index < stop, window[index] == 0x20 || window[index] == 0x09 { index += 1 }
        return index
    }

    private static func textEnd(_ window: Window, _ index: Int, _ end: Unicode.Scalar) -> Int {
        var index = index
        let stop = min(window.high, index + 514)
        while index < stop, window[index] != UInt8(ascii: end), window[index] >= 0x20 { index += 1 }
        return index
    }

    private static func quotedEnd(_ window: Window, _ index: Int, _ quote: UInt8) -> Int {
        var index = index
        let stop = min(window.high, index + 514)
        while index < stop, window[index] != quote, window[index] >= 0x20 {
            if window[index] == UInt8(ascii: "\\") {
                if window[index + 1] == quote { return index }
                index += 1
            }
            index += 1
        }
        return min(index, stop)
    }
}

extension Finder {
    mutating func named(at anchor: Int, _ window: Window, _ origin: Int) {
        guard facts.allowsNames, origin + anchor >= judgedUntil, let assignment = Assignment(at: anchor, window) else {
            return
        }
        judgedUntil = origin + assignment.value.upperBound
        guard assignment.isQuoted || !facts.isCode else { return }
        // Nearly all values are words, texts or code: these go before anything is copied.
        guard Self.mayBeSecret(assignment.value, window) || facts.form == .phpConfiguration else { return }
        let value = window.bytes(assignment.value)
        let name = window.bytes(assignment.name).map { ByteSet.capital.has($0) ? $0 | 0x20 : $0 }
        guard
            let (kind, certainty) = NamedValue.judge(
                name: name, value: value, isQuoted: assignment.isQuoted,
                isConfiguration: assignment.isWholeLine && !facts.isCode)
        else {
            if facts.form == .phpConfiguration { salt(assignment, value, window, origin) }
            return
        }
        // Without quotes only what has its line for itself is a value.
        guard assignment.isQuoted || assignment.isWholeLine || certainty > .context else { return }
        note(kind, certainty, assignment.value, window, origin)
    }

    /// Six to 512 bytes without blanks, at least one of them a digit.
    private static func mayBeSecret(_ range: Range<Int>, _ window: Window) -> Bool {
        guard (6...512).contains(range.count) else { return false }
        var hasDigit = false
        for index in range {
            let byte = window[index]
            if byte <= 0x20 || byte >= 0x7F { return false }
            if ByteSet.digit.has(byte) { hasDigit = true }
        }
        return hasDigit
    }

    /// WordPress keys and salts: 64 characters of any kind, blanks too.
    private mutating func salt(_ assignment: Assignment, _ value: ArraySlice<UInt8>, _ window: Window, _ origin: Int) {
        guard value.count == 64, Measure.entropy(value) >= 4.5, !Placeholder.isSample(value) else { return }
        note(NamedValue.wordPressKind, .shape, assignment.value, window, origin)
    }

    /// The secret that belongs to an access key stands near it: 40 characters of base64 by themselves.
    mutating func awsSecret(near id: Range<Int>, _ window: Window, _ origin: Int) {
        var index = max(window.low, id.lowerBound - 200)
        let stop = min(window.high, id.upperBound + 300)
        let set: ByteSet = [.alphanumeric, .plusSlash]
        while index < stop {
            guard set.has(window[index]) else {
                index += 1
                continue
            }
            let end = window.end(of: set, from: index, limit: 64)
            if end - index == 40, window[end] != UInt8(ascii: "="), window[index - 1] != UInt8(ascii: "-"),
                !ByteSet.url.has(window[end])
            {
                let value = window.bytes(index..<end)
                if Measure.entropy(value) >= 4, Measure.classes(value) >= 3, !Placeholder.isSample(value),
                    !Measure.isWordy(value),
                    !Placeholder.contains(Array(value), Array("EXAMPLE".utf8))
                {
                    return note(NamedValue.awsSecretKind, .shape, index..<end, window, origin)
                }
            }
            index = max(end, index + 1)
        }
    }
}
