/// One shell word: an argument, the value of an assignment or the target of a redirection.
package struct Word: Sendable {
    package struct Flags: OptionSet, Sendable, Hashable {
        package let rawValue: UInt8
        package init(rawValue: UInt8) { self.rawValue = rawValue }

        /// Some of it stands in quotes or behind a backslash.
        package static let quoted = Flags(rawValue: 1)
        /// `*`, `?` or `[…]` outside quotes.
        package static let glob = Flags(rawValue: 2)
        /// `{a,b}` or `{1..3}` outside quotes: bash expands it, POSIX shells do not.
        package static let braces = Flags(rawValue: 4)
        /// Starts with an unquoted `~`.
        package static let tilde = Flags(rawValue: 8)
        /// A parameter or substitution outside quotes, whose value is split into fields.
        package static let splits = Flags(rawValue: 16)
        /// Holds a command or process substitution somewhere.
        package static let substitution = Flags(rawValue: 32)
    }

    package let range: Range<Int>
    /// The word as written, quotes and all.
    package let text: String
    /// The value when it is constant: quotes and escapes removed; globs, braces and a tilde left as written.
    package let literal: String?
    /// What the word is made of; empty for a plain word without quotes, escapes and expansions.
    package let parts: [Part]
    package let flags: Flags

    package var isQuoted: Bool { flags.contains(.quoted) }
    package var hasUnquotedGlob: Bool { flags.contains(.glob) }
    package var hasBraces: Bool { flags.contains(.braces) }
    package var hasTilde: Bool { flags.contains(.tilde) }
    /// Whether an expansion stands outside quotes, so that blanks in its value split the word.
    package var isSplit: Bool { flags.contains(.splits) }
    package var isConstant: Bool { literal != nil }

    /// The names of the parameters it expands (`VERSION`, `1`, `@`), in order, once for each use; those inside
    /// command substitutions belong to the commands there.
    package var variables: [String] {
        var names: [String] = []
        for part in parts { part.collectVariables(&names) }
        return names
    }

    /// The word with quotes removed and expansions as written: `"foo=$VER"` gives `foo=$VER`.
    package var template: String {
        if let literal { return literal }
        return parts.map(\.template).joined()
    }

    /// Where the value stands in the source, byte for byte: the word itself, or what is between its quotes.
    ///
    /// `nil` when escapes, several parts or a line continuation lie between value and source.
    package var contentRange: Range<Int>? {
        if parts.isEmpty { return range.count == text.utf8.count ? range : nil }
        guard parts.count == 1, let literal else { return nil }
        let quotes: Int
        switch parts[0] {
        case .literal: quotes = 0
        case .singleQuoted, .doubleQuoted: quotes = 1
        default: return nil
        }
        let inner = range.lowerBound + quotes..<max(range.lowerBound + quotes, range.upperBound - quotes)
        return inner.count == literal.utf8.count ? inner : nil
    }

    /// The single parameter that is the whole word, quoted or not: `$x`, `"${x:-y}"`.
    package var soleParameter: Parameter? {
        guard parts.count == 1 else { return nil }
        switch parts[0] {
        case .parameter(let parameter): return parameter
        case .doubleQuoted(let inner, _):
            guard inner.count == 1, case .parameter(let parameter) = inner[0] else { return nil }
            return parameter
        default: return nil
        }
    }

    /// The command substitutions in it, outermost only.
    package var substitutions: [Substitution] {
        guard flags.contains(.substitution) else { return [] }
        var found: [Substitution] = []
        for part in parts { part.collectSubstitutions(&found) }
        return found
    }
}
