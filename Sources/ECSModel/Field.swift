package import Basics

/// What a definition says of one thing: nothing, a value, or something that shows only later.
///
/// A rule must treat `unknown` apart: it is neither a pass nor a fault.
package enum Field<Value: Sendable>: Sendable {
    case absent
    case known(Value, Place)
    case unknown(Unknown, Place)
    /// It is written, but is no value of this kind: validity speaks of it.
    case wrong(Place)

    package var value: Value? { if case .known(let value, _) = self { value } else { nil } }
    package var isAbsent: Bool { if case .absent = self { true } else { false } }
    package var isUnknown: Bool { if case .unknown = self { true } else { false } }

    package var place: Place? {
        switch self {
        case .absent: nil
        case .known(_, let place), .unknown(_, let place), .wrong(let place): place
        }
    }

    package var span: Span? { place?.span }

    package func map<Other: Sendable>(_ change: (Value) -> Other?) -> Field<Other> {
        switch self {
        case .absent: .absent
        case .known(let value, let place): change(value).map { .known($0, place) } ?? .wrong(place)
        case .unknown(let unknown, let place): .unknown(unknown, place)
        case .wrong(let place): .wrong(place)
        }
    }
}

extension Term {
    /// A text, numbers and truth values included, under `key`; unknown when any part of it is.
    package func string(_ key: String) -> Field<String> {
        field(key) { $0.text.map { text in text.known.map { .known($0) } ?? .unknown(text.firstUnknown) } }
    }

    /// A text that may be known in part.
    package func text(_ key: String) -> Field<TermText> {
        guard let term = self[key] else { return .absent }
        guard let text = term.text else { return .wrong(term.place) }
        return .known(text, term.place)
    }

    /// A whole number, also written as a text: `"256"`.
    package func int(_ key: String) -> Field<Int> { string(key).map { Int($0) } }

    /// A truth value, also written as a text: `"true"`.
    package func bool(_ key: String) -> Field<Bool> {
        string(key).map { ["true": true, "false": false][$0.lowercased()] }
    }

    /// The items of a list of texts; unknown when an item is.
    package func strings(_ key: String) -> Field<[String]> {
        guard let term = self[key] else { return .absent }
        if case .unknown(let unknown) = term.kind { return .unknown(unknown, term.place) }
        var result: [String] = []
        for item in term.items {
            guard let text = item.text else { return .wrong(item.place) }
            guard let known = text.known else { return .unknown(text.firstUnknown, item.place) }
            result.append(known)
        }
        return .known(result, term.place)
    }

    /// The items of a list of maps under `key`.
    package func list(_ key: String) -> Field<[Term]> {
        guard let term = self[key] else { return .absent }
        if case .unknown(let unknown) = term.kind { return .unknown(unknown, term.place) }
        return .known(term.items, term.place)
    }

    private enum Outcome<Value> {
        case known(Value)
        case unknown(Unknown)
    }

    private func field(_ key: String, _ read: (Term) -> Outcome<String>?) -> Field<String> {
        guard let term = self[key] else { return .absent }
        switch read(term) {
        case .known(let value)?: return .known(value, term.place)
        case .unknown(let unknown)?: return .unknown(unknown, term.place)
        case nil: return .wrong(term.place)
        }
    }
}

extension TermText {
    /// The first part that is not known, as what it is unknown for.
    package var firstUnknown: Unknown {
        for part in parts {
            switch part {
            case .unknown(let unknown): return unknown
            case .reference(let reference): return Unknown(.attribute, reference.shown)
            case .literal: continue
            }
        }
        return Unknown(.expression, shown)
    }
}
