/// `1.2.3b_rc1_p2~hash-r4` as apk-tools 3 orders it: it reads as far as both sides make sense and compares what it has.
enum APKVersion {
    static func compare(_ a: VersionBytes, _ b: VersionBytes) -> Int? {
        guard !a.isEmpty, !b.isEmpty else { return nil }
        var a = Reader(a)
        var b = Reader(b)
        while a.kind == b.kind, a.kind < .end {
            let order = Reader.compare(a, b)
            if order != 0 { return order }
            a.next()
            b.next()
        }
        if a.kind == b.kind { return 0 }
        // What goes on is the newer one, but for a suffix that tells of a time before the release.
        if a.kind == .suffix, a.suffix < Reader.none { return -1 }
        if b.kind == .suffix, b.suffix < Reader.none { return 1 }
        return a.kind > b.kind ? -1 : 1
    }

    private enum Kind: Int, Comparable {
        case initial, digit, letter, suffix, suffixNumber, commit, revision, end, invalid

        static func < (a: Kind, b: Kind) -> Bool { a.rawValue < b.rawValue }
    }

    private struct Reader {
        /// Suffixes below this one stand for the time before a release.
        static let none = 5

        var rest: VersionBytes
        var kind = Kind.initial
        var value: VersionBytes
        var suffix = 0

        init(_ text: VersionBytes) {
            rest = text
            value = text
            takeNumber()
        }

        private mutating func takeNumber() {
            value = rest.takeDigits()
            if value.isEmpty { kind = .invalid }
        }

        mutating func next() {
            guard let byte = rest.first else {
                kind = .end
                return
            }
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z") where kind <= .digit:
                value = VersionBytes(rest, rest.low, rest.low + 1)
                rest.drop()
                kind = .letter
            case UInt8(ascii: ".") where kind <= .digit:
                rest.drop()
                kind = .digit
                takeNumber()
            case 0x30...0x39 where kind == .suffix:
                kind = .suffixNumber
                takeNumber()
            case UInt8(ascii: "_") where kind <= .suffixNumber:
                rest.drop()
                value = rest.take { (0x61...0x7A).contains($0) }
                suffix = Self.rank(value)
                kind = suffix == 0 ? .invalid : .suffix
            case UInt8(ascii: "~") where kind < .commit:
                rest.drop()
                value = rest.take { isDigit($0) || (0x61...0x66).contains($0 | 0x20) }
                kind = value.isEmpty ? .invalid : .commit
            case UInt8(ascii: "-") where kind < .revision && rest.at(1) == UInt8(ascii: "r"):
                rest.drop(2)
                kind = .revision
                takeNumber()
            default: kind = .invalid
            }
        }

        private static func rank(_ word: VersionBytes) -> Int {
            let words: [StaticString] = ["alpha", "beta", "pre", "rc", "", "cvs", "svn", "git", "hg", "p"]
            guard !word.isEmpty else { return 0 }
            return (words.firstIndex { word.equals($0) } ?? -1) + 1
        }

        /// Two tokens of one kind.
        static func compare(_ a: Reader, _ b: Reader) -> Int {
            switch a.kind {
            case .digit:
                // A zero in front makes it a fraction, as in Gentoo's order.
                if a.value.first == 0x30 || b.value.first == 0x30 { return VersionBytes.bytes(a.value, b.value) }
                return VersionBytes.numbers(a.value, b.value)
            case .initial, .suffixNumber, .revision: return VersionBytes.numbers(a.value, b.value)
            case .suffix: return a.suffix == b.suffix ? 0 : (a.suffix < b.suffix ? -1 : 1)
            case .letter, .commit, .end, .invalid: return VersionBytes.bytes(a.value, b.value)
            }
        }
    }
}
