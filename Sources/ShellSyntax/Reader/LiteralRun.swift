/// Literal bytes of a word as they are gathered: a stretch of the source, copied only once an escape breaks it.
struct LiteralRun {
    let start: Int
    private var low: Int
    private var high: Int
    private var before: [UInt8] = []

    init(_ start: Int) {
        self.start = start
        low = start
        high = start
    }

    /// Adds the source byte at `k`.
    @inline(__always)
    mutating func append(_ k: Int, _ bytes: [UInt8]) {
        if k == high {
            high += 1
        } else {
            if low < high { before += bytes[low..<high] }
            low = k
            high = k + 1
        }
    }

    func value(_ bytes: [UInt8]) -> String {
        if before.isEmpty { return String(decoding: bytes[low..<high], as: UTF8.self) }
        return String(decoding: before + bytes[low..<high], as: UTF8.self)
    }

    var isEmpty: Bool { low == high && before.isEmpty }
}

extension Reader {
    /// Adds what was gathered as a part that ends at `to`.
    func flush(_ run: LiteralRun, _ parts: inout [Part], _ to: Int) {
        guard !run.isEmpty else { return }
        parts.append(.literal(run.value(bytes), place(run.start, to)))
    }
}

/// What the unquoted bytes of a word say about it.
struct WordShape {
    var flags: Word.Flags = []
    var last: UInt8 = 0
    private var openBracket = false
    private var openBrace = false
    private var braceList = false

    /// Whether a parenthesis here belongs to a pattern such as `@(a|b)`.
    var isExtendedGlob: Bool {
        switch last {
        case Byte.at, Byte.star, Byte.question, Byte.plus, Byte.bang: true
        default: false
        }
    }

    @inline(__always)
    mutating func note(_ byte: UInt8, isFirst: Bool) {
        switch byte {
        case Byte.star, Byte.question: flags.insert(.glob)
        case Byte.openBracket: openBracket = true
        case Byte.closeBracket: if openBracket, last != Byte.openBracket { flags.insert(.glob) }
        case Byte.openBrace: openBrace = true
        case Byte.comma: if openBrace { braceList = true }
        case Byte.dot: if openBrace, last == Byte.dot { braceList = true }
        case Byte.closeBrace: if braceList { flags.insert(.braces) }
        case Byte.tilde: if isFirst { flags.insert(.tilde) }
        default: break
        }
    }
}
