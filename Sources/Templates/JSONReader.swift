import Basics

/// Reads JSON with the place of each value; comments and trailing commas, as editors allow them, are passed over.
struct JSONReader {
    private(set) var problems: [DocumentProblem] = []
    private let source: SourceFile
    private let bytes: [UInt8]
    private let limits: DocumentLimits
    private var at = 0
    private var total = 0
    /// Whether a comma would part two values here.
    private var isCommaDue = false

    init(_ source: SourceFile, _ limits: DocumentLimits) {
        self.source = source
        bytes = source.bytes
        self.limits = limits
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
    }

    mutating func read() throws(Failure) -> DocumentNode {
        skipBlank()
        if at == bytes.count { return DocumentNode(.null, at..<at) }
        let node = try value(depth: 0)
        skipBlank()
        guard at == bytes.count else {
            throw broken(Text(en: "text after the end of the value. Remove it.", ja: "値の終わりの後に余分な文字があります。削除してください。"))
        }
        return node
    }

    private var byte: UInt8? { at < bytes.count ? bytes[at] : nil }

    private func broken(_ text: Text) -> Failure { .document(source, at: at, text) }

    private mutating func skipBlank() {
        while at < bytes.count {
            switch bytes[at] {
            case 0x20, 0x09, 0x0A, 0x0D: at += 1
            case UInt8(ascii: "/") where at + 1 < bytes.count && bytes[at + 1] == UInt8(ascii: "/"):
                while at < bytes.count, bytes[at] != 0x0A { at += 1 }
            case UInt8(ascii: "/") where at + 1 < bytes.count && bytes[at + 1] == UInt8(ascii: "*"):
                at += 2
                while at < bytes.count, !(bytes[at] == UInt8(ascii: "/") && bytes[at - 1] == UInt8(ascii: "*")) {
                    at += 1
                }
                at = min(at + 1, bytes.count)
            // What renders templates often takes them for YAML, where `#` begins a comment.
            case UInt8(ascii: "#") where limits.placeholders && (at + 1 == bytes.count || bytes[at + 1] != 0x7B):
                while at < bytes.count, bytes[at] != 0x0A { at += 1 }
            // Statements of a template leave commas without neighbours.
            case UInt8(ascii: ",") where limits.placeholders && !isCommaDue: at += 1
            default: return
            }
        }
    }

    private mutating func skipBlankBeforeComma() {
        isCommaDue = true
        skipBlank()
        isCommaDue = false
    }

    private mutating func value(depth: Int) throws(Failure) -> DocumentNode {
        total += 1
        guard total <= limits.nodes else { throw .tooManyNodes(source, at: at, limit: limits.nodes) }
        let start = at
        switch byte {
        case UInt8(ascii: "{") where placeholderEnd() == nil:
            guard depth < limits.depth else { throw .tooDeep(source, at: at, limit: limits.depth) }
            let entries = try object(depth: depth)
            return DocumentNode(.mapping(entries), start..<at)
        case UInt8(ascii: "["):
            guard depth < limits.depth else { throw .tooDeep(source, at: at, limit: limits.depth) }
            let items = try array(depth: depth)
            return DocumentNode(.sequence(items), start..<at)
        case UInt8(ascii: "\""):
            let text = try string()
            return DocumentNode(.scalar(text, .quoted), start..<at)
        default:
            return try word()
        }
    }

    private mutating func object(depth: Int) throws(Failure) -> [DocumentEntry] {
        at += 1
        var entries: [DocumentEntry] = []
        while true {
            skipBlank()
            if byte == UInt8(ascii: "}") { break }
            guard byte == UInt8(ascii: "\"") else {
                throw broken(
                    Text(en: "a key in double quotes or } is expected.", ja: "二重引用符で囲んだキー、または } が必要です。"))
            }
            let start = at
            let key = DocumentNode(.scalar(try string(), .quoted), start..<at)
            skipBlank()
            guard byte == UInt8(ascii: ":") else {
                throw broken(Text(en: "a colon is expected after the key.", ja: "キーの後にコロンが必要です。"))
            }
            at += 1
            skipBlank()
            entries.append(DocumentEntry(key: key, value: try value(depth: depth + 1)))
            skipBlankBeforeComma()
            if byte == UInt8(ascii: ",") {
                at += 1
            } else if byte != UInt8(ascii: "}") {
                throw broken(Text(en: "a comma or } is expected.", ja: "カンマまたは } が必要です。"))
            }
        }
        at += 1
        KeyProblem.find(entries, into: &problems)
        return entries
    }

    private mutating func array(depth: Int) throws(Failure) -> [DocumentNode] {
        at += 1
        var items: [DocumentNode] = []
        while true {
            skipBlank()
            if byte == UInt8(ascii: "]") { break }
            items.append(try value(depth: depth + 1))
            skipBlankBeforeComma()
            if byte == UInt8(ascii: ",") {
                at += 1
            } else if byte != UInt8(ascii: "]") {
                throw broken(Text(en: "a comma or ] is expected.", ja: "カンマまたは ] が必要です。"))
            }
        }
        at += 1
        return items
    }

    private mutating func word() throws(Failure) -> DocumentNode {
        let start = at
        if let end = placeholderEnd() {
            at = end
            return DocumentNode(.unknown(source.text(start..<end)), start..<end)
        }
        while let next = byte, Self.isWord(next) { at += 1 }
        let text = source.text(start..<at)
        if text == "null" { return DocumentNode(.null, start..<at) }
        let first = start < at ? bytes[start] : 0
        let isNumber = (0x30...0x39).contains(first) || first == UInt8(ascii: "-")
        guard text == "true" || text == "false" || (isNumber && Double(text) != nil) else {
            at = start
            throw broken(
                Text(
                    en: "a JSON value is expected. Texts stand in double quotes.",
                    ja: "JSON の値が必要です。文字列は二重引用符で囲んでください。"))
        }
        return DocumentNode(.scalar(text, .plain), start..<at)
    }

    /// Behind a value that a pipeline puts in: `<CPU>`, `${CPU}`, `{{ .CPU }}`, `$CPU`; such files are templates of JSON.
    private func placeholderEnd() -> Int? {
        guard limits.placeholders, let first = byte else { return nil }
        let second = at + 1 < bytes.count ? bytes[at + 1] : 0
        let close: [UInt8]
        switch (first, second) {
        case (UInt8(ascii: "<"), _): close = [UInt8(ascii: ">")]
        case (UInt8(ascii: "$"), UInt8(ascii: "{")): close = [UInt8(ascii: "}")]
        case (UInt8(ascii: "$"), UInt8(ascii: "(")): close = [UInt8(ascii: ")")]
        case (UInt8(ascii: "#"), UInt8(ascii: "{")): close = [UInt8(ascii: "}")]
        case (UInt8(ascii: "{"), UInt8(ascii: "{")): close = Array("}}".utf8)
        case (UInt8(ascii: "%"), 0x41...0x5A):
            var end = at + 1
            while end < bytes.count, Self.isWord(bytes[end]) || bytes[end] == 0x5F { end += 1 }
            return end < bytes.count && bytes[end] == UInt8(ascii: "%") ? end + 1 : nil
        case (UInt8(ascii: "$"), _), (UInt8(ascii: "@"), UInt8(ascii: "@")), (UInt8(ascii: "_"), UInt8(ascii: "_")):
            var end = at + 1
            while end < bytes.count, Self.isWord(bytes[end]) || bytes[end] == first || bytes[end] == 0x5F { end += 1 }
            return end > at + 2 ? end : nil
        default: return nil
        }
        var end = at + 1
        while end + close.count <= bytes.count, bytes[end] != 0x0A {
            if bytes[end..<end + close.count].elementsEqual(close) { return end + close.count }
            end += 1
        }
        return nil
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2D, 0x2E: true
        default: false
        }
    }

    /// Reads a text from its opening quote to behind its closing one.
    private mutating func string() throws(Failure) -> String {
        let start = at
        at += 1
        let first = at
        while let next = byte, next != UInt8(ascii: "\""), next != UInt8(ascii: "\\"), next != 0x0A { at += 1 }
        if byte == UInt8(ascii: "\"") {
            at += 1
            return source.text(first..<at - 1)
        }
        var text = Array(bytes[first..<at])
        while let next = byte, next != UInt8(ascii: "\""), next != 0x0A {
            if next != UInt8(ascii: "\\") {
                text.append(next)
                at += 1
            } else {
                EscapeSequence.read(bytes, &at, into: &text)
            }
        }
        guard byte == UInt8(ascii: "\"") else {
            at = start
            throw broken(Text(en: "this text has no closing quote.", ja: "この文字列の閉じ引用符がありません。"))
        }
        at += 1
        return String(decoding: text, as: UTF8.self)
    }
}
