package import Basics

/// One value of a YAML, JSON or HCL document and where it stands.
///
/// Ranges are byte offsets into the document's `SourceFile`. A value that was written once and used by an alias has the
/// range of the place where it was written.
package struct DocumentNode: Sendable {
    package enum Kind: Sendable {
        case mapping([DocumentEntry])
        case sequence([DocumentNode])
        case scalar(String, DocumentScalarStyle)
        case null
        /// An expression whose value shows only when the template is run; its source text.
        case unknown(String)
    }

    package var kind: Kind
    package var range: Range<Int>
    /// The tag as written (`!override`, `!Ref`) or in long form (`tag:yaml.org,2002:str`); nil when there is none.
    package var tag: String?

    package init(_ kind: Kind, _ range: Range<Int>, tag: String? = nil) {
        self.kind = kind
        self.range = range
        self.tag = tag
    }
}

/// One `key: value` of a mapping.
package struct DocumentEntry: Sendable {
    package var key: DocumentNode
    package var value: DocumentNode

    package init(key: DocumentNode, value: DocumentNode) {
        self.key = key
        self.value = value
    }

    /// The key's text, empty when the key is not a scalar.
    package var name: String { key.string ?? "" }
    /// From the key's first byte to the value's last one; the key alone when the value was written elsewhere (an alias).
    package var range: Range<Int> {
        value.range.lowerBound >= key.range.upperBound
            ? key.range.lowerBound..<value.range.upperBound : key.range
    }
}

/// How a scalar was written: `"80"` is a text where `80` is a number.
package enum DocumentScalarStyle: Sendable, Hashable {
    case plain
    case quoted
    /// `|` or `>` in YAML, a heredoc in HCL: the text is not found byte by byte in the file.
    case block
}

extension DocumentNode {
    /// The value under `key`; of a key that is written twice the last value counts.
    package subscript(key: String) -> DocumentNode? { entry(key)?.value }

    /// The key and value under `key`; of a key that is written twice the last one counts.
    package func entry(_ key: String) -> DocumentEntry? {
        guard case .mapping(let entries) = kind else { return nil }
        return entries.last {
            if case .scalar(key, _) = $0.key.kind { true } else { false }
        }
    }

    /// Where `key` itself stands.
    package func keyRange(_ key: String) -> Range<Int>? { entry(key)?.key.range }

    /// The entries of a mapping, else none.
    package var entries: [DocumentEntry] {
        if case .mapping(let entries) = kind { entries } else { [] }
    }

    /// The items of a sequence, else none.
    package var items: [DocumentNode] {
        if case .sequence(let items) = kind { items } else { [] }
    }

    package var isMapping: Bool { if case .mapping = kind { true } else { false } }
    package var isSequence: Bool { if case .sequence = kind { true } else { false } }
    package var isNull: Bool { if case .null = kind { true } else { false } }
    package var isUnknown: Bool { if case .unknown = kind { true } else { false } }

    /// The text of a scalar, whether it was written as a text, a number or a truth value.
    package var string: String? {
        if case .scalar(let text, _) = kind { text } else { nil }
    }

    /// A whole number, quoted or not: Compose and ECS take both.
    package var int: Int? { string.flatMap { Int($0) } }

    /// A plain `true` or `false`, or one of YAML 1.1's other words for them.
    package var bool: Bool? {
        guard case .scalar(let text, .plain) = kind else { return nil }
        switch text {
        case "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON": return true
        case "false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF": return false
        default: return nil
        }
    }

    /// The texts of a sequence of scalars, or the one text of a scalar.
    package var strings: [String] {
        if case .sequence(let items) = kind { items.compactMap(\.string) } else { string.map { [$0] } ?? [] }
    }

    /// Where the value stands, for people.
    package func span(in source: SourceFile) -> Span { source.span(range) }
}
