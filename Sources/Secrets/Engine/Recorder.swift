import Basics
import Crypto

/// A kind of secret: its id and its name for people.
struct SecretKind: Sendable, Hashable {
    var id: String
    var title: Text

    init(_ id: String, _ en: String, _ ja: String) {
        self.id = id
        title = Text(en: en, ja: ja)
    }
}

/// Gathers what was found in one file: each value once, with its line, masked.
struct Recorder: Sendable {
    /// What a file may report; raw hits are gathered up to a few times as many, as overlapping ones go later.
    static let limit = 100
    private static let rawLimit = 400

    /// Whether lines are told.
    var countsLines = true
    private(set) var hits: [SecretHit] = []
    private(set) var isFull = false
    private var seen: Set<[UInt8]> = []
    /// How many lines end before the byte at `countedTo`, an offset in the file.
    private var lines = 0
    private var countedTo = 0

    /// Adds the value at `range` of `base`, which holds the file from `origin` on.
    mutating func add(
        _ kind: SecretKind, _ certainty: SecretHit.Certainty, _ range: Range<Int>, in window: Window, origin: Int
    ) {
        let value = window.bytes(range)
        add(
            kind, certainty, value, at: origin + range.lowerBound,
            line: { $0.line(of: range.lowerBound, window, origin) })
    }

    mutating func add(
        _ kind: SecretKind, _ certainty: SecretHit.Certainty, _ value: ArraySlice<UInt8>, at offset: Int,
        line: (inout Recorder) -> Int
    ) {
        guard !isFull, !value.isEmpty else { return }
        // A second place of a value tells nothing new, unless it is known better now.
        var mark = Array(kind.id.utf8)
        mark.append(UInt8(certainty.rawValue))
        mark.append(contentsOf: SHA256.hash(data: value).prefix(8))
        guard seen.insert(mark).inserted else { return }
        guard hits.count < Self.rawLimit else {
            isFull = true
            return
        }
        hits.append(
            SecretHit(
                kind: kind.id, title: kind.title, certainty: certainty, offset: offset, length: value.count,
                line: countsLines ? line(&self) : nil, masked: Self.mask(value), fingerprint: Self.fingerprint(value)))
    }

    /// At most four characters and a quarter of the value, then stars and the length; of a key only its first line.
    static func mask(_ value: ArraySlice<UInt8>) -> String {
        if value.starts(with: "-----BEGIN ".utf8) || value.starts(with: "PuTTY-User-Key-File".utf8) {
            let head = value.prefix(60).prefix { (0x20...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }
            if let last = head.dropFirst(11).firstIndex(of: UInt8(ascii: "-")), head.first == UInt8(ascii: "-") {
                return String(decoding: head[..<last], as: UTF8.self) + "-----"
            }
            return String(decoding: head.prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self)
        }
        let shown = value.prefix(min(4, value.count / 4)).prefix { (0x21...0x7E).contains($0) }
        return String(decoding: shown, as: UTF8.self) + "****(\(value.count))"
    }

    static func fingerprint(_ value: ArraySlice<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in SHA256.hash(data: value).prefix(8) {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    // MARK: Lines

    private mutating func line(of index: Int, _ window: Window, _ origin: Int) -> Int {
        let offset = origin + index
        if offset < countedTo {
            return 1 + lines - Self.lineEnds(window.base + index, countedTo - offset)
        }
        advance(to: offset, window.base, origin)
        return 1 + lines
    }

    /// Counts the lines up to `offset`; `base` holds the file from `origin` on, at least from where it was counted to.
    mutating func advance(to offset: Int, _ base: UnsafePointer<UInt8>, _ origin: Int) {
        guard countsLines, offset > countedTo, countedTo >= origin else { return }
        lines += Self.lineEnds(base + (countedTo - origin), offset - countedTo)
        countedTo = offset
    }

    private static func lineEnds(_ base: UnsafePointer<UInt8>, _ count: Int) -> Int {
        let raw = UnsafeRawPointer(base)
        var total = 0
        var index = 0
        // Eight bytes at a time: a byte of a word is counted where its difference from a line end is zero.
        let sevens: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
        while count - index >= 8 {
            var sums: UInt64 = 0
            let stop = min(count - 7, index + 8 * 255)
            while index < stop {
                let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) ^ 0x0A0A_0A0A_0A0A_0A0A
                let isOther = ((word & sevens) &+ sevens) | word | sevens
                sums &+= ~isOther &>> 7
                index &+= 8
            }
            for shift in stride(from: UInt64(0), to: 64, by: 8) { total += Int(sums &>> shift & 0xFF) }
        }
        while index < count {
            if base[index] == 0x0A { total += 1 }
            index += 1
        }
        return total
    }

    // MARK: The end

    /// What is reported: of overlapping hits the surest, of these the more specific, in order; and whether more exist.
    func finish() -> (hits: [SecretHit], hasMore: Bool) {
        var result: [SecretHit] = []
        var values: Set<String> = []
        let order = hits.enumerated().sorted { a, b in
            (Self.rank(a.element), -a.element.length, a.offset) > (Self.rank(b.element), -b.element.length, b.offset)
        }
        var taken: [Range<Int>] = []
        for (_, hit) in order {
            let range = hit.offset..<(hit.offset + hit.length)
            if taken.contains(where: { $0.overlaps(range) }) || !values.insert(hit.fingerprint).inserted { continue }
            taken.append(range)
            result.append(hit)
        }
        result.sort { ($0.offset, $0.kind) < ($1.offset, $1.kind) }
        return (Array(result.prefix(Self.limit)), isFull || result.count > Self.limit)
    }

    private static func rank(_ hit: SecretHit) -> Int {
        hit.certainty.rawValue * 2 + (hit.kind == NamedValue.generic.id ? 0 : 1)
    }
}
