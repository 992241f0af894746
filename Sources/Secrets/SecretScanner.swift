/// Finds secrets in the bytes of one file as they stream by.
///
/// One pass with a filter of byte groups; rules look only at the places it names, at most 4 KiB back and 24 KiB ahead,
/// so that time is linear, memory is bounded and chunks may be cut anywhere. Files with a zero in their first 8 KiB
/// are binary: there only shapes are looked for that nothing else has, where text stands (see `TextUnits`). Each value
/// is reported once a file, at its first place, at most 100 a file.
///
/// What is no secret: placeholders and samples of manuals; what names alone say in code and documents of installed
/// packages; anything in tests, examples and documentation of installed packages. In other tests and examples a hit
/// counts as `.context`.
package struct SecretScanner: Sendable {
    /// How many bytes decide whether a file is text.
    private static let head = 8_192
    private static let behind = Window.behind + 64
    private static let ahead = Window.ahead + 64
    /// Files that are read whole are small.
    private static let wholeLimit = 256 * 1024

    private var finder: Finder
    private var isDecided = false
    /// The end of what was fed, kept for what looks back and ahead; its first byte stands at `origin` of the file.
    private var carry: [UInt8] = []
    private var origin = 0
    /// The next place to look at, and how many bytes were fed.
    private var next = 0
    private var total = 0
    private var whole: [UInt8]?
    /// Whether the file holds more secrets than `finish` gave.
    package private(set) var hasMore = false

    package init(path: String) {
        let path = FoldedPath(path)
        finder = Finder(path)
        if FileForm(path) != .other { whole = [] }
    }

    /// Takes the next bytes of the file.
    ///
    /// - Parameter isWhole: these are all of them, so that none need be kept.
    package mutating func feed(_ bytes: UnsafeRawBufferPointer, isWhole: Bool = false) {
        guard !bytes.isEmpty else { return }
        if isWhole, total == 0 { return take(whole: bytes) }
        let start = total
        total += bytes.count
        if let kept = whole?.count, kept < Self.wholeLimit {
            whole?.append(contentsOf: Self.part(bytes, 0..<min(bytes.count, Self.wholeLimit - kept)))
        }
        if !isDecided {
            if carry.isEmpty, bytes.count >= Self.head {
                decide(bytes)
            } else {
                carry.append(contentsOf: Self.part(bytes, 0..<bytes.count))
                guard carry.count >= Self.head else { return }
                carry.withUnsafeBytes { decide($0) }
                scanCarry(isLast: false)
                return
            }
        }
        if finder.recorder.isFull { return }
        let seam = Self.behind + Self.ahead
        if carry.isEmpty {
            scan(bytes, from: start, isLast: false)
            keep(bytes, from: start)
        } else if bytes.count < 2 * seam {
            carry.append(contentsOf: Self.part(bytes, 0..<bytes.count))
            if carry.count >= 4 * seam { scanCarry(isLast: false) }
        } else {
            carry.append(contentsOf: Self.part(bytes, 0..<seam))
            let joined = carry
            joined.withUnsafeBytes { scan($0, from: origin, isLast: false) }
            countLines(joined, to: start)
            carry = []
            scan(bytes, from: start, isLast: false)
            keep(bytes, from: start)
        }
    }

    /// Looks at what is left, and gives all that was found, in the order of the file.
    package mutating func finish() -> [SecretHit] {
        if !isDecided { carry.withUnsafeBytes { decide($0) } }
        if !carry.isEmpty { scanCarry(isLast: true) }
        return report()
    }

    /// The secrets in the bytes of a whole file.
    package static func scan(_ bytes: [UInt8], path: String) -> [SecretHit] {
        var scanner = SecretScanner(path: path)
        bytes.withUnsafeBytes { scanner.feed($0, isWhole: true) }
        return scanner.finish()
    }

    private mutating func take(whole bytes: UnsafeRawBufferPointer) {
        total = bytes.count
        if whole != nil { whole = Array(bytes.prefix(Self.wholeLimit)) }
        decide(bytes)
        scan(bytes, from: 0, isLast: true)
    }

    private mutating func report() -> [SecretHit] {
        if let whole, finder.isText { finder.wholeFile(whole) }
        let result = finder.recorder.finish()
        hasMore = result.hasMore
        return result.hits
    }

    private mutating func decide(_ bytes: UnsafeRawBufferPointer) {
        isDecided = true
        finder.isText = !Self.holdsZero(bytes, Self.head)
        finder.recorder.countsLines = finder.isText
    }

    /// Whether one of the first `count` bytes is zero.
    private static func holdsZero(_ bytes: UnsafeRawBufferPointer, _ count: Int) -> Bool {
        let count = min(count, bytes.count)
        var index = 0
        // Taking one from each byte sets the highest bit of a zero, and of no other that had it unset (but behind a zero).
        let ones: UInt64 = 0x0101_0101_0101_0101
        while index + 64 <= count {
            var marks: UInt64 = 0
            for word in 0..<8 {
                let value = bytes.loadUnaligned(fromByteOffset: index + word * 8, as: UInt64.self)
                marks |= (value &- ones) & ~value
            }
            if marks & (ones << 7) != 0 { return true }
            index += 64
        }
        while index < count {
            if bytes[index] == 0 { return true }
            index += 1
        }
        return false
    }

    /// Some of the bytes, as an array appends them at once.
    private static func part(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: bytes.bindMemory(to: UInt8.self)[range])
    }

    private mutating func scanCarry(isLast: Bool) {
        let joined = carry
        joined.withUnsafeBytes { scan($0, from: origin, isLast: isLast) }
        let drop = max(0, next - Self.behind - origin)
        guard drop > 0, !isLast else { return }
        countLines(joined, to: origin + drop)
        carry.removeFirst(drop)
        origin += drop
    }

    /// Keeps of a chunk what later looks may need.
    private mutating func keep(_ bytes: UnsafeRawBufferPointer, from start: Int) {
        let drop = max(0, next - Self.behind - start)
        origin = start + drop
        if let base = bytes.bindMemory(to: UInt8.self).baseAddress {
            finder.recorder.advance(to: origin, base, start)
        }
        carry = Array(Self.part(bytes, drop..<bytes.count))
    }

    private mutating func countLines(_ bytes: [UInt8], to offset: Int) {
        bytes.withUnsafeBufferPointer { bytes in
            if let base = bytes.baseAddress { finder.recorder.advance(to: offset, base, origin) }
        }
    }

    /// Looks at the places from `next` on of which all that rules may read is in `bytes`, which begin at `start`.
    private mutating func scan(_ bytes: UnsafeRawBufferPointer, from start: Int, isLast: Bool) {
        let buffer = bytes.bindMemory(to: UInt8.self)
        guard let base = buffer.baseAddress else { return }
        let raw = UnsafeRawPointer(base)
        let book = RuleBook.shared
        let looks = book.looks
        let table = finder.isText ? book.text : book.binary
        let limit = (isLast ? bytes.count - 3 : bytes.count - Self.ahead) + start
        let block = 4_096
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: block) { places in
            guard let places = places.baseAddress else { return }
            while next < limit, !finder.recorder.isFull {
                let stop = min(limit, next + block)
                let from = next - start
                var count = 0
                if finder.isText {
                    count = table.candidates(in: raw, from..<(stop - start), from: from, into: places)
                } else {
                    TextUnits.find(in: bytes, from..<(stop - start), start) { range in
                        count += table.candidates(in: raw, range, from: from, into: places + count)
                    }
                }
                table.matches(in: bytes, places, count, from: from) { rule, anchor in
                    let window = Window(
                        base: base, low: max(0, anchor - Window.behind),
                        high: min(bytes.count, anchor + Window.ahead))
                    finder.look(looks[rule], at: anchor, window, start)
                }
                next += (stop - next + 1) & ~1
            }
        }
    }
}
