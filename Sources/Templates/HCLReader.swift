import Basics

/// Reads the part of HCL that Bake files use, as values that know their place.
///
/// Blocks become mappings: `target "app" { … }` is `target: {app: {…}}`. Texts keep `${…}` and `$${` as written, for
/// `HCLInterpolation`. An expression that is more than a value (a function call, an operator, `for`) is kept as
/// `unknown`. What is wrong is reported and the line is left out. Grammar: hashicorp/hcl, hclsyntax/spec.md.
struct HCLReader {
    private(set) var problems: [DocumentProblem] = []
    let source: SourceFile
    let bytes: [UInt8]
    var at = 0
    private let depthLimit: Int
    private static let problemLimit = 100

    init(_ source: SourceFile, _ limits: DocumentLimits = DocumentLimits()) {
        self.source = source
        bytes = source.bytes
        depthLimit = limits.depth
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
    }

    mutating func read() -> DocumentNode {
        let start = at
        return DocumentNode(.mapping(body(depth: 0, isRoot: true)), start..<bytes.count)
    }

    // MARK: Bytes

    var byte: UInt8? { at < bytes.count ? bytes[at] : nil }

    func peek(_ distance: Int) -> UInt8? { at + distance < bytes.count ? bytes[at + distance] : nil }

    mutating func report(_ range: Range<Int>, _ en: String, _ ja: String) {
        guard problems.count < Self.problemLimit else { return }
        problems.append(DocumentProblem(range, Text(en: en, ja: ja)))
    }

    /// Passes over blanks and comments, and over line ends too when `lines` is true.
    mutating func skipBlank(lines: Bool) {
        while let next = byte {
            switch next {
            case 0x20, 0x09, 0x0D: at += 1
            case 0x0A where lines: at += 1
            case UInt8(ascii: "#"): skipLine()
            case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"): skipLine()
            case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"):
                at += 2
                while at < bytes.count, !(bytes[at] == UInt8(ascii: "*") && peek(1) == UInt8(ascii: "/")) { at += 1 }
                at = min(at + 2, bytes.count)
            default: return
            }
        }
    }

    /// Goes to the end of the line, before its line feed.
    mutating func skipLine() {
        while at < bytes.count, bytes[at] != 0x0A { at += 1 }
    }

    static func isNameStart(_ byte: UInt8?) -> Bool {
        switch byte {
        case .some(0x41...0x5A), .some(0x61...0x7A), .some(UInt8(ascii: "_")), .some(0x80...): true
        default: false
        }
    }

    mutating func name() -> DocumentNode? {
        guard Self.isNameStart(byte) else { return nil }
        let start = at
        while let next = byte, Self.isNameStart(next) || (0x30...0x39).contains(next) || next == UInt8(ascii: "-") {
            at += 1
        }
        return DocumentNode(.scalar(source.text(start..<at), .plain), start..<at)
    }

    // MARK: Body

    /// Attributes and blocks up to the closing brace, which is read too.
    private mutating func body(depth: Int, isRoot: Bool) -> [DocumentEntry] {
        var body = HCLBody()
        while true {
            skipBlank(lines: true)
            guard let next = byte else {
                if !isRoot { report(at..<at, "A block has no closing brace.", "ブロックの閉じ波括弧がありません。") }
                break
            }
            if next == UInt8(ascii: "}") {
                at += 1
                if !isRoot { break }
                report(at - 1..<at, "This brace closes nothing.", "対応する開き波括弧がありません。")
                continue
            }
            let start = at
            if !statement(into: &body, depth: depth) {
                let end = max(start + 1, at)
                report(
                    start..<min(end, bytes.count),
                    "An attribute (name = value) or a block (name \"label\" { … }) is expected; the line is left out.",
                    "属性 (name = value) またはブロック (name \"label\" { … }) が必要です。この行は無視します。")
                skipLine()
            }
        }
        let entries = body.finished()
        KeyProblem.find(entries.filter { !$0.value.isMapping }, into: &problems)
        return entries
    }

    private mutating func statement(into body: inout HCLBody, depth: Int) -> Bool {
        let isQuoted = byte == UInt8(ascii: "\"")
        guard let key = isQuoted ? quoted() : name() else { return false }
        skipBlank(lines: false)
        if byte == UInt8(ascii: "="), peek(1) != UInt8(ascii: "=") {
            at += 1
            skipBlank(lines: false)
            let value = expression(depth: depth + 1, in: .body)
            body.add(DocumentEntry(key: key, value: value))
            return true
        }
        var labels: [DocumentNode] = []
        while labels.count < 8 {
            skipBlank(lines: false)
            if byte == UInt8(ascii: "{") {
                let start = at
                at += 1
                guard depth < depthLimit else {
                    report(start..<at, "Blocks are nested too deep to be read.", "ブロックの入れ子が深すぎるため読み込めません。")
                    at = bytes.count
                    return true
                }
                let entries = self.body(depth: depth + 1, isRoot: false)
                body.add(type: key, labels: labels, DocumentNode(.mapping(entries), start..<at))
                return true
            }
            guard let label = byte == UInt8(ascii: "\"") ? quoted() : name() else { return false }
            labels.append(label)
        }
        return false
    }

    // MARK: Expressions

    /// What surrounds an expression, and so what ends it.
    enum Surroundings { case body, list, object }

    mutating func expression(depth: Int, in surroundings: Surroundings) -> DocumentNode {
        let start = at
        guard depth <= depthLimit else {
            report(start..<start, "Values are nested too deep to be read.", "値の入れ子が深すぎるため読み込めません。")
            at = bytes.count
            return DocumentNode(.unknown(""), start..<start)
        }
        let value = primary(depth: depth)
        let end = at
        skipBlank(lines: surroundings == .list)
        if let value, isEnd(surroundings) {
            // A blank or comment before the line's end is no part of the value.
            return value
        }
        at = value == nil ? start : end
        skipExpression(surroundings)
        var last = at
        while last > start, [0x20, 0x09, 0x0D, 0x0A].contains(bytes[last - 1]) { last -= 1 }
        if last == start {
            report(start..<start, "A value is missing.", "値がありません。")
            return DocumentNode(.null, start..<start)
        }
        return DocumentNode(.unknown(source.text(start..<last)), start..<last)
    }

    private func isEnd(_ surroundings: Surroundings) -> Bool {
        guard let byte else { return true }
        switch surroundings {
        case .body: return byte == 0x0A || byte == UInt8(ascii: "}")
        case .list: return byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]")
        case .object: return byte == 0x0A || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}")
        }
    }

    /// Goes behind an expression that is not read: to what ends it outside of brackets and texts.
    private mutating func skipExpression(_ surroundings: Surroundings) {
        var depth = 0
        while let next = byte {
            if depth == 0, isEnd(surroundings) { return }
            switch next {
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
                if depth == 0 { return }
                depth -= 1
            case UInt8(ascii: "\""):
                _ = quoted()
                continue
            case UInt8(ascii: "#"), UInt8(ascii: "/"):
                let before = at
                skipBlank(lines: false)
                if at > before { continue }
            default: break
            }
            at += 1
        }
    }

    private mutating func primary(depth: Int) -> DocumentNode? {
        let start = at
        switch byte {
        case UInt8(ascii: "\""): return quoted()
        case UInt8(ascii: "<") where peek(1) == UInt8(ascii: "<"): return heredoc()
        case UInt8(ascii: "["): return list(depth: depth)
        case UInt8(ascii: "{"): return object(depth: depth)
        case .some(0x30...0x39), UInt8(ascii: "-"):
            at += 1
            while let next = byte,
                (0x30...0x39).contains(next) || next == UInt8(ascii: ".") || next | 0x20 == UInt8(ascii: "e")
            {
                at += 1
            }
            let text = source.text(start..<at)
            return Double(text) == nil ? nil : DocumentNode(.scalar(text, .plain), start..<at)
        default:
            guard let word = name(), let text = word.string else { return nil }
            switch text {
            case "null": return DocumentNode(.null, word.range)
            case "true", "false": return word
            case "for": return nil
            default: return DocumentNode(.scalar("${\(text)}", .quoted), word.range)
            }
        }
    }

    private mutating func list(depth: Int) -> DocumentNode? {
        let start = at
        at += 1
        var items: [DocumentNode] = []
        while true {
            skipBlank(lines: true)
            guard let next = byte else {
                report(start..<start + 1, "This list has no closing bracket.", "このリストの閉じ角括弧がありません。")
                break
            }
            if next == UInt8(ascii: "]") {
                at += 1
                break
            }
            if isFor { return nil }
            let before = at
            items.append(expression(depth: depth + 1, in: .list))
            skipBlank(lines: true)
            if byte == UInt8(ascii: ",") {
                at += 1
            } else if byte != UInt8(ascii: "]") {
                // A stray closing bracket of another kind: the list ends here.
                if at == before || byte == UInt8(ascii: "}") || byte == UInt8(ascii: ")") {
                    report(start..<start + 1, "This list has no closing bracket.", "このリストの閉じ角括弧がありません。")
                    break
                }
            }
        }
        return DocumentNode(.sequence(items), start..<at)
    }

    private mutating func object(depth: Int) -> DocumentNode? {
        let start = at
        at += 1
        var entries: [DocumentEntry] = []
        while true {
            skipBlank(lines: true)
            guard let next = byte else {
                report(start..<start + 1, "This object has no closing brace.", "このオブジェクトの閉じ波括弧がありません。")
                break
            }
            if next == UInt8(ascii: "}") {
                at += 1
                break
            }
            if next == UInt8(ascii: ",") {
                at += 1
                continue
            }
            if isFor { return nil }
            let keyStart = at
            let key = next == UInt8(ascii: "\"") ? quoted() : name()
            skipBlank(lines: false)
            guard let key, byte == UInt8(ascii: "=") || byte == UInt8(ascii: ":") else {
                report(
                    keyStart..<max(keyStart + 1, at), "key = value is expected; the entry is left out.",
                    "key = value の形式が必要です。この項目は無視します。")
                at = max(at, keyStart + 1)
                skipExpression(.object)
                if byte == UInt8(ascii: "]") || byte == UInt8(ascii: ")") { at += 1 }
                continue
            }
            at += 1
            skipBlank(lines: true)
            entries.append(DocumentEntry(key: key, value: expression(depth: depth + 1, in: .object)))
        }
        KeyProblem.find(entries, into: &problems)
        return DocumentNode(.mapping(entries), start..<at)
    }

    /// Whether a `for` expression begins here, in a list or an object.
    private var isFor: Bool {
        byte == UInt8(ascii: "f") && peek(1) == UInt8(ascii: "o") && peek(2) == UInt8(ascii: "r")
            && (peek(3) == 0x20 || peek(3) == 0x09)
    }
}
