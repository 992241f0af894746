package import Basics

/// Edits that mend a fault.
package struct Fix: Sendable, Hashable {
    package enum Safety: String, Sendable, Hashable, Codable {
        /// Keeps the meaning, or gives what was plainly meant.
        case safe
        /// Changes what is built or run: a person decides.
        case ask
    }

    package var safety: Safety
    package var edits: [Edit]
    /// What a person must know or still do once it is applied; for fixes that ask.
    package var note: Text?

    package init(_ safety: Safety, _ edits: [Edit], note: Text? = nil) {
        self.safety = safety
        self.edits = edits
        self.note = note
    }

    /// One edit of the Dockerfile at hand.
    package static func safe(_ range: Range<Int>, _ replacement: String) -> Fix {
        Fix(.safe, [Edit(range, replacement)])
    }

    /// One edit of the Dockerfile at hand, to be agreed to.
    package static func ask(_ range: Range<Int>, _ replacement: String, note: Text? = nil) -> Fix {
        Fix(.ask, [Edit(range, replacement)], note: note)
    }
}

/// Bytes to replace; an empty range inserts. In a file that does not exist yet, `0..<0` makes it.
package struct Edit: Sendable, Hashable {
    /// The file; nil for the Dockerfile at hand.
    package var path: String?
    package var range: Range<Int>
    package var replacement: String

    package init(path: String? = nil, _ range: Range<Int>, _ replacement: String) {
        self.path = path
        self.range = range
        self.replacement = replacement
    }

    /// Applies edits of one file, from the last to the first. Nil when two of them overlap or leave the file.
    package static func apply(_ edits: [Edit], to bytes: [UInt8]) -> [UInt8]? {
        var result = bytes
        var limit = bytes.count
        for edit in edits.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
            guard edit.range.upperBound <= limit else { return nil }
            result.replaceSubrange(edit.range, with: Array(edit.replacement.utf8))
            limit = edit.range.lowerBound
        }
        return result
    }
}
