package import Basics

/// A text in which variables may stand: known parts, and parts known only where the template is run.
package struct Templated: Sendable, Hashable {
    package enum Part: Sendable, Hashable {
        case text(String)
        /// The variable or expression whose value is not known here.
        case unknown(String)
    }

    package var parts: [Part]
    package var range: Range<Int>

    package init(_ parts: [Part], _ range: Range<Int>) {
        self.parts = parts
        self.range = range
    }

    package init(_ text: String, _ range: Range<Int>) {
        self.init([.text(text)], range)
    }

    /// The whole text, or nil when a part of it is not known.
    package var known: String? {
        if parts.count == 1, case .text(let text) = parts[0] { return text }
        var result = ""
        for part in parts {
            guard case .text(let text) = part else { return nil }
            result += text
        }
        return result
    }

    package var isKnown: Bool { known != nil }

    /// The text for people: what is not known stands as `${NAME}`.
    package var shown: String {
        parts.map {
            switch $0 {
            case .text(let text): text
            case .unknown(let name): "${\(name)}"
            }
        }.joined()
    }

    package func span(in source: SourceFile) -> Span { source.span(range) }
}

/// A name with a text, as in `args` and `environment`; no value means that it comes from where the template is run.
package struct TemplatedVariable: Sendable, Hashable {
    package var name: String
    package var value: Templated?
    package var range: Range<Int>

    package init(name: String, value: Templated?, range: Range<Int>) {
        self.name = name
        self.value = value
        self.range = range
    }
}

/// Collects parts, joining neighbouring texts.
struct TemplatedParts {
    private(set) var parts: [Templated.Part] = []
    private var text: [UInt8] = []

    mutating func add(_ bytes: some Sequence<UInt8>) { text.append(contentsOf: bytes) }

    mutating func add(_ part: Templated.Part) {
        switch part {
        case .text(let more): text.append(contentsOf: more.utf8)
        case .unknown:
            flush()
            parts.append(part)
        }
    }

    private mutating func flush() {
        if text.isEmpty { return }
        parts.append(.text(String(decoding: text, as: UTF8.self)))
        text = []
    }

    mutating func finished() -> [Templated.Part] {
        flush()
        return parts.isEmpty ? [.text("")] : parts
    }
}
