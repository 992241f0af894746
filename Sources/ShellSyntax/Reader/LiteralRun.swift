/// Literal bytes of a word as they are gathered.
struct LiteralRun {
    let start: Int
    private var buffer: [UInt8] = []

    init(_ start: Int) { self.start = start }

    mutating func append(_ byte: UInt8) { buffer.append(byte) }

    var value: String { String(decoding: buffer, as: UTF8.self) }

    var isEmpty: Bool { buffer.isEmpty }
}

extension Reader {
    /// Adds what was gathered as a part that ends at `to`.
    func flush(_ run: LiteralRun, _ parts: inout [Part], _ to: Int) {
        guard !run.isEmpty else { return }
        parts.append(.literal(run.value, place(run.start, to)))
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
