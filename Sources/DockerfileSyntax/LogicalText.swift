/// Bytes as the builder or the shell sees them, continuation lines joined, each traceable to its place in the file.
package struct LogicalText: Sendable {
    package private(set) var bytes: [UInt8] = []
    /// Where a run of bytes that stand together in the file begins, in both texts; ascending.
    private var runs: [(logical: Int, source: Int)] = []

    package init() {}

    /// Appends the bytes of `range`, which stand at the same place in the file.
    mutating func append(_ source: [UInt8], _ range: Range<Int>) {
        guard !range.isEmpty else { return }
        runs.append((bytes.count, range.lowerBound))
        bytes.append(contentsOf: source[range])
    }

    /// Appends the bytes of a range of another logical text, with where they came from.
    mutating func append(_ text: LogicalText, _ range: Range<Int>) {
        let range = range.clamped(to: 0..<text.bytes.count)
        guard !range.isEmpty else { return }
        var position = range.lowerBound
        var index = text.runIndex(position)
        while position < range.upperBound {
            let end =
                index + 1 < text.runs.count ? min(text.runs[index + 1].logical, range.upperBound) : range.upperBound
            runs.append((bytes.count, text.sourceOffset(position)))
            bytes.append(contentsOf: text.bytes[position..<end])
            position = end
            index += 1
        }
    }

    /// The byte of the file at which a byte of this text stands.
    package func sourceOffset(_ logical: Int) -> Int {
        guard !runs.isEmpty else { return 0 }
        let run = runs[runIndex(logical)]
        return run.source + logical - run.logical
    }

    /// The bytes of the file that a range covers, from its first byte to behind its last, whatever lies between.
    package func sourceRange(_ range: Range<Int>) -> Range<Int> {
        let start = sourceOffset(range.lowerBound)
        guard !range.isEmpty else { return start..<start }
        return start..<max(start, sourceOffset(range.upperBound - 1) + 1)
    }

    /// The offset in this text of a byte of the file; nil when that byte is not in it.
    func logicalOffset(ofSource source: Int) -> Int? {
        for (index, run) in runs.enumerated() {
            let count = (index + 1 < runs.count ? runs[index + 1].logical : bytes.count) - run.logical
            if source >= run.source, source < run.source + count { return run.logical + source - run.source }
        }
        return nil
    }

    /// The text of a range; bytes that are not UTF-8 become U+FFFD.
    package func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
    }

    private func runIndex(_ logical: Int) -> Int {
        var low = 0
        var high = runs.count
        while low + 1 < high {
            let middle = (low + high) / 2
            if runs[middle].logical <= logical { low = middle } else { high = middle }
        }
        return low
    }
}

extension UInt8 {
    /// What Go's `unicode.IsSpace` says of ASCII.
    var isSpace: Bool { self == 0x20 || (self >= 0x09 && self <= 0x0D) }
    /// A byte that may stand in the name of a variable.
    var isNameByte: Bool { isLetter || isDigit || self == UInt8(ascii: "_") }
    var isLetter: Bool { (self | 0x20) >= UInt8(ascii: "a") && (self | 0x20) <= UInt8(ascii: "z") }
    var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
}

extension [UInt8] {
    /// `range` without white space at either end.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var start = range.lowerBound
        var end = range.upperBound
        while start < end, self[start].isSpace { start += 1 }
        while end > start, self[end - 1].isSpace { end -= 1 }
        return start..<end
    }
}
