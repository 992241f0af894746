import Basics

/// Finds what one source of COPY or ADD names in a build context.
struct CopySourceResolver {
    /// Files that one name or match stands for, and how many bytes of their paths lead to it.
    struct Root {
        var range: Range<Int>
        var prefixLength: Int
    }

    struct Result {
        var roots: [Root]
        var outcome: CopySelection.Outcome
        var isWildcard: Bool
    }

    let context: BuildContext
    let listing: ContextListing

    func resolve(_ text: String) -> Result {
        let path = GoPath.clean(Array("/".utf8) + Array(text.utf8)).dropFirst()
        let parts = path.split(separator: GoPath.slash)
        guard let wild = parts.firstIndex(where: { GoGlob.isWildcard($0) }) else {
            return plain(String(decoding: path, as: UTF8.self))
        }
        let base = String(decoding: Array(parts[..<wild].joined(separator: [GoPath.slash])), as: UTF8.self)
        let pattern = Array(parts[wild...].joined(separator: [GoPath.slash]))
        guard let glob = GoGlob(pattern) else {
            return Result(roots: [], outcome: .badPattern, isWildcard: true)
        }
        let roots = matches(of: glob, below: base)
        if !roots.isEmpty { return Result(roots: roots, outcome: .found, isWildcard: true) }
        return Result(roots: [], outcome: unmatched(parts[wild...], below: base), isWildcard: true)
    }

    // MARK: Names

    private func plain(_ path: String) -> Result {
        if let index = listing.index(of: path) {
            let folder = RelativePath.folder(path)
            let prefix = folder.isEmpty ? 0 : folder.utf8.count + 1
            return Result(
                roots: [Root(range: index..<(index + 1), prefixLength: prefix)], outcome: .found, isWildcard: false)
        }
        let range = listing.range(below: path)
        guard range.isEmpty else {
            let prefix = path.isEmpty ? 0 : path.utf8.count + 1
            return Result(roots: [Root(range: range, prefixLength: prefix)], outcome: .found, isWildcard: false)
        }
        return Result(roots: [], outcome: absent(path), isWildcard: false)
    }

    private func absent(_ path: String) -> CopySelection.Outcome {
        guard let entry = context.tree.entry(context.treePath(path)) else {
            return listing.isTruncated ? .unknown : .missing
        }
        let decision = context.matcher.decide(path)
        if decision.isIgnored { return .ignored(by: decision.by) }
        if listing.isTruncated { return .unknown }
        return entry.kind == .folder ? .empty : .missing
    }

    // MARK: Wildcards

    private func matches(of glob: GoGlob, below base: String) -> [Root] {
        let all = listing.range(below: base)
        let baseLength = base.isEmpty ? 0 : base.utf8.count + 1
        var roots: [Root] = []
        var index = all.lowerBound
        while index < all.upperBound {
            let path = Array(listing.files[index].path.utf8)
            let ends = path.indices.filter { $0 > baseLength && path[$0] == GoPath.slash } + [path.count]
            // Without a class a match has as many parts as the pattern, so that one prefix is enough to look at.
            let looked = glob.hasSet ? ends[...] : ends.dropFirst(glob.partCount - 1).prefix(1)
            let match = looked.first { glob.matches(path[baseLength..<$0]) }
            let next: Int
            if let end = match ?? (glob.hasSet ? nil : looked.first), end < path.count {
                next = listing.end(of: Array(path[...end]), from: index)
            } else {
                next = index + 1
            }
            if let match {
                let nameStart = path[..<match].lastIndex(of: GoPath.slash).map { $0 + 1 } ?? 0
                let prefix = match < path.count ? match + 1 : nameStart
                roots.append(Root(range: index..<next, prefixLength: prefix))
            }
            index = next
        }
        return roots
    }

    /// Whether a wildcard that takes nothing would take something if nothing were ignored.
    private func unmatched(_ parts: ArraySlice<ArraySlice<UInt8>>, below base: String) -> CopySelection.Outcome {
        var folders = [base]
        var budget = 10_000
        var sawEmptyFolder = false
        for (offset, part) in parts.enumerated() {
            guard let glob = GoGlob(Array(part)) else { return .missing }
            var next: [String] = []
            for folder in folders {
                guard budget > 0, let entries = try? context.tree.list(context.treePath(folder)) else { continue }
                budget -= entries.count
                for entry in entries where glob.matches(Array(entry.name.utf8)[...]) {
                    let path = folder.isEmpty ? entry.name : folder + "/" + entry.name
                    if offset + 1 < parts.count {
                        if entry.kind == .folder { next.append(path) }
                        continue
                    }
                    let decision = context.matcher.decide(path)
                    if decision.isIgnored { return .ignored(by: decision.by) }
                    sawEmptyFolder = sawEmptyFolder || entry.kind == .folder
                }
            }
            folders = next
        }
        if listing.isTruncated || budget <= 0 { return .unknown }
        return sawEmptyFolder ? .empty : .missing
    }
}
