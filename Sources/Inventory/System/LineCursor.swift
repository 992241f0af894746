/// The lines of a text, one by one, as ranges of its bytes without their endings (LF or CRLF).
struct LineCursor {
    let bytes: UnsafeRawBufferPointer
    private(set) var offset = 0
    private(set) var number = 0

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    mutating func next() -> Range<Int>? {
        guard offset < bytes.count else { return nil }
        let start = offset
        var end = start
        while end < bytes.count, bytes[end] != 0x0A { end &+= 1 }
        offset = end &+ 1
        number &+= 1
        if end > start, bytes[end &- 1] == 0x0D { end &-= 1 }
        return start..<end
    }
}

extension UnsafeRawBufferPointer {
    /// The text of a stretch without blanks at both ends; bytes that are not UTF-8 become U+FFFD.
    func text(_ range: Range<Int>) -> String {
        String(decoding: self[trimmed(range)], as: UTF8.self)
    }

    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var start = range.lowerBound
        var end = range.upperBound
        while start < end, Self.isBlank(self[start]) { start &+= 1 }
        while end > start, Self.isBlank(self[end &- 1]) { end &-= 1 }
        return start..<end
    }

    @inline(__always)
    static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }

    /// Whether the stretch is `word`, without regard to the case of ASCII letters; `word` in lower case.
    func matches(_ range: Range<Int>, _ word: StaticString) -> Bool {
        guard range.count == word.utf8CodeUnitCount else { return false }
        var at = range.lowerBound
        let letters = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
        for letter in letters {
            let byte = self[at]
            guard (byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte) == letter else { return false }
            at &+= 1
        }
        return true
    }

    func first(_ byte: UInt8, in range: Range<Int>) -> Int? {
        var at = range.lowerBound
        while at < range.upperBound {
            if self[at] == byte { return at }
            at &+= 1
        }
        return nil
    }
}
