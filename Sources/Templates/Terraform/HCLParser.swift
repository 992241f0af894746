import Basics

/// Reads HCL's native syntax in full, as Terraform has it.
///
/// `HCLReader` reads what Bake files need as values; here expressions are kept, to be worked out later. What is wrong is
/// reported and left out: of a broken attribute only its value, of a broken line the line.
struct HCLParser {
    let source: SourceFile
    let bytes: [UInt8]
    var at: Int
    var end: Int
    private(set) var problems: [DocumentProblem] = []
    /// Whether line ends are blanks: between parentheses and square brackets.
    var ignoresLines = false
    /// An expression could not be read: everything up to the attribute gives up.
    var isBroken = false
    /// A heredoc has no end: nothing behind it can be told apart.
    var isUnclosed = false
    /// From where on no comment is closed: each that begins there would be looked through to the end.
    private var unclosed: (start: Int, end: Int)?
    /// The range of all that is read, where the bytes are not the file's own.
    let fixedRange: Range<Int>?

    static let depthLimit = 64
    private static let problemLimit = 100

    init(_ source: SourceFile) {
        self.source = source
        bytes = source.bytes
        at = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        end = bytes.count
        fixedRange = nil
    }

    /// Reads a part of a file.
    init(_ source: SourceFile, _ range: Range<Int>) {
        self.source = source
        bytes = source.bytes
        at = range.lowerBound
        end = min(range.upperBound, bytes.count)
        fixedRange = nil
    }

    /// Reads a text that does not stand in the file byte by byte; all of it is held to be at `range`.
    init(_ source: SourceFile, text: String, at range: Range<Int>) {
        self.source = source
        bytes = Array(text.utf8)
        at = 0
        end = bytes.count
        fixedRange = range
    }

    mutating func file() -> HCLContents { contents(depth: 0, isRoot: true) }

    // MARK: Bytes

    var byte: UInt8? { at < end ? bytes[at] : nil }

    func peek(_ distance: Int) -> UInt8? { at + distance < end ? bytes[at + distance] : nil }

    func range(_ start: Int) -> Range<Int> { fixedRange ?? start..<max(start, at) }

    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    mutating func report(_ range: Range<Int>, _ en: String, _ ja: String) {
        guard problems.count < Self.problemLimit else { return }
        problems.append(DocumentProblem(fixedRange ?? range, Text(en: en, ja: ja)))
    }

    /// Reports at the reading position and gives the expression up.
    mutating func fail(_ en: String, _ ja: String) {
        if !isBroken { report(at..<min(at + 1, end), en, ja) }
        isBroken = true
    }

    mutating func skip() { skip(lines: ignoresLines) }

    /// Passes over blanks and comments, and over line ends too when `lines` is true.
    mutating func skip(lines: Bool) {
        while let next = byte {
            switch next {
            case 0x20, 0x09, 0x0D: at += 1
            case 0x0A where lines: at += 1
            case UInt8(ascii: "#"): skipLine()
            case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"): skipLine()
            case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"):
                skipComment()
            default: return
            }
        }
    }

    /// Goes behind a comment, to the end where it is not closed.
    private mutating func skipComment() {
        if let unclosed, unclosed.end == end, at >= unclosed.start {
            at = end
            return
        }
        let start = at
        at += 2
        while at < end, !(bytes[at] == UInt8(ascii: "*") && peek(1) == UInt8(ascii: "/")) { at += 1 }
        if at >= end { unclosed = (start, end) }
        at = min(at + 2, end)
    }

    /// Goes to the end of the line, before its line feed.
    mutating func skipLine() {
        while at < end, bytes[at] != 0x0A { at += 1 }
    }

    mutating func name() -> String? {
        guard HCLReader.isNameStart(byte) else { return nil }
        let start = at
        while let next = byte,
            HCLReader.isNameStart(next) || (0x30...0x39).contains(next) || next == UInt8(ascii: "-")
        {
            at += 1
        }
        return text(start..<at)
    }

    // MARK: Bodies

    /// Attributes and blocks up to the closing brace, which is read too.
    private mutating func contents(depth: Int, isRoot: Bool) -> HCLContents {
        var result = HCLContents()
        while true {
            skip(lines: true)
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
            if !statement(into: &result, depth: depth) {
                report(
                    start..<max(start + 1, min(at, end)),
                    "An attribute (name = value) or a block (name \"label\" { … }) is expected; the line is left out.",
                    "属性 (name = value) またはブロック (name \"label\" { … }) が必要です。この行は無視します。")
                skipLine()
            }
        }
        return result
    }

    private mutating func statement(into result: inout HCLContents, depth: Int) -> Bool {
        let start = at
        guard let name = byte == UInt8(ascii: "\"") ? plainText() : name() else { return false }
        let nameEnd = at
        skip(lines: false)
        if byte == UInt8(ascii: "=") || byte == UInt8(ascii: ":"), peek(1) != UInt8(ascii: "=") {
            at += 1
            let value = attributeValue()
            result.attributes.append(HCLAttribute(name: name, nameRange: start..<nameEnd, value: value))
            return true
        }
        var labels: [String] = []
        var headingEnd = nameEnd
        while labels.count < 8 {
            if byte == UInt8(ascii: "{") {
                let open = at
                at += 1
                guard depth < Self.depthLimit else {
                    report(open..<at, "Blocks are nested too deep to be read.", "ブロックの入れ子が深すぎるため読み込めません。")
                    at = end
                    return true
                }
                let inner = contents(depth: depth + 1, isRoot: false)
                result.blocks.append(
                    HCLBlock(
                        type: name, labels: labels, heading: start..<headingEnd, range: start..<at, contents: inner))
                return true
            }
            guard let label = byte == UInt8(ascii: "\"") ? plainText() : self.name() else { return false }
            labels.append(label)
            headingEnd = at
            skip(lines: false)
        }
        return false
    }

    /// A text in quotes in which nothing is replaced: a label.
    private mutating func plainText() -> String? {
        let start = at
        at += 1
        var content: [UInt8] = []
        while let next = byte, next != UInt8(ascii: "\""), next != 0x0A {
            if next == UInt8(ascii: "\\") {
                EscapeSequence.read(bytes, &at, into: &content)
            } else {
                content.append(next)
                at += 1
            }
        }
        guard byte == UInt8(ascii: "\"") else {
            at = start
            return nil
        }
        at += 1
        return String(decoding: content, as: UTF8.self)
    }

    /// The value of an attribute, up to the end of its line.
    private mutating func attributeValue() -> HCLExpression {
        skip(lines: false)
        let start = at
        isBroken = false
        ignoresLines = false
        let value = expression(depth: 0)
        if !isBroken {
            let valueEnd = at
            skip(lines: false)
            switch byte {
            case nil, 0x0A, UInt8(ascii: "}"), UInt8(ascii: ","):
                if byte == UInt8(ascii: ",") { at += 1 }
                return value
            default:
                report(
                    at..<min(at + 1, end), "The end of the line is expected after a value; the value is not read.",
                    "値の後には改行が必要です。この値は読み込みません。")
                at = valueEnd
            }
        } else {
            at = isUnclosed ? end : start
        }
        isBroken = false
        isUnclosed = false
        ignoresLines = false
        skipBroken()
        var last = at
        while last > start, [0x20, 0x09, 0x0D, 0x0A].contains(bytes[last - 1]) { last -= 1 }
        return HCLExpression(kind: .invalid, range: fixedRange ?? start..<last)
    }

    /// Goes to the end of the line on which all brackets and texts are closed, or before a brace that closes the block.
    private mutating func skipBroken() {
        var depth = 0
        while let next = byte {
            switch next {
            case 0x0A where depth == 0: return
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
                if depth == 0, next == UInt8(ascii: "}") { return }
                depth = max(0, depth - 1)
            case UInt8(ascii: "\""):
                skipQuoted()
                continue
            case UInt8(ascii: "#"):
                skipLine()
                continue
            case UInt8(ascii: "/") where peek(1) == next || peek(1) == UInt8(ascii: "*"):
                skip(lines: false)
                continue
            case UInt8(ascii: "<") where peek(1) == next:
                if let body = heredocRange() {
                    at = body.close
                    continue
                }
                if HCLReader.isNameStart(peek(2)) || peek(2) == UInt8(ascii: "-") { at = end - 1 }
            default: break
            }
            at += 1
        }
    }

    /// Goes behind a closing quote, at the latest to the end of the line.
    private mutating func skipQuoted() {
        at += 1
        while let next = byte, next != 0x0A {
            at += 1
            if next == UInt8(ascii: "\"") { return }
            if next == UInt8(ascii: "\\"), byte != nil, byte != 0x0A { at += 1 }
        }
    }
}
