package import Basics

/// A secret in a stretch of bytes. The value itself is not kept.
package struct SecretHit: Sendable, Hashable {
    /// How sure it is, and why.
    package enum Certainty: Int, Sendable, Hashable, Comparable {
        /// High entropy where the context speaks of a secret.
        case context
        /// A shape that a provider gives to its tokens and nothing else has.
        case shape
        /// A checksum inside agrees, or the key was parsed.
        case verified

        package static func < (a: Certainty, b: Certainty) -> Bool { a.rawValue < b.rawValue }
    }

    /// A stable id, e.g. `aws-access-key-id`.
    package var kind: String
    package var title: Text
    package var certainty: Certainty
    /// Where it begins, in bytes from the start of the file, and how long it is.
    package var offset: Int
    package var length: Int
    /// The line, from 1; nil in a binary file, which has none.
    package var line: Int?
    /// What may be shown: the first characters and stars, never more than a quarter of it.
    package var masked: String
    /// SHA-256 of the value, cut to 16 hexadecimal digits: tells whether two places hold the same one.
    package var fingerprint: String

    package init(
        kind: String, title: Text, certainty: Certainty, offset: Int, length: Int, line: Int?, masked: String,
        fingerprint: String
    ) {
        self.kind = kind
        self.title = title
        self.certainty = certainty
        self.offset = offset
        self.length = length
        self.line = line
        self.masked = masked
        self.fingerprint = fingerprint
    }
}
