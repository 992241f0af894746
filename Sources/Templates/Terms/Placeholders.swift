package import ECSModel

/// Finds what pipelines and renderers replace in a text: `<IMAGE1_NAME>`, `[account_id]`, `{{ must_env "TAG" }}`,
/// `${TAG}`, `$(TAG)`, `#{TAG}`, `<%= tag %>`, `{% if prod %}`, `@@TAG@@`, `__TAG__`, `%TAG%`.
///
/// A mark that turns out to be plain text costs a finding that could have been made; the reverse would be a wrong one.
package enum Placeholders {
    package static func read(_ text: String) -> TermText {
        var scan = Scan(bytes: Array(text.utf8))
        return scan.read()
    }

    /// What stands where a value is due: `{{ must_env "CPU" }}`, `<CPU>`.
    package static func unknown(_ text: String) -> Unknown {
        let parts = read(text).parts
        if parts.count == 1, case .unknown(let unknown) = parts[0] { return unknown }
        return Unknown(.placeholder, text.trimmed)
    }

    private struct Scan {
        let bytes: [UInt8]
        var parts: [TermText.Part] = []
        var literal = 0
        /// Up to where no tag ends, by its end.
        private var unclosed: [String: Int] = [:]
        private static let longest = 400
        var at = 0

        init(bytes: [UInt8]) { self.bytes = bytes }

        mutating func read() -> TermText {
            while at < bytes.count {
                guard let (end, kind, name) = mark() else {
                    at += 1
                    continue
                }
                flush(to: at)
                parts.append(.unknown(Unknown(kind, String(decoding: bytes[name], as: UTF8.self).trimmed)))
                at = end
                literal = end
            }
            flush(to: bytes.count)
            return TermText(parts)
        }

        private mutating func flush(to end: Int) {
            if literal < end { parts.append(.literal(String(decoding: bytes[literal..<end], as: UTF8.self))) }
        }

        private mutating func mark() -> (end: Int, kind: Unknown.Kind, name: Range<Int>)? {
            switch bytes[at] {
            case UInt8(ascii: "<"):
                return between("<", ">", .placeholder, isNameByte) ?? tag("<%", "%>")
            case UInt8(ascii: "["): return between("[", "]", .placeholder) { isWordByte($0) }
            case UInt8(ascii: "{"):
                return tag("{{", "}}") ?? tag("{%", "%}")
            case UInt8(ascii: "#"): return between("#{", "}", .variable, isNameByte)
            case UInt8(ascii: "$"):
                return between("${", "}", .variable) { $0 != UInt8(ascii: "{") }
                    ?? between("$(", ")", .variable) { isUppercaseWord($0) || $0 == UInt8(ascii: ".") }
                    ?? bareVariable()
            case UInt8(ascii: "@"): return between("@@", "@@", .placeholder, isNameByte)
            case UInt8(ascii: "_"): return between("__", "__", .placeholder, isNameByte)
            case UInt8(ascii: "%"): return between("%", "%", .placeholder) { isUppercaseWord($0) }
            default: return nil
            }
        }

        /// A tag of a template, in which anything may stand.
        private mutating func tag(_ open: String, _ close: String) -> (Int, Unknown.Kind, Range<Int>)? {
            let start = at + open.utf8.count
            guard start < bytes.count, bytes[at..<start].elementsEqual(open.utf8), let first = close.utf8.first else {
                return nil
            }
            // Where no end was found from the tag before, none is looked for again.
            var end = max(start + 1, unclosed[close] ?? 0)
            while end + 2 <= bytes.count, end - start <= Self.longest {
                if bytes[end] == first, bytes[end..<end + 2].elementsEqual(close.utf8) {
                    return (end + 2, .variable, start..<end)
                }
                end += 1
            }
            unclosed[close] = end
            return nil
        }

        private func between(
            _ open: String, _ close: String, _ kind: Unknown.Kind, _ allows: (UInt8) -> Bool
        ) -> (Int, Unknown.Kind, Range<Int>)? {
            let start = at + open.utf8.count
            guard start < bytes.count, bytes[at..<start].elementsEqual(open.utf8), let first = close.utf8.first else {
                return nil
            }
            var end = start
            let width = close.utf8.count
            // Texts of nothing but opening marks come here at each byte.
            while end + width <= bytes.count {
                if end > start, bytes[end] == first,
                    width == 1 || bytes[end..<end + width].elementsEqual(close.utf8)
                {
                    return (end + width, kind, start..<end)
                }
                guard allows(bytes[end]), end - start < Self.longest else { return nil }
                end += 1
            }
            return nil
        }

        /// `$TAG`, as envsubst and shells replace it: capitals only, since commands hold `$` for other reasons.
        private func bareVariable() -> (Int, Unknown.Kind, Range<Int>)? {
            var end = at + 1
            while end < bytes.count, isUppercaseWord(bytes[end]) { end += 1 }
            guard end - at > 2, bytes[at + 1] > 0x39 else { return nil }
            return (end, .variable, at + 1..<end)
        }

        private func isUppercaseWord(_ byte: UInt8) -> Bool {
            (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "_")
        }

        private func isWordByte(_ byte: UInt8) -> Bool {
            isUppercaseWord(byte) || (0x61...0x7A).contains(byte) || byte == UInt8(ascii: "-")
        }

        private func isNameByte(_ byte: UInt8) -> Bool { isWordByte(byte) || byte == UInt8(ascii: ".") }
    }
}

extension String {
    fileprivate var trimmed: String {
        var text = self[...]
        while let first = text.first, " \n=-~".contains(first) { text = text.dropFirst() }
        while let last = text.last, " \n-~".contains(last) { text = text.dropLast() }
        return String(text)
    }
}
