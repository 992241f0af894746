package import Basics

/// One value of a definition, whichever language it was written in, with its place.
///
/// JSON, YAML, CloudFormation and Terraform are all read into terms; what reads terms need not know where they came
/// from. Keys are found without regard to case, `_` and `-`, so that `containerDefinitions`, `ContainerDefinitions`
/// and `container_definitions` are one.
package struct Term: Sendable {
    package enum Kind: Sendable {
        case null
        case bool(Bool)
        /// As written: `0.25`, `1024`.
        case number(String)
        case text(TermText)
        case list([Term])
        case map([TermEntry])
        /// Not even its kind is known.
        case unknown(Unknown)
    }

    package var kind: Kind
    package var place: Place

    package init(_ kind: Kind, _ place: Place) {
        self.kind = kind
        self.place = place
    }

    package var span: Span { place.span }
}

/// One `key: value` of a term.
package struct TermEntry: Sendable {
    package var key: String
    package var keyPlace: Place
    package var value: Term

    package init(key: String, keyPlace: Place, value: Term) {
        self.key = key
        self.keyPlace = keyPlace
        self.value = value
    }
}

extension Term {
    /// The value under a key; of a key that is written twice the last one counts. A null counts as absent, as in AWS's
    /// own API.
    package subscript(key: String) -> Term? {
        guard let value = entry(key)?.value else { return nil }
        if case .null = value.kind { return nil }
        return value
    }

    package func entry(_ key: String) -> TermEntry? {
        guard case .map(let entries) = kind else { return nil }
        return entries.last { $0.key == key } ?? entries.last { TermKey.matches($0.key, key) }
    }

    /// The entries of a map, else none.
    package var entries: [TermEntry] { if case .map(let entries) = kind { entries } else { [] } }

    /// The items of a list; a map or text that stands where a list is due is its only item, as Terraform's blocks do.
    package var items: [Term] {
        switch kind {
        case .list(let items): items
        case .null, .unknown: []
        default: [self]
        }
    }

    /// Whether nothing of it is known, not even its kind; a placeholder that stands alone in quotes may become
    /// anything.
    package var isUnknown: Bool {
        switch kind {
        case .unknown: return true
        case .text(let text):
            guard text.parts.count == 1, case .unknown = text.parts[0] else { return false }
            return true
        default: return false
        }
    }
    package var isMap: Bool { if case .map = kind { true } else { false } }
    package var isList: Bool { if case .list = kind { true } else { false } }

    /// The text of a scalar; numbers and truth values count as theirs.
    package var text: TermText? {
        switch kind {
        case .text(let text): text
        case .number(let text): TermText(text)
        case .bool(let value): TermText(value ? "true" : "false")
        case .unknown(let unknown): TermText([.unknown(unknown)])
        default: nil
        }
    }

    /// The text of a scalar that is wholly known.
    package var string: String? { text?.known }

    /// Whether some of a value, at any depth, is not known.
    package var hasUnknown: Bool {
        switch kind {
        case .unknown: true
        case .text(let text): text.known == nil
        case .list(let items): items.contains(where: \.hasUnknown)
        case .map(let entries): entries.contains { $0.value.hasUnknown }
        case .null, .bool, .number: false
        }
    }
}

/// How keys of different languages are held to be the same.
package enum TermKey {
    /// `memoryReservation`, `MemoryReservation` and `memory_reservation` are one.
    package static func matches(_ a: String, _ b: String) -> Bool {
        var a = a.utf8.makeIterator()
        var b = b.utf8.makeIterator()
        while true {
            let x = next(&a)
            if x != next(&b) { return false }
            if x == nil { return true }
        }
    }

    private static func next(_ iterator: inout String.UTF8View.Iterator) -> UInt8? {
        while let byte = iterator.next() {
            if byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") { continue }
            return (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
        }
        return nil
    }
}
