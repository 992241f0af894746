/// A stretch of the bytes of a version: valid only while `VersionScheme.compare` runs.
///
/// Versions come from images and from downloads, so numbers have any length: they are compared as digits, never made
/// into an Int.
struct VersionBytes {
    let all: UnsafeBufferPointer<UInt8>
    var low: Int
    var high: Int

    @inline(__always)
    init(_ all: UnsafeBufferPointer<UInt8>) {
        self.all = all
        low = 0
        high = all.count
    }

    @inline(__always)
    init(_ other: VersionBytes, _ low: Int, _ high: Int) {
        all = other.all
        self.low = low
        self.high = high
    }

    @inline(__always) var isEmpty: Bool { low >= high }
    @inline(__always) var count: Int { high - low }
    @inline(__always) var first: UInt8? { low < high ? all[low] : nil }
    @inline(__always) var last: UInt8? { low < high ? all[high - 1] : nil }

    /// The byte at a distance from the start, nil behind the end.
    @inline(__always)
    func at(_ offset: Int) -> UInt8? { offset < high - low ? all[low + offset] : nil }

    // MARK: Taking from the front

    @inline(__always)
    mutating func drop(_ count: Int = 1) { low = min(high, low + count) }

    @inline(__always)
    mutating func take(_ byte: UInt8) -> Bool {
        guard low < high, all[low] == byte else { return false }
        low += 1
        return true
    }

    @inline(__always)
    mutating func take(while holds: (UInt8) -> Bool) -> VersionBytes {
        let start = low
        while low < high, holds(all[low]) { low += 1 }
        return VersionBytes(self, start, low)
    }

    mutating func takeDigits() -> VersionBytes { take(while: isDigit) }

    /// Takes `word` (in small letters) whatever the case of the letters here.
    mutating func takeWord(_ word: StaticString) -> Bool {
        guard hasPrefix(word) else { return false }
        low += word.utf8CodeUnitCount
        return true
    }

    func hasPrefix(_ word: StaticString) -> Bool {
        let length = word.utf8CodeUnitCount
        guard length <= count else { return false }
        return word.withUTF8Buffer { word in
            for offset in 0..<length where lower(all[low + offset]) != word[offset] { return false }
            return true
        }
    }

    /// Whether these are the letters of `word`, whatever their case.
    func equals(_ word: StaticString) -> Bool { count == word.utf8CodeUnitCount && hasPrefix(word) }

    // MARK: Finding

    func firstIndex(of byte: UInt8) -> Int? {
        var offset = low
        while offset < high {
            if all[offset] == byte { return offset }
            offset += 1
        }
        return nil
    }

    func lastIndex(of byte: UInt8) -> Int? {
        var offset = high
        while offset > low {
            offset -= 1
            if all[offset] == byte { return offset }
        }
        return nil
    }

    func allSatisfy(_ holds: (UInt8) -> Bool) -> Bool {
        var offset = low
        while offset < high {
            if !holds(all[offset]) { return false }
            offset += 1
        }
        return true
    }

    /// Without blanks at both ends.
    var trimmed: VersionBytes {
        var result = self
        while let first = result.first, isBlank(first) { result.low += 1 }
        while let last = result.last, isBlank(last) { result.high -= 1 }
        return result
    }

    /// The pieces between separators; empty ones are there too.
    func split(_ separator: UInt8) -> [VersionBytes] {
        var pieces: [VersionBytes] = []
        var start = low
        var offset = low
        while offset < high {
            if all[offset] == separator {
                pieces.append(VersionBytes(self, start, offset))
                start = offset + 1
            }
            offset += 1
        }
        pieces.append(VersionBytes(self, start, high))
        return pieces
    }

    // MARK: Comparing

    /// These digits without zeros in front: 0 and nothing are empty.
    var significant: VersionBytes {
        var result = self
        while result.low < high, all[result.low] == 0x30 { result.low += 1 }
        return result
    }

    /// Digits as numbers; nothing is 0.
    static func numbers(_ a: VersionBytes, _ b: VersionBytes) -> Int {
        let a = a.significant
        let b = b.significant
        if a.count != b.count { return a.count < b.count ? -1 : 1 }
        return bytes(a, b)
    }

    /// Byte by byte; a begin of the other is less.
    static func bytes(_ a: VersionBytes, _ b: VersionBytes) -> Int {
        let common = min(a.count, b.count)
        var offset = 0
        while offset < common {
            let x = a.all[a.low + offset]
            let y = b.all[b.low + offset]
            if x != y { return x < y ? -1 : 1 }
            offset += 1
        }
        return a.count == b.count ? 0 : (a.count < b.count ? -1 : 1)
    }

    /// As `bytes`, letters without their case.
    static func letters(_ a: VersionBytes, _ b: VersionBytes) -> Int {
        let common = min(a.count, b.count)
        var offset = 0
        while offset < common {
            let x = lower(a.all[a.low + offset])
            let y = lower(b.all[b.low + offset])
            if x != y { return x < y ? -1 : 1 }
            offset += 1
        }
        return a.count == b.count ? 0 : (a.count < b.count ? -1 : 1)
    }
}

@inline(__always) func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
@inline(__always) func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
@inline(__always) func isAlphanumeric(_ byte: UInt8) -> Bool { isDigit(byte) || isLetter(byte) }
/// What the identifiers of Semantic Versioning are made of.
@inline(__always) func isIdentifier(_ byte: UInt8) -> Bool { isAlphanumeric(byte) || byte == UInt8(ascii: "-") }
@inline(__always) func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
@inline(__always) func lower(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }
