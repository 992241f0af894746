package import Basics

/// A `.dockerignore`, read as BuildKit reads it (moby/patternmatcher, `ignorefile.ReadAll` and `New`).
///
/// A line is a comment only when `#` is its very first byte. Other lines are trimmed and cleaned, and lose a leading
/// `/`.
package struct IgnoreFile: Sendable {
    /// Something for which Docker refuses the file, and so the whole build.
    package struct Problem: Sendable, Hashable {
        package enum Kind: Sendable, Hashable {
            /// A `!` with nothing after it.
            case loneException
            /// Wildcards that do not parse: an open `[`, an empty class, a `\` before a letter without meaning.
            case badPattern
            /// A line of 64 KiB or more.
            case longLine
            /// More patterns than Plimsoll looks at; Docker has no such limit.
            case tooManyPatterns
        }

        package var kind: Kind
        package var span: Span
        package var text: String
    }

    package let source: SourceFile
    package let patterns: [IgnorePattern]
    package let problems: [Problem]

    /// The most patterns that are read; the time to decide on a file grows with their number.
    package static let patternLimit = 10_000

    package init(_ source: SourceFile) {
        self.source = source
        var patterns: [IgnorePattern] = []
        var problems: [Problem] = []
        for line in 1...max(1, source.lineStarts.count) {
            var range = source.lineRange(line)
            if line == 1, source.bytes[range].starts(with: [0xEF, 0xBB, 0xBF]) {
                range = (range.lowerBound + 3)..<range.upperBound
            }
            guard range.count < 65536 else {
                problems.append(Problem(kind: .longLine, span: source.span(range.prefix(80)), text: ""))
                break
            }
            let content = GoPath.trimmedRange(source.bytes[range])
            if source.bytes[range].first == UInt8(ascii: "#") || content.isEmpty { continue }
            let span = source.span(content)
            guard patterns.count < Self.patternLimit else {
                problems.append(Problem(kind: .tooManyPatterns, span: span, text: source.text(content)))
                break
            }
            var isLoneException = false
            let raw = Self.normalized(source.bytes[content])
            if let pattern = IgnorePattern(raw, span: span, isLoneException: &isLoneException) {
                patterns.append(pattern)
                if pattern.isBad { problems.append(Problem(kind: .badPattern, span: span, text: pattern.text)) }
            } else if isLoneException {
                problems.append(Problem(kind: .loneException, span: span, text: "!"))
            }
        }
        self.patterns = patterns
        self.problems = problems
    }

    /// A line made into a path relative to the context, its `!` kept.
    private static func normalized(_ line: ArraySlice<UInt8>) -> [UInt8] {
        var body = line
        let isException = line.first == UInt8(ascii: "!")
        if isException {
            let rest = line.dropFirst()
            body = rest[GoPath.trimmedRange(rest)]
        }
        var path = body.isEmpty ? [] : GoPath.clean(Array(body))
        if path.count > 1, path.first == GoPath.slash { path.removeFirst() }
        return isException ? [UInt8(ascii: "!")] + path : path
    }

    /// Where BuildKit looks for the ignore file: `<Dockerfile>.dockerignore` first, then `.dockerignore` in the root of
    /// the context. The first that is there counts, even when it is empty.
    package static func candidates(dockerfile: String?, root: String) -> [String] {
        let common = root.isEmpty ? ".dockerignore" : root + "/.dockerignore"
        guard let dockerfile else { return [common] }
        return [dockerfile + ".dockerignore", common]
    }

    /// The ignore file that takes effect, or nil when there is none that can be read.
    package static func find(
        in tree: any FileTree, dockerfile: String?, root: String, limit: Int = 1 << 20
    ) -> IgnoreFile? {
        for path in candidates(dockerfile: dockerfile, root: root) {
            if let source = tree.source(path, limit: limit) { return IgnoreFile(source) }
        }
        return nil
    }
}
