import Basics

/// The lines of a file that a finding is about, with carets below.
struct Excerpt {
    /// Lines of a longer span that are left out in the middle.
    static let mostLines = 4
    static let mostColumns = 110

    /// One line of an excerpt: its number and text, and the carets below it; nil for lines left out.
    struct Line {
        var number: Int?
        var text: String
        var carets: String
    }

    /// The numbers of the lines that tell of a place; nil for lines left out.
    static func numbers(_ span: Span) -> [Int?] {
        let first = max(1, span.start.line)
        let end = span.end.column == 1 && span.end.line > first ? span.end.line - 1 : span.end.line
        let last = max(first, end)
        return last - first < mostLines ? Array(first...last) : [first, first + 1, nil, last]
    }

    static func of(_ span: Span, in source: SourceFile) -> [Line] { of(span, in: SourceMask(source)) }

    /// The same for who quotes a file many times.
    static func of(_ span: Span, in mask: SourceMask) -> [Line] {
        let numbers = numbers(span)
        var lines: [Line] = []
        for number in numbers {
            guard let number else {
                lines.append(Line(number: nil, text: "…", carets: ""))
                continue
            }
            guard number <= mask.source.lineStarts.count else { break }
            lines.append(line(number, span, mask, isOnlyPart: numbers.count <= 2))
        }
        return lines
    }

    private static func line(
        _ number: Int, _ span: Span, _ mask: SourceMask, isOnlyPart: Bool
    ) -> Line {
        let source = mask.source
        let range = source.lineRange(number)
        var start = max(range.lowerBound, min(span.bytes.lowerBound, range.upperBound))
        let end = min(range.upperBound, max(span.bytes.upperBound, start))
        // Carets stand under the text, not under its indentation.
        while start < end, source.bytes[start] == 0x20 || source.bytes[start] == 0x09 { start += 1 }
        let shown = mask.bytes(range)
        let part = { (part: Range<Int>) in
            clean(
                String(
                    decoding: shown[part.lowerBound - range.lowerBound..<part.upperBound - range.lowerBound],
                    as: UTF8.self))
        }
        let before = part(range.lowerBound..<start)
        let marked = part(start..<end)
        let (text, cut) = shorten(part(range), from: before)
        let indent = String(repeating: " ", count: max(0, DisplayWidth.of(before) - cut))
        let width = min(max(1, DisplayWidth.of(marked)), max(1, mostColumns - DisplayWidth.of(indent)))
        return Line(number: number, text: text, carets: isOnlyPart ? indent + String(repeating: "^", count: width) : "")
    }

    /// Tabs as four spaces, control characters as a dot: they would move a terminal's cursor.
    private static func clean(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            if scalar == "\t" {
                result += "    "
            } else if scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) {
                result += "·"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// A part of a long line that shows what follows `before`; also the columns cut at its start.
    private static func shorten(_ text: String, from before: String) -> (text: String, cut: Int) {
        guard DisplayWidth.of(text) > mostColumns else { return (text, 0) }
        let start = DisplayWidth.of(before)
        if start < mostColumns / 2 { return (prefix(text, mostColumns - 1) + "…", 0) }
        var dropped = 0
        var rest = text[...]
        while let first = rest.first, dropped < start - 20 {
            dropped += DisplayWidth.of(String(first))
            rest = rest.dropFirst()
        }
        let shown = DisplayWidth.of(rest) > mostColumns - 2 ? prefix(String(rest), mostColumns - 2) + "…" : String(rest)
        return ("…" + shown, dropped - 1)
    }

    private static func prefix(_ text: String, _ width: Int) -> String {
        var result = ""
        var used = 0
        for character in text {
            used += DisplayWidth.of(String(character))
            if used > width { break }
            result.append(character)
        }
        return result
    }
}
