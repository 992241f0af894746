/// Composer's normalised versions in the order of PHP's `version_compare`.
///
/// A branch (`dev-main`) has no place among versions: it is only equal to itself, all else compares to nil.
struct ComposerVersion {
    private enum Token {
        case number(VersionBytes)
        /// A stability by PHP's rank; a number stands at `release`.
        case word(Int)
        /// The `x` of a branch such as `1.x-dev`: above all numbers that anybody gives.
        case any

        static let release = 4
    }

    private var tokens: [Token] = []
    private var branch: VersionBytes?

    static func compare(_ a: VersionBytes, _ b: VersionBytes) -> Int? {
        guard let a = ComposerVersion(a), let b = ComposerVersion(b) else { return nil }
        if a.branch != nil || b.branch != nil {
            guard let x = a.branch, let y = b.branch, VersionBytes.bytes(x, y) == 0 else { return nil }
            return 0
        }
        for (x, y) in zip(a.tokens, b.tokens) {
            let order = compare(x, y)
            if order != 0 { return order }
        }
        if a.tokens.count == b.tokens.count { return 0 }
        return a.tokens.count > b.tokens.count
            ? toNothing(a.tokens[b.tokens.count]) : -toNothing(b.tokens[a.tokens.count])
    }

    private static func compare(_ a: Token, _ b: Token) -> Int {
        switch (a, b) {
        case (.number(let a), .number(let b)): return VersionBytes.numbers(a, b)
        case (.any, .any): return 0
        // 9999999 is what Composer puts there.
        case (.any, .number(let b)): return b.significant.count > 7 ? -1 : 1
        case (.number(let a), .any): return a.significant.count > 7 ? 1 : -1
        case (.word(let a), .word(let b)): return a == b ? 0 : (a < b ? -1 : 1)
        case (.word(let a), _): return a < Token.release ? -1 : 1
        case (_, .word(let b)): return b < Token.release ? 1 : -1
        }
    }

    private static func toNothing(_ token: Token) -> Int {
        if case .word(let rank) = token { rank < Token.release ? -1 : 1 } else { 1 }
    }

    // MARK: Reading

    private init?(_ text: VersionBytes) {
        var rest = text.trimmed
        // `dev-main as 1.0`, `1.0@beta`, `1.0+build`
        if let blank = rest.firstIndex(of: 0x20) { rest.high = blank }
        if let at = rest.lastIndex(of: UInt8(ascii: "@")), at > rest.low { rest.high = at }
        if rest.equals("master") || rest.equals("trunk") || rest.equals("default") {
            branch = rest
            return
        }
        if rest.takeWord("dev-") {
            guard !rest.isEmpty else { return nil }
            branch = rest
            return
        }
        if let plus = rest.firstIndex(of: UInt8(ascii: "+")) { rest.high = plus }
        if rest.first == UInt8(ascii: "v") || rest.first == UInt8(ascii: "V") { rest.drop() }
        let begin = rest
        if takeNumbers(&rest), takeStability(&rest), rest.isEmpty { return }
        rest = begin
        tokens = []
        if takeDate(&rest), takeStability(&rest), rest.isEmpty { return }
        rest = begin
        tokens = []
        guard takeBranch(&rest) else { return nil }
    }

    /// One to four numbers, the first of at most five digits; missing ones are 0.
    private mutating func takeNumbers(_ rest: inout VersionBytes) -> Bool {
        let first = rest.takeDigits()
        guard (1...5).contains(first.count) else { return false }
        tokens.append(.number(first))
        while tokens.count < 4, rest.first == UInt8(ascii: "."), rest.at(1).map(isDigit) ?? false {
            rest.drop()
            tokens.append(.number(rest.takeDigits()))
        }
        while tokens.count < 4 { tokens.append(.number(VersionBytes(rest, rest.low, rest.low))) }
        return true
    }

    /// `20100102`, `2010-01-02.1`
    private mutating func takeDate(_ rest: inout VersionBytes) -> Bool {
        let first = rest.takeDigits()
        guard first.count >= 4 else { return false }
        tokens.append(.number(first))
        while let mark = rest.first, mark == 0x2E || mark == 0x3A || mark == 0x2D, rest.at(1).map(isDigit) ?? false {
            rest.drop()
            tokens.append(.number(rest.takeDigits()))
        }
        return first.count >= 6 || tokens.count > 1
    }

    /// `-RC1`, `.alpha.2`, `pl3`, `-dev`, `-beta1-dev`
    private mutating func takeStability(_ rest: inout VersionBytes) -> Bool {
        if let mark = rest.first, mark == 0x2E || mark == 0x5F || mark == 0x2D { rest.drop() }
        if let rank = Self.rank(&rest) {
            // `stable` says nothing.
            if rank != Token.release { tokens.append(.word(rank)) }
            while true {
                var next = rest
                if next.first == UInt8(ascii: ".") || next.first == UInt8(ascii: "-") { next.drop() }
                let digits = next.takeDigits()
                guard !digits.isEmpty else { break }
                rest = next
                if rank != Token.release { tokens.append(.number(digits)) }
            }
            if rest.first == UInt8(ascii: ".") || rest.first == UInt8(ascii: "-") { rest.drop() }
        }
        if rest.takeWord("dev") { tokens.append(.word(0)) }
        return true
    }

    private static func rank(_ rest: inout VersionBytes) -> Int? {
        if rest.takeWord("stable") { return Token.release }
        if rest.takeWord("beta") || rest.takeWord("b") { return 2 }
        if rest.takeWord("rc") { return 3 }
        if rest.takeWord("alpha") || rest.takeWord("a") { return 1 }
        return rest.takeWord("patch") || rest.takeWord("pl") || rest.takeWord("p") ? 5 : nil
    }

    /// `1.x-dev`, `2.3.*`
    private mutating func takeBranch(_ rest: inout VersionBytes) -> Bool {
        repeat {
            if rest.first.map({ $0 == 0x2A || $0 | 0x20 == 0x78 }) ?? false, !tokens.isEmpty {
                rest.drop()
                tokens.append(.any)
            } else {
                let digits = rest.takeDigits()
                guard !digits.isEmpty, tokens.count < 4 else { return false }
                tokens.append(.number(digits))
            }
        } while rest.take(UInt8(ascii: "."))
        guard tokens.count <= 4 else { return false }
        while tokens.count < 4 { tokens.append(.any) }
        tokens.append(.word(0))
        if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: ".") { rest.drop() }
        _ = rest.takeWord("dev")
        return rest.isEmpty
    }
}
