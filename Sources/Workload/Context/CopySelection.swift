/// What the sources of one COPY or ADD take from a build context.
package struct CopySelection: Sendable {
    /// What became of one source.
    package enum Outcome: Sendable, Hashable {
        /// At least one file is copied.
        case found
        /// A folder without a file in it that is sent; an exclude can also have taken all files.
        case empty
        /// It is there, but the ignore file keeps it out. `by` is the deciding pattern's index.
        case ignored(by: Int?)
        /// Nothing is there by that name.
        case missing
        /// A wildcard that does not parse; it matches nothing.
        case badPattern
        /// The context was not read to its end, so that nothing can be said.
        case unknown
    }

    /// One source as written, and its outcome.
    package struct Source: Sendable, Hashable {
        package var text: String
        package var outcome: Outcome
        package var isWildcard: Bool
    }

    /// Sorted by path, each once.
    package var files: [ContextFile]
    package var totalBytes: Int
    package var sources: [Source]
    /// Whether an `--exclude` pattern is one that Docker refuses; none is applied then.
    package var hasBadExclude: Bool
}

extension BuildContext {
    /// Finds the files that COPY or ADD takes. Give only sources from the context: no URL, no here-document, and none
    /// of an instruction with `--from`.
    ///
    /// BuildKit sees a source as a path from the root of the context, so that `/a`, `./a` and `../a` are all `a`.
    /// `--exclude` patterns are matched below each source folder, and on the name of a source that is a file.
    package func shipped(by sources: [String], excluding excludes: [String] = []) -> CopySelection {
        let listing = listing
        let exclude = excludes.isEmpty ? nil : IgnoreMatcher(excludes)
        var taken: [Range<Int>] = []
        var results: [CopySelection.Source] = []
        for text in sources {
            let found = CopySourceResolver(context: self, listing: listing).resolve(text)
            let kept = found.roots.flatMap { Self.apply(exclude, to: $0, listing) }
            let outcome = kept.isEmpty && found.outcome == .found ? .empty : found.outcome
            taken += kept
            results.append(CopySelection.Source(text: text, outcome: outcome, isWildcard: found.isWildcard))
        }
        let files = Self.merged(taken).flatMap { listing.files[$0] }
        return CopySelection(
            files: files, totalBytes: files.reduce(0) { $0 + $1.size }, sources: results,
            hasBadExclude: !excludes.isEmpty && exclude == nil)
    }

    private static func apply(
        _ exclude: IgnoreMatcher?, to root: CopySourceResolver.Root, _ listing: ContextListing
    ) -> [Range<Int>] {
        guard let exclude else { return root.range.isEmpty ? [] : [root.range] }
        var kept: [Range<Int>] = []
        for index in root.range {
            let path = Array(listing.files[index].path.utf8)[...].dropFirst(root.prefixLength)
            if exclude.decide(path).isIgnored { continue }
            if let last = kept.last, last.upperBound == index {
                kept[kept.count - 1] = last.lowerBound..<(index + 1)
            } else {
                kept.append(index..<(index + 1))
            }
        }
        return kept
    }

    /// Ranges in order, without overlap.
    private static func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
        var result: [Range<Int>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = result.last, range.lowerBound <= last.upperBound {
                result[result.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                result.append(range)
            }
        }
        return result
    }
}
