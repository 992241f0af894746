/// The expression that Docker makes of an ignore pattern with wildcards, as a list of nodes.
///
/// Docker writes a pattern down as a regular expression of Go and does not look at brackets while it does, so that
/// `[*]` becomes `[[^/]*]` and `\d` a digit. To decide as Docker does, the same text is made here and then read as Go
/// would read it; only what such a text can hold is understood.
struct IgnoreExpression: Sendable {
    enum Node: Sendable {
        /// One code point.
        case one(Matcher)
        /// Any number of code points.
        case many(Matcher)
        /// The group `(.*/)?`: either the three nodes after it or none of them.
        case optionalFolders
        case begin
        case end
        /// A word boundary, or a place that is none.
        case boundary(Bool)
    }

    enum Matcher: Sendable, Hashable {
        case scalar(UInt32)
        /// `.`: everything but a line feed.
        case any
        case notSlash
        case set(ScalarSet)

        func contains(_ scalar: UInt32) -> Bool {
            switch self {
            case .scalar(let wanted): scalar == wanted
            case .any: scalar != 0x0A
            case .notSlash: scalar != 0x2F
            case .set(let set): set.contains(scalar)
            }
        }
    }

    private(set) var nodes: [Node] = []
    private let text: [UInt8]
    private var index = 0

    /// Reads an expression made by `IgnoreTranslation`; nil when Go would refuse it.
    ///
    /// Unicode classes (`\pL`) count as refused: nobody names files so, but Windows paths such as `src\public` look so.
    init?(_ text: [UInt8]) {
        self.text = text
        while index < text.count {
            guard let atom = atom() else { return nil }
            if case .one(let matcher) = atom, index < text.count, text[index] == UInt8(ascii: "*") {
                index += 1
                nodes.append(.many(matcher))
            } else {
                nodes.append(atom)
            }
            if case .optionalFolders = atom { nodes += [.many(.any), .one(.scalar(0x2F))] }
        }
    }

    private mutating func atom() -> Node? {
        switch text[index] {
        case UInt8(ascii: "^"):
            index += 1
            return .begin
        case UInt8(ascii: "$"):
            index += 1
            return .end
        case UInt8(ascii: "."):
            index += 1
            return .one(.any)
        case UInt8(ascii: "("):
            index += IgnoreTranslation.folders.count
            return .optionalFolders
        case UInt8(ascii: "["): return set().map { .one($0) }
        case UInt8(ascii: "\\"): return escape()
        default: return .one(.scalar(scalar()))
        }
    }

    private mutating func scalar() -> UInt32 {
        let (scalar, length) = UTF8Scalar.decode(text[...], at: index)
        index += length
        return scalar
    }

    // MARK: Escapes

    private mutating func escape() -> Node? {
        guard index + 1 < text.count else { return nil }
        switch text[index + 1] {
        case UInt8(ascii: "A"):
            index += 2
            return .begin
        case UInt8(ascii: "z"):
            index += 2
            return .end
        case UInt8(ascii: "b"), UInt8(ascii: "B"):
            defer { index += 2 }
            return .boundary(text[index + 1] == UInt8(ascii: "b"))
        case UInt8(ascii: "Q"):
            quote()
            return atomAfterQuote()
        default: break
        }
        if let ranges = perlClass() { return .one(.set(ScalarSet(ranges: ranges))) }
        return escapedScalar().map { .one(.scalar($0)) }
    }

    /// `\Q…\E`: all but the last code point go straight to the nodes, as a star can follow the last one only.
    private mutating func quote() {
        index += 2
        while index < text.count {
            if text[index...].starts(with: #"\E"#.utf8) { return }
            nodes.append(.one(.scalar(scalar())))
        }
    }

    private mutating func atomAfterQuote() -> Node? {
        if index < text.count { index += 2 }
        guard let last = nodes.popLast() else { return nil }
        return last
    }

    /// `\d`, `\s`, `\w` and their opposites; moves on only when there is one.
    private mutating func perlClass() -> [ClosedRange<UInt32>]? {
        guard index + 1 < text.count, text[index] == UInt8(ascii: "\\") else { return nil }
        let letter = text[index + 1]
        let ranges: [ClosedRange<UInt32>]
        switch letter | 0x20 {
        case UInt8(ascii: "d"): ranges = [0x30...0x39]
        case UInt8(ascii: "s"): ranges = [0x09...0x0A, 0x0C...0x0D, 0x20...0x20]
        case UInt8(ascii: "w"): ranges = [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A]
        default: return nil
        }
        guard letter >= 0x41 else { return nil }
        index += 2
        return letter & 0x20 == 0 ? ScalarSet.complement(ranges) : ranges
    }

    private mutating func escapedScalar() -> UInt32? {
        index += 1
        guard index < text.count else { return nil }
        let byte = text[index]
        let controls: [UInt8: UInt32] = [0x61: 0x07, 0x66: 0x0C, 0x6E: 0x0A, 0x72: 0x0D, 0x74: 0x09, 0x76: 0x0B]
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "7"): return octal()
        case UInt8(ascii: "x"): return hexadecimal()
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            index += 1
            return controls[byte]
        case 0x80...: return nil
        default:
            index += 1
            return UInt32(byte)
        }
    }

    /// A single digit other than 0 would be a backreference, which Go does not have.
    private mutating func octal() -> UInt32? {
        let start = index
        var value: UInt32 = 0
        while index < text.count, index - start < 3, (0x30...0x37).contains(text[index]) {
            value = value * 8 + UInt32(text[index] - 0x30)
            index += 1
        }
        return text[start] == 0x30 || index - start > 1 ? value : nil
    }

    /// Two digits; the form in braces cannot occur, as braces are escaped.
    private mutating func hexadecimal() -> UInt32? {
        guard index + 2 < text.count else { return nil }
        let digits = text[(index + 1)...(index + 2)]
        guard digits.allSatisfy({ ByteClass.isHexadecimal($0) }) else { return nil }
        index += 3
        return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    }

    // MARK: Classes

    private mutating func set() -> Matcher? {
        index += 1
        var set = ScalarSet()
        if index < text.count, text[index] == UInt8(ascii: "^") {
            set.isNegated = true
            index += 1
        }
        var isFirst = true
        while index < text.count, isFirst || text[index] != UInt8(ascii: "]") {
            isFirst = false
            switch namedClass() {
            case .some(.some(let ranges)):
                set.ranges += ranges
                continue
            case .some(.none): return nil
            case .none: break
            }
            if let ranges = perlClass() {
                set.ranges += ranges
                continue
            }
            guard let low = member() else { return nil }
            var high = low
            if index + 1 < text.count, text[index] == UInt8(ascii: "-"), text[index + 1] != UInt8(ascii: "]") {
                index += 1
                guard let end = member() else { return nil }
                high = end
            }
            guard low <= high else { return nil }
            set.ranges.append(low...high)
        }
        guard index < text.count else { return nil }
        index += 1
        return set == ScalarSet(ranges: [0x2F...0x2F], isNegated: true) ? .notSlash : .set(set)
    }

    private mutating func member() -> UInt32? {
        guard index < text.count else { return nil }
        return text[index] == UInt8(ascii: "\\") ? escapedScalar() : scalar()
    }

    /// `[:alpha:]` inside a class: nil when there is none here, `.some(nil)` when Go knows no such name.
    private mutating func namedClass() -> [ClosedRange<UInt32>]?? {
        let rest = text[index...]
        guard rest.starts(with: "[:".utf8) else { return .none }
        var end = index + 2
        while end + 1 < text.count, text[end] != UInt8(ascii: ":") || text[end + 1] != UInt8(ascii: "]") { end += 1 }
        guard end + 1 < text.count else { return .none }
        var name = String(decoding: text[(index + 2)..<end], as: UTF8.self)
        let isNegated = name.hasPrefix("^")
        if isNegated { name.removeFirst() }
        guard let ranges = Self.named[name] else { return .some(.none) }
        index = end + 2
        return isNegated ? ScalarSet.complement(ranges) : ranges
    }

    private static let named: [String: [ClosedRange<UInt32>]] = [
        "alnum": [0x30...0x39, 0x41...0x5A, 0x61...0x7A], "alpha": [0x41...0x5A, 0x61...0x7A], "ascii": [0...0x7F],
        "blank": [0x09...0x09, 0x20...0x20], "cntrl": [0...0x1F, 0x7F...0x7F], "digit": [0x30...0x39],
        "graph": [0x21...0x7E], "lower": [0x61...0x7A], "print": [0x20...0x7E],
        "punct": [0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E], "space": [0x09...0x0D, 0x20...0x20],
        "upper": [0x41...0x5A], "word": [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A],
        "xdigit": [0x30...0x39, 0x41...0x46, 0x61...0x66],
    ]
}
