/// The bytes of one file and where its lines begin. Offsets are byte offsets, lines and columns count from 1.
package final class SourceFile: Sendable {
    /// The path shown to people, relative to where the review started.
    package let path: String
    package let bytes: [UInt8]
    /// Whether it holds only the lines that a report quotes, with the secrets in them masked already.
    package let isQuotation: Bool
    /// The offset of the first byte of each line; never empty.
    package let lineStarts: [Int]
    /// For files with a very long line: how many code points begin before every 4,096th byte. Else empty.
    private let marks: [Int]

    private static let markEvery = 4096

    package init(path: String, bytes: [UInt8], isQuotation: Bool = false) {
        self.path = path
        self.bytes = bytes
        self.isQuotation = isQuotation
        var starts = [0]
        var longest = 0
        bytes.withUnsafeBufferPointer { buffer in
            for offset in buffer.indices where buffer[offset] == 0x0A {
                longest = max(longest, offset - (starts.last ?? 0))
                starts.append(offset + 1)
            }
        }
        lineStarts = starts
        longest = max(longest, bytes.count - (starts.last ?? 0))
        // Thousands of findings on one line of megabytes must not each count it from its start.
        marks = longest > 2 * Self.markEvery ? Self.marks(bytes) : []
    }

    private static func marks(_ bytes: [UInt8]) -> [Int] {
        var marks: [Int] = []
        var count = 0
        for (offset, byte) in bytes.enumerated() {
            if offset % markEvery == 0 { marks.append(count) }
            if byte & 0xC0 != 0x80 { count += 1 }
        }
        return marks
    }

    /// The code points that begin in a range; a continuation byte (10xxxxxx) belongs to the one before it.
    private func codePoints(_ range: Range<Int>) -> Int {
        guard range.count > Self.markEvery, !marks.isEmpty else {
            return bytes[range].reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
        }
        return codePoints(before: range.upperBound) - codePoints(before: range.lowerBound)
    }

    private func codePoints(before offset: Int) -> Int {
        let mark = min(offset / Self.markEvery, marks.count - 1)
        return marks[mark] + codePoints(mark * Self.markEvery..<offset)
    }

    package convenience init(path: String, text: String) {
        self.init(path: path, bytes: Array(text.utf8))
    }

    /// The text of a range; bytes that are not UTF-8 become U+FFFD. Ranges outside the file are cut to it.
    package func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
    }

    /// The line (from 1) that holds the byte at `offset`.
    package func line(at offset: Int) -> Int {
        var low = 0
        var high = lineStarts.count
        while low + 1 < high {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return low + 1
    }

    /// The byte range of a line (from 1) without its line ending.
    package func lineRange(_ line: Int) -> Range<Int> {
        guard line >= 1, line <= lineStarts.count else { return bytes.count..<bytes.count }
        let start = lineStarts[line - 1]
        var end = line < lineStarts.count ? lineStarts[line] - 1 : bytes.count
        if end > start, bytes[end - 1] == 0x0D { end -= 1 }
        return start..<max(start, end)
    }

    /// Line and column of an offset; the column counts Unicode code points.
    package func position(at offset: Int) -> Position {
        let line = line(at: offset)
        let start = lineStarts[line - 1]
        let end = min(max(offset, start), bytes.count)
        return Position(line: line, column: codePoints(start..<max(start, end)) + 1)
    }

    /// The place of a byte range, with lines and columns worked out.
    package func span(_ range: Range<Int>) -> Span {
        let range = range.clamped(to: 0..<bytes.count)
        return Span(
            path: path, bytes: range, start: position(at: range.lowerBound), end: position(at: range.upperBound))
    }
}

/// A line and a column in code points, both from 1.
package struct Position: Sendable, Hashable, Comparable, Codable {
    package var line: Int
    package var column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    package static func < (a: Position, b: Position) -> Bool {
        (a.line, a.column) < (b.line, b.column)
    }
}

/// A place in a file that can be shown without the file at hand. `end` is exclusive.
package struct Span: Sendable, Hashable {
    package var path: String
    package var bytes: Range<Int>
    package var start: Position
    package var end: Position

    package init(path: String, bytes: Range<Int>, start: Position, end: Position) {
        self.path = path
        self.bytes = bytes
        self.start = start
        self.end = end
    }
}
