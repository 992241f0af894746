/// Maven's `ComparableVersion`: lists of numbers and qualifiers, of which a hyphen or a change between digits and letters
/// opens another inside.
///
/// A list stands always last in the one around it, so the nesting is kept as a row of levels: no recursion.
struct MavenVersion {
    enum Item {
        case number(VersionBytes)
        case word(Qualifier)
        /// A qualifier with its number, `rc1`.
        case both(Qualifier, VersionBytes)

        /// Whether it is a 0, which counts for nothing at the end.
        var isNull: Bool {
            if case .number(let digits) = self { digits.significant.isEmpty } else { false }
        }

        var isWord: Bool { if case .word = self { true } else { false } }
        var isNumber: Bool { if case .number = self { true } else { false } }
    }

    struct Qualifier {
        /// Known ones by rank, `release` where it counts as none, all others behind.
        var rank: Int
        var text: VersionBytes

        static let release = 5

        init(_ text: VersionBytes, beforeDigit: Bool) {
            self.text = text
            let words: [(StaticString, Int)] = [
                ("alpha", 0), ("beta", 1), ("milestone", 2), ("rc", 3), ("cr", 3), ("snapshot", 4), ("", Self.release),
                ("ga", Self.release), ("final", Self.release), ("release", Self.release), ("sp", 6),
            ]
            rank = words.first { text.equals($0.0) }?.1 ?? 7
            if beforeDigit {
                if text.equals("a") { rank = 0 }
                if text.equals("b") { rank = 1 }
                if text.equals("m") { rank = 2 }
            }
        }

        static func compare(_ a: Qualifier, _ b: Qualifier) -> Int {
            if a.rank != b.rank { return a.rank < b.rank ? -1 : 1 }
            return a.rank == 7 ? VersionBytes.letters(a.text, b.text) : 0
        }

        var toNothing: Int { rank == Self.release ? 0 : (rank < Self.release ? -1 : 1) }
    }

    /// Each level's last element is the next level.
    private(set) var levels: [[Item]] = [[]]

    static func compare(_ a: VersionBytes, _ b: VersionBytes) -> Int? {
        guard !a.isEmpty, !b.isEmpty else { return nil }
        return compare(MavenVersion(a), MavenVersion(b))
    }

    // MARK: Reading

    init(_ text: VersionBytes) {
        var start = text.low
        var offset = text.low
        var wasDigit = false
        // Letters, perhaps a hyphen, and digits that belong to them; where the digits begin.
        var digits: Int?
        func item(_ end: Int) -> Item {
            if let digits {
                var word = VersionBytes(text, start, digits)
                if word.last == UInt8(ascii: "-") { word.high -= 1 }
                return .both(Qualifier(word, beforeDigit: true), VersionBytes(text, digits, end))
            }
            let piece = VersionBytes(text, start, end)
            return wasDigit ? .number(piece) : .word(Qualifier(piece, beforeDigit: false))
        }
        func add(_ item: Item) { levels[levels.count - 1].append(item) }
        let nothing = Item.number(VersionBytes(text, text.low, text.low))
        while offset < text.high {
            let byte = text.all[offset]
            switch byte {
            case UInt8(ascii: "."):
                add(offset == start ? nothing : item(offset))
                digits = nil
                start = offset + 1
            case UInt8(ascii: "-"):
                if offset == start {
                    add(nothing)
                } else {
                    if !wasDigit, offset + 1 < text.high, isDigit(text.all[offset + 1]) {
                        digits = offset + 1
                        offset += 1
                        continue
                    }
                    add(item(offset))
                }
                start = offset + 1
                levels.append([])
                digits = nil
            case 0x30...0x39:
                if !wasDigit, offset > start {
                    digits = offset
                    if !(levels.last?.isEmpty ?? true) { levels.append([]) }
                }
                wasDigit = true
            default:
                if wasDigit, offset > start {
                    add(item(offset))
                    start = offset
                    levels.append([])
                    digits = nil
                }
                wasDigit = false
            }
            offset += 1
        }
        if text.high > start {
            if !wasDigit, !(levels.last?.isEmpty ?? true) { levels.append([]) }
            add(item(text.high))
        }
        normalise()
    }

    /// Drops zeros at the end of a level and before a qualifier, and levels that hold nothing.
    private mutating func normalise() {
        var kept: [[Item]] = []
        for level in levels.reversed() {
            var items: [Item] = []
            for item in level.reversed() {
                // `items` is the other way round: its last is what follows.
                let isDropped =
                    item.isNull
                    && (items.isEmpty
                        ? kept.last.map { $0.first.map { !$0.isNumber } ?? true } ?? true
                        : items.last?.isWord ?? false)
                if !isDropped { items.append(item) }
            }
            if !items.isEmpty { kept.append(items.reversed()) }
        }
        levels = kept.reversed()
    }

    // MARK: Order

    private static func compare(_ a: MavenVersion, _ b: MavenVersion) -> Int {
        var level = 0
        while true {
            let x = level < a.levels.count ? a.levels[level] : []
            let y = level < b.levels.count ? b.levels[level] : []
            let hasMoreA = level + 1 < a.levels.count
            let hasMoreB = level + 1 < b.levels.count
            for index in 0..<max(x.count, y.count) {
                let order: Int
                switch (index < x.count, index < y.count) {
                case (true, true): order = compare(x[index], y[index])
                case (true, false):
                    // Beside it stands the other's inner list, once, or nothing.
                    order =
                        index == y.count && hasMoreB
                        ? -compareLevels(b, level + 1, to: x[index]) : toNothing(x[index])
                case (false, true):
                    order =
                        index == x.count && hasMoreA
                        ? compareLevels(a, level + 1, to: y[index]) : -toNothing(y[index])
                case (false, false): order = 0
                }
                if order != 0 { return order }
            }
            if x.count == y.count {
                if hasMoreA && hasMoreB {
                    level += 1
                    continue
                }
                if hasMoreA { return toNothing(a, from: level + 1) }
                return hasMoreB ? -toNothing(b, from: level + 1) : 0
            }
            // The longer one's inner list has nothing beside it.
            if x.count > y.count { return hasMoreA ? toNothing(a, from: level + 1) : 0 }
            return hasMoreB ? -toNothing(b, from: level + 1) : 0
        }
    }

    private static func compare(_ a: Item, _ b: Item) -> Int {
        switch (a, b) {
        case (.number(let a), .number(let b)): return VersionBytes.numbers(a, b)
        case (.number, _): return 1
        case (_, .number): return -1
        case (.word(let a), .word(let b)): return Qualifier.compare(a, b)
        case (.both(let a, let m), .both(let b, let n)):
            let order = Qualifier.compare(a, b)
            return order != 0 ? order : VersionBytes.numbers(m, n)
        case (.word(let a), .both(let b, let n)): return -compare(b, n, to: a)
        case (.both(let a, let m), .word(let b)): return compare(a, m, to: b)
        }
    }

    private static func compare(_ a: Qualifier, _ number: VersionBytes, to b: Qualifier) -> Int {
        let order = Qualifier.compare(a, b)
        if order != 0 { return order }
        return a.toNothing == 0 ? (number.significant.isEmpty ? 0 : 1) : 1
    }

    private static func toNothing(_ item: Item) -> Int {
        switch item {
        case .number(let digits): digits.significant.isEmpty ? 0 : 1
        case .word(let word): word.toNothing
        case .both(let word, let number): word.toNothing != 0 ? word.toNothing : (number.significant.isEmpty ? 0 : 1)
        }
    }

    /// All that stands from a level on, beside nothing.
    private static func toNothing(_ version: MavenVersion, from level: Int, dropping count: Int = 0) -> Int {
        var isFirst = true
        for items in version.levels[level...] {
            for item in items.dropFirst(isFirst ? count : 0) {
                let order = toNothing(item)
                if order != 0 { return order }
            }
            isFirst = false
        }
        return 0
    }

    /// An inner list beside a plain item.
    private static func compareLevels(_ version: MavenVersion, _ level: Int, to item: Item) -> Int {
        if item.isNumber { return -1 }
        guard let first = version.levels[level].first else { return -toNothing(item) }
        let order = compare(first, item)
        return order != 0 ? order : toNothing(version, from: level, dropping: 1)
    }
}
