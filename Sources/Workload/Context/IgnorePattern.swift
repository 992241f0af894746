package import Basics

/// One pattern of an ignore file, or of `COPY --exclude`, as Docker reads it.
package struct IgnorePattern: Sendable {
    /// The pattern as it takes effect: cleaned, without the leading `/` and without the `!`.
    package let text: String
    /// Whether it starts with `!` and so brings back what an earlier pattern ignores.
    package let isException: Bool
    /// Where it stands; nil for a pattern that comes from elsewhere than an ignore file.
    package let span: Span?
    /// Whether Docker refuses the pattern and with it the build. Such a pattern matches nothing here.
    package var isBad: Bool { program == nil }

    let bytes: [UInt8]
    let program: IgnoreProgram?

    /// What Docker does with one pattern after reading the file: trims and cleans again, then looks for a `!`.
    ///
    /// The second look makes `/!a` and `a/../!b` exceptions, which is so in Docker. Nil when nothing is left to match,
    /// which is a lone `!` when `isLoneException` comes back true.
    init?(_ raw: [UInt8], span: Span?, isLoneException: inout Bool) {
        let trimmed = raw[GoPath.trimmedRange(raw[...])]
        if trimmed.isEmpty { return nil }
        var bytes = GoPath.clean(Array(trimmed))
        isException = bytes.first == UInt8(ascii: "!")
        if isException {
            bytes.removeFirst()
            if bytes.isEmpty {
                isLoneException = true
                return nil
            }
        }
        self.bytes = bytes
        self.span = span
        text = String(decoding: bytes, as: UTF8.self)
        program = IgnoreProgram(bytes)
    }

    func matches(_ path: ArraySlice<UInt8>) -> Bool { program?.matches(path) ?? false }
}
