/// The stretch of a file that one look may read: the same bytes however the file was cut into chunks.
///
/// Reading outside gives zero, which belongs to no token and ends every run.
struct Window {
    /// How far a rule may look back from its anchor, and ahead of it.
    static let behind = 4_096
    static let ahead = 24_576

    let base: UnsafePointer<UInt8>
    let low: Int
    let high: Int

    @inline(__always)
    subscript(index: Int) -> UInt8 { index >= low && index < high ? base[index] : 0 }

    func bytes(_ range: Range<Int>) -> ArraySlice<UInt8> {
        let from = min(max(range.lowerBound, low), high)
        let upTo = min(max(range.upperBound, from), high)
        return Array(UnsafeBufferPointer(start: base + from, count: upTo - from))[...]
    }

    /// Whether the bytes of `text` stand at `index`.
    func has(_ text: [UInt8], at index: Int) -> Bool {
        guard index >= low, text.count <= high - index else { return false }
        for offset in 0..<text.count where base[index + offset] != text[offset] { return false }
        return true
    }

    /// Whether `text`, which is in small letters, stands at `index` in whatever case.
    func hasFolded(_ text: [UInt8], at index: Int) -> Bool {
        guard index >= low, text.count <= high - index else { return false }
        for offset in 0..<text.count where (base[index + offset] | 0x20) != (text[offset] | 0x20) { return false }
        return true
    }

    /// Where the run of bytes of `set` from `index` ends, at most `limit` bytes on.
    func end(of set: ByteSet, from index: Int, limit: Int) -> Int {
        var end = index
        let stop = min(high, index + limit)
        while end < stop, end >= low, set.has(base[end]) { end += 1 }
        return end
    }

    /// Where the run of bytes of `set` before `index` starts, at most `limit` bytes back.
    func start(of set: ByteSet, before index: Int, limit: Int) -> Int {
        var start = index
        let stop = max(low, index - limit)
        while start > stop, start <= high, set.has(base[start - 1]) { start -= 1 }
        return start
    }

    func find(_ text: [UInt8], _ range: Range<Int>) -> Int? {
        guard let first = text.first else { return nil }
        var index = max(low, range.lowerBound)
        let last = min(high, range.upperBound) - text.count
        while index <= last {
            if base[index] == first, has(text, at: index) { return index }
            index += 1
        }
        return nil
    }

    /// Whether a token may start here: no letter, digit or underscore stands before, unless as a written-out escape
    /// (`\n`, `%3D`, `\u0022`) or as the end of one.
    func isStart(_ index: Int) -> Bool {
        let before = self[index - 1]
        guard ByteSet.word.has(before) else { return true }
        if self[index - 2] == UInt8(ascii: "\\") { return "nrtfbv".utf8.contains(before) }
        if self[index - 3] == UInt8(ascii: "%") {
            return ByteSet.hexadecimal.has(before) && ByteSet.hexadecimal.has(self[index - 2])
        }
        return self[index - 6] == UInt8(ascii: "\\") && self[index - 5] == UInt8(ascii: "u")
    }

    /// The start of the line of `index`, looking back at most 512 bytes.
    func lineStart(_ index: Int) -> Int {
        var start = index
        let stop = max(low, index - 512)
        while start > stop, base[start - 1] != 0x0A { start -= 1 }
        return start
    }
}
