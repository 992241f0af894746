/// Decides which paths of a build context are ignored, as Docker does.
///
/// Docker decides in two ways that differ in rare cases, and so does this: `decide(_:)` looks at a path by itself (as
/// Docker's check of COPY sources does), while the walk of a context hands the results of a folder on to what is in it
/// (as the transfer of the context does). With `a`, `!a/b` and then `a*`, the file `a/b` is
/// ignored in the first way only.
package struct IgnoreMatcher: Sendable {
    /// The outcome for one path.
    package struct Decision: Sendable, Hashable {
        package var isIgnored: Bool
        /// The pattern that had the last word, as an index of `patterns`; nil when none matched.
        package var by: Int?

        package init(isIgnored: Bool, by: Int?) {
            self.isIgnored = isIgnored
            self.by = by
        }
    }

    /// Which patterns matched a folder.
    struct Inherited: Sendable {
        var matched: [Bool]
    }

    package let patterns: [IgnorePattern]
    package let hasExceptions: Bool
    /// Whether all exceptions are plain paths; then Docker enters an ignored folder only on the way to one of them.
    private let hasOnlyPlainExceptions: Bool
    /// The plain exceptions, each with a slash at its end.
    private let plainExceptions: [[UInt8]]

    package init(_ patterns: [IgnorePattern]) {
        self.patterns = patterns
        let exceptions = patterns.filter(\.isException)
        hasExceptions = !exceptions.isEmpty
        let stems = exceptions.map { Self.withoutTrailingGlob($0.bytes) }
        hasOnlyPlainExceptions = stems.allSatisfy { stem in
            !stem.contains { #"*[]?^\"#.utf8.contains($0) }
        }
        plainExceptions = stems.map { $0 + [GoPath.slash] }
    }

    /// Takes patterns as `COPY --exclude` gives them. Nil when Docker would refuse one of them.
    package init?(_ texts: [String]) {
        var patterns: [IgnorePattern] = []
        for text in texts {
            var isLone = false
            let pattern = IgnorePattern(Array(text.utf8), span: nil, isLoneException: &isLone)
            if isLone || pattern?.isBad == true { return nil }
            if let pattern { patterns.append(pattern) }
        }
        self.init(patterns)
    }

    private static func withoutTrailingGlob(_ pattern: [UInt8]) -> [UInt8] {
        var stem = pattern[...]
        if stem.suffix(3).elementsEqual("/**".utf8) { stem = stem.dropLast(3) }
        if stem.suffix(2).elementsEqual("/*".utf8) { stem = stem.dropLast(2) }
        return Array(stem)
    }

    /// How much work one decision can be, in comparisons.
    var weight: Int { patterns.reduce(0) { $0 + ($1.program?.weight ?? 0) } }

    // MARK: One path by itself

    /// Decides on a clean relative path such as `src/main.go`, from the path and its parent folders.
    package func decide(_ path: String) -> Decision {
        decide(Array(path.utf8)[...])
    }

    func decide(_ path: ArraySlice<UInt8>) -> Decision {
        var decision = Decision(isIgnored: false, by: nil)
        if path.isEmpty || path.elementsEqual(".".utf8) { return decision }
        let slashes = path.indices.filter { path[$0] == GoPath.slash }
        for (index, pattern) in patterns.enumerated() where pattern.isException == decision.isIgnored {
            let isMatch =
                pattern.matches(path) || slashes.contains { pattern.matches(path[path.startIndex..<$0]) }
            if isMatch { decision = Decision(isIgnored: !pattern.isException, by: index) }
        }
        return decision
    }

    // MARK: The walk

    /// Decides on a path in a folder whose results are known; `result` receives those of the path when it is not nil.
    func decide(
        _ path: ArraySlice<UInt8>, in parent: Inherited?, result: inout Inherited?
    ) -> Decision {
        var decision = Decision(isIgnored: false, by: nil)
        for (index, pattern) in patterns.enumerated() {
            var isMatch = parent?.matched[index] ?? false
            if !isMatch {
                guard pattern.isException == decision.isIgnored else { continue }
                isMatch = pattern.matches(path)
            }
            guard isMatch else { continue }
            result?.matched[index] = true
            // What only repeats the decision so far decides nothing new.
            if decision.isIgnored == pattern.isException {
                decision = Decision(isIgnored: !pattern.isException, by: index)
            }
        }
        return decision
    }

    var noResult: Inherited { Inherited(matched: Array(repeating: false, count: patterns.count)) }

    /// Whether something in an ignored folder could be shipped all the same. `folder` ends with a slash.
    ///
    /// Docker enters no ignored folder when there is no exception; with plain exceptions it follows their paths only;
    /// else it enters all. Here the last case looks whether an exception after the deciding pattern can match below.
    func canReinclude(below folder: ArraySlice<UInt8>, ignoredBy index: Int) -> Bool {
        guard hasExceptions else { return false }
        if hasOnlyPlainExceptions { return plainExceptions.contains { $0.starts(with: folder) } }
        return patterns[(index + 1)...].contains { $0.isException && $0.program?.canMatch(below: folder) == true }
    }
}
