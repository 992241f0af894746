/// A stretch of a file's bytes that knows where it stands, so that what is read from it can be cited.
///
/// Readers of manifests and server configurations cut files by bytes: a lock file of megabytes is then walked without
/// making a String of each line.
package struct ByteText: Sendable {
    package let bytes: [UInt8]
    /// Offsets in the file.
    package let range: Range<Int>

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
        range = 0..<bytes.count
    }

    package init(_ bytes: [UInt8], _ range: Range<Int>) {
        self.bytes = bytes
        self.range = range.clamped(to: 0..<bytes.count)
    }

    package init(_ source: SourceFile) { self.init(source.bytes) }

    package var isEmpty: Bool { range.isEmpty }
    package var count: Int { range.count }
    package var start: Int { range.lowerBound }
    package var end: Int { range.upperBound }
    package var first: UInt8? { range.isEmpty ? nil : bytes[range.lowerBound] }
    package var last: UInt8? { range.isEmpty ? nil : bytes[range.upperBound - 1] }

    /// The text; bytes that are not UTF-8 become U+FFFD.
    package var text: String { String(decoding: bytes[range], as: UTF8.self) }

    /// The byte at an offset of the file, or nil outside of this stretch.
    package subscript(offset: Int) -> UInt8? { range.contains(offset) ? bytes[offset] : nil }

    /// What stands from a file offset on.
    package func from(_ offset: Int) -> ByteText { ByteText(bytes, min(max(offset, start), end)..<end) }

    /// What stands before a file offset.
    package func upTo(_ offset: Int) -> ByteText { ByteText(bytes, start..<max(start, min(offset, end))) }

    package func dropFirst(_ count: Int) -> ByteText { from(start + count) }

    // MARK: Trimming

    /// Without spaces, tabs and line endings at both ends.
    package var trimmed: ByteText {
        var low = start
        var high = end
        while low < high, Self.isBlank(bytes[low]) { low += 1 }
        while high > low, Self.isBlank(bytes[high - 1]) { high -= 1 }
        return ByteText(bytes, low..<high)
    }

    /// Without one pair of quotes around it.
    package var unquoted: ByteText {
        guard count >= 2, let first, first == last, first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") else {
            return self
        }
        return ByteText(bytes, start + 1..<end - 1)
    }

    /// How many spaces and tabs it begins with.
    package var indentation: Int {
        var offset = start
        while offset < end, bytes[offset] == 0x20 || bytes[offset] == 0x09 { offset += 1 }
        return offset - start
    }

    /// Cut at the first `mark` that begins it or follows a blank: how comments end lines in most of these formats.
    package func withoutComment(_ mark: UInt8) -> ByteText {
        var offset = start
        while offset < end {
            if bytes[offset] == mark, offset == start || Self.isBlank(bytes[offset - 1]) { return upTo(offset) }
            offset += 1
        }
        return self
    }

    package static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A }

    // MARK: Searching

    package func hasPrefix(_ prefix: String) -> Bool {
        let prefix = prefix.utf8
        return count >= prefix.count && bytes[start..<start + prefix.count].elementsEqual(prefix)
    }

    package func hasSuffix(_ suffix: String) -> Bool {
        let suffix = suffix.utf8
        return count >= suffix.count && bytes[end - suffix.count..<end].elementsEqual(suffix)
    }

    package static func == (a: ByteText, b: String) -> Bool { a.bytes[a.range].elementsEqual(b.utf8) }

    /// The file offset of the first `byte`.
    package func firstIndex(of byte: UInt8) -> Int? { bytes[range].firstIndex(of: byte) }

    /// The file offset of the last `byte`.
    package func lastIndex(of byte: UInt8) -> Int? { bytes[range].lastIndex(of: byte) }

    /// The file offset of the first occurrence of `needle`.
    package func find(_ needle: String) -> Int? {
        let needle = Array(needle.utf8)
        guard let head = needle.first, needle.count <= count else { return nil }
        let last = end - needle.count
        return bytes.withUnsafeBufferPointer { buffer in
            var offset = start
            while offset <= last {
                if buffer[offset] == head {
                    var length = 1
                    while length < needle.count, buffer[offset + length] == needle[length] { length += 1 }
                    if length == needle.count { return offset }
                }
                offset += 1
            }
            return nil
        }
    }

    package func contains(_ needle: String) -> Bool { find(needle) != nil }

    // MARK: Cutting

    /// The lines without their endings.
    package var lines: Lines { Lines(text: self, offset: start) }

    package struct Lines: Sequence, IteratorProtocol {
        package let text: ByteText
        package var offset: Int

        package mutating func next() -> ByteText? {
            guard offset < text.end else { return nil }
            let start = offset
            var end = text.from(start).firstIndex(of: 0x0A) ?? text.end
            offset = end + 1
            if end > start, text.bytes[end - 1] == 0x0D { end -= 1 }
            return ByteText(text.bytes, start..<end)
        }
    }

    /// The two sides of the first `separator`, trimmed.
    package func cut(_ separator: UInt8) -> (key: ByteText, value: ByteText)? {
        guard let index = firstIndex(of: separator) else { return nil }
        return (upTo(index).trimmed, from(index + 1).trimmed)
    }

    /// The pieces between separators, trimmed; empty ones are left out.
    package func split(_ separator: UInt8) -> [ByteText] {
        var pieces: [ByteText] = []
        var rest = self
        while true {
            let index = rest.firstIndex(of: separator)
            let piece = rest.upTo(index ?? end).trimmed
            if !piece.isEmpty { pieces.append(piece) }
            guard let index else { return pieces }
            rest = rest.from(index + 1)
        }
    }

    /// The pieces between blanks; a quoted piece keeps its blanks and loses its quotes.
    package var words: [ByteText] {
        var words: [ByteText] = []
        var offset = start
        while offset < end {
            let byte = bytes[offset]
            if Self.isBlank(byte) {
                offset += 1
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                let close = from(offset + 1).firstIndex(of: byte) ?? end
                words.append(ByteText(bytes, offset + 1..<close))
                offset = close + 1
            } else {
                let word = offset
                while offset < end, !Self.isBlank(bytes[offset]) { offset += 1 }
                words.append(ByteText(bytes, word..<offset))
            }
        }
        return words
    }
}

extension SourceFile {
    package func place(_ text: ByteText) -> Span { span(text.range) }
}
