/// An expression of GitHub Actions, as it stands between `${{` and `}}` or behind `if:`.
///
/// The language: https://docs.github.com/actions/reference/workflows-and-actions/expressions.
indirect enum GitHubExpression: Equatable {
    case text(String)
    case bool(Bool)
    /// `github.ref`, `steps.meta.outputs.tags`, `matrix['os']`; an index that is not constant is `*`.
    case path([String])
    /// The name is in lower case: GitHub does not tell cases apart.
    case call(String, [GitHubExpression])
    case not(GitHubExpression)
    case and(GitHubExpression, GitHubExpression)
    case or(GitHubExpression, GitHubExpression)
    /// `==`, `!=`, `<`, `<=`, `>`, `>=`
    case comparison(String, GitHubExpression, GitHubExpression)

    /// Nil when it cannot be read.
    init?(_ text: String) {
        guard text.utf8.count <= 20_000 else { return nil }
        var parser = GitHubExpressionParser(Array(text.utf8))
        guard let expression = parser.whole() else { return nil }
        self = expression
    }
}

private struct GitHubExpressionParser {
    private let bytes: [UInt8]
    private var at = 0
    private var depth = 0
    /// Operators in a row nest as brackets do: what walks over the tree must not exhaust the stack.
    private var operators = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func whole() -> GitHubExpression? {
        guard let expression = alternatives() else { return nil }
        skipBlank()
        return at == bytes.count ? expression : nil
    }

    private mutating func skipBlank() {
        while at < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[at]) { at += 1 }
    }

    private mutating func take(_ word: StaticString) -> Bool {
        skipBlank()
        let count = word.utf8CodeUnitCount
        guard at + count <= bytes.count else { return false }
        for offset in 0..<count where bytes[at + offset] != word.utf8Start[offset] { return false }
        at += count
        return true
    }

    private mutating func alternatives() -> GitHubExpression? {
        guard depth < 60 else { return nil }
        depth += 1
        defer { depth -= 1 }
        guard var left = all() else { return nil }
        while take("||") {
            operators += 1
            guard operators < 200, let right = all() else { return nil }
            left = .or(left, right)
        }
        return left
    }

    private mutating func all() -> GitHubExpression? {
        guard var left = comparison() else { return nil }
        while take("&&") {
            operators += 1
            guard operators < 200, let right = comparison() else { return nil }
            left = .and(left, right)
        }
        return left
    }

    private mutating func comparison() -> GitHubExpression? {
        guard var left = operand() else { return nil }
        while let name = comparator() {
            operators += 1
            guard operators < 200, let right = operand() else { return nil }
            left = .comparison(name, left, right)
        }
        return left
    }

    private mutating func comparator() -> String? {
        if take("==") { return "==" }
        if take("!=") { return "!=" }
        if take("<=") { return "<=" }
        if take(">=") { return ">=" }
        if take("<") { return "<" }
        if take(">") { return ">" }
        return nil
    }

    private mutating func operand() -> GitHubExpression? {
        skipBlank()
        guard at < bytes.count else { return nil }
        switch bytes[at] {
        case UInt8(ascii: "!"):
            at += 1
            guard depth < 60 else { return nil }
            depth += 1
            defer { depth -= 1 }
            return operand().map { .not($0) }
        case UInt8(ascii: "("):
            at += 1
            guard let inner = alternatives(), take(")") else { return nil }
            return suffix(of: inner)
        case UInt8(ascii: "'"): return quoted().map { .text($0) }
        case 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."): return number()
        default: return name()
        }
    }

    private mutating func quoted() -> String? {
        var text: [UInt8] = []
        at += 1
        while at < bytes.count {
            if bytes[at] != UInt8(ascii: "'") {
                text.append(bytes[at])
                at += 1
            } else if at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "'") {
                text.append(UInt8(ascii: "'"))
                at += 2
            } else {
                at += 1
                return String(decoding: text, as: UTF8.self)
            }
        }
        return nil
    }

    private mutating func number() -> GitHubExpression? {
        let start = at
        while at < bytes.count, Self.isName(bytes[at]) || [0x2E, 0x2B].contains(bytes[at]) { at += 1 }
        return at > start ? .text(String(decoding: bytes[start..<at], as: UTF8.self)) : nil
    }

    private static func isName(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2D: true
        default: false
        }
    }

    private mutating func word() -> String? {
        let start = at
        while at < bytes.count, Self.isName(bytes[at]) { at += 1 }
        return at > start ? String(decoding: bytes[start..<at], as: UTF8.self) : nil
    }

    private mutating func name() -> GitHubExpression? {
        guard let first = word() else { return nil }
        if take("(") { return arguments().flatMap { suffix(of: .call(first.lowercased(), $0)) } }
        switch first {
        case "true": return .bool(true)
        case "false": return .bool(false)
        case "null": return .text("")
        default: return path(first)
        }
    }

    private mutating func arguments() -> [GitHubExpression]? {
        var found: [GitHubExpression] = []
        if take(")") { return found }
        while let next = alternatives() {
            found.append(next)
            if take(")") { return found }
            guard take(",") else { return nil }
        }
        return nil
    }

    private mutating func path(_ first: String) -> GitHubExpression? {
        var parts = [first]
        while parts.count < 100 {
            if take(".") {
                if take("*") {
                    parts.append("*")
                } else {
                    guard let next = word() else { return nil }
                    parts.append(next)
                }
            } else if take("[") {
                guard let index = alternatives(), take("]") else { return nil }
                if case .text(let text) = index { parts.append(text) } else { parts.append("*") }
            } else {
                return .path(parts)
            }
        }
        return nil
    }

    /// What is taken of the value of a call or bracket is not worked out: `fromJSON(x).y`.
    private mutating func suffix(of inner: GitHubExpression) -> GitHubExpression? {
        guard case .path(let parts)? = path("()"), parts.count > 1 else { return inner }
        return .call("()", [inner])
    }
}
