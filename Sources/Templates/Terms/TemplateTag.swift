import Basics

/// One `{{ … }}`, `{% … %}` or `<% … %>` of a file that a renderer turns into JSON or YAML.
///
/// Go's text/template (ecspresso), Jinja, Handlebars, Liquid and ERB all write their marks so; they differ in words only.
struct TemplateTag: Sendable, Hashable {
    enum Role: Sendable, Hashable {
        /// It leaves a text: `{{ must_env "TAG" }}`, `<%= tag %>`.
        case value
        /// It begins a part that may be left out or repeated: `{% if prod %}`.
        case open
        case close
        /// It leaves nothing: a comment, an assignment, `{% else %}`.
        case blank
    }

    var range: Range<Int>
    var role: Role

    /// The tags of a file in order. Each search for an end starts where the last one ended: linear time.
    static func find(in bytes: [UInt8]) -> [TemplateTag] {
        guard bytes.has("{{") || bytes.has("{%") || bytes.has("<%") else { return [] }
        var found: [TemplateTag] = []
        var unclosed: Set<UInt8> = []
        var at = 0
        while at + 3 < bytes.count {
            guard let (close, kind) = opening(bytes, at), !unclosed.contains(kind) else {
                at += 1
                continue
            }
            guard let end = self.end(bytes, from: at + 2, close) else {
                unclosed.insert(kind)
                at += 1
                continue
            }
            let inner = bytes[min(at + 2, end - 2)..<end - 2]
            found.append(TemplateTag(range: at..<end, role: role(inner, kind)))
            at = end
        }
        return found
    }

    /// The two bytes that end what begins at `at`, and a byte for the kind of mark.
    private static func opening(_ bytes: [UInt8], _ at: Int) -> (close: (UInt8, UInt8), kind: UInt8)? {
        let percent = UInt8(ascii: "%")
        let brace = UInt8(ascii: "}")
        switch (bytes[at], bytes[at + 1]) {
        case (UInt8(ascii: "{"), UInt8(ascii: "{")):
            // CloudFormation's dynamic references are its own: `{{resolve:ssm:name}}`.
            if bytes[at...].starts(with: "{{resolve:".utf8) { return nil }
            return ((brace, brace), bytes[at + 1])
        case (UInt8(ascii: "{"), percent): return ((percent, brace), percent)
        case (UInt8(ascii: "<"), percent): return ((percent, UInt8(ascii: ">")), UInt8(ascii: "<"))
        default: return nil
        }
    }

    private static func end(_ bytes: [UInt8], from start: Int, _ close: (UInt8, UInt8)) -> Int? {
        var at = start
        while at + 1 < bytes.count {
            if bytes[at] == close.0, bytes[at + 1] == close.1 {
                let isTriple = bytes[start] == UInt8(ascii: "{") && at + 2 < bytes.count && bytes[at + 2] == close.1
                return at + (isTriple ? 3 : 2)
            }
            at += 1
        }
        return nil
    }

    private static let openers: Set<String> = [
        "if", "unless", "for", "range", "with", "block", "define", "macro", "filter", "call", "case", "raw", "each",
        "while", "autoescape",
    ]

    private static func role(_ inner: ArraySlice<UInt8>, _ kind: UInt8) -> Role {
        let text = String(decoding: inner, as: UTF8.self)
        let words = text.split { " \t\r\n-~".contains($0) }
        guard let first = words.first else { return .value }
        if first.hasPrefix("/*") || first.hasPrefix("!") { return .blank }
        if kind == UInt8(ascii: "<") {
            if first.hasPrefix("=") { return .value }
            if first == "end" || first == "}" { return .close }
            return openers.contains(String(first)) || words.contains("do") ? .open : .blank
        }
        if first.hasPrefix("#") || first.hasPrefix("^") { return kind == UInt8(ascii: "{") ? .open : .blank }
        if first.hasPrefix("/") || first == "end" { return .close }
        let isStatement = kind == UInt8(ascii: "%")
        if isStatement, first.hasPrefix("end") { return .close }
        if openers.contains(String(first)) { return .open }
        if first == "else" || first == "elif" || first == "elsif" || first == "when" { return .blank }
        if isStatement { return .blank }
        return first.hasPrefix("$") && words.dropFirst().first == ":=" ? .blank : .value
    }

    /// The parts between an opening tag and its end, outermost only: whether they are there depends on the renderer.
    static func conditionalRanges(_ tags: [TemplateTag]) -> [Range<Int>] {
        var open: [Int] = []
        var ranges: [Range<Int>] = []
        for tag in tags {
            switch tag.role {
            case .open: open.append(tag.range.lowerBound)
            case .close:
                guard let start = open.popLast() else { continue }
                while let last = ranges.last, last.lowerBound >= start { ranges.removeLast() }
                ranges.append(start..<tag.range.upperBound)
            case .value, .blank: continue
            }
        }
        return ranges
    }
}
