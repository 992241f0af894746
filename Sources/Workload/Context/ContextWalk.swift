import Basics

/// The walk through the folders of a build context that lists what is sent.
///
/// Links are listed and never followed, as BuildKit sends them as links; sockets, pipes and devices are left out.
struct ContextWalk {
    private struct Folder {
        var path: String
        var inherited: IgnoreMatcher.Inherited?
    }

    private let tree: any FileTree
    private let root: String
    private let matcher: IgnoreMatcher
    private let entryLimit: Int
    private var listing = ContextListing()
    /// Folders still to enter, the next one last.
    private var pending: [Step] = []

    /// What is left to do, in path order: a file has its place between the contents of two folders.
    private enum Step {
        case enter(Folder)
        case add(ContextFile)
    }

    static func list(tree: any FileTree, root: String, matcher: IgnoreMatcher, entryLimit: Int) -> ContextListing {
        // A hostile ignore file of many long patterns must not make each of very many entries dear.
        let bearable = max(1_000, 400_000_000 / max(1, matcher.weight))
        var walk = ContextWalk(tree: tree, root: root, matcher: matcher, entryLimit: min(entryLimit, bearable))
        walk.run()
        return walk.listing
    }

    private init(tree: any FileTree, root: String, matcher: IgnoreMatcher, entryLimit: Int) {
        self.tree = tree
        self.root = root
        self.matcher = matcher
        self.entryLimit = entryLimit
        listing.decisions = Array(repeating: 0, count: matcher.patterns.count)
    }

    private mutating func run() {
        pending = [.enter(Folder(path: "", inherited: nil))]
        while let step = pending.popLast() {
            switch step {
            case .add(let file):
                listing.files.append(file)
                listing.totalBytes += file.size
            case .enter(let folder):
                if listing.isTruncated { continue }
                enter(folder)
            }
        }
    }

    private mutating func enter(_ folder: Folder) {
        let place = root.isEmpty || folder.path.isEmpty ? root + folder.path : root + "/" + folder.path
        guard let entries = try? tree.list(place) else {
            listing.unreadable.append(folder.path)
            return
        }
        let prefix = folder.path.isEmpty ? "" : folder.path + "/"
        var bytes = Array(prefix.utf8)
        let prefixLength = bytes.count
        var steps: [Step] = []
        steps.reserveCapacity(entries.count)
        for entry in Self.inPathOrder(entries) {
            guard listing.entryCount < entryLimit else {
                listing.isTruncated = true
                break
            }
            listing.entryCount += 1
            bytes.removeSubrange(prefixLength...)
            bytes.append(contentsOf: entry.name.utf8)
            var result = entry.kind == .folder && matcher.hasExceptions ? matcher.noResult : nil
            let decision = matcher.decide(bytes[...], in: folder.inherited, result: &result)
            if let index = decision.by { listing.decisions[index] += 1 }
            switch entry.kind {
            case .folder:
                if decision.isIgnored, let index = decision.by {
                    bytes.append(GoPath.slash)
                    guard matcher.canReinclude(below: bytes[...], ignoredBy: index) else { continue }
                }
                steps.append(.enter(Folder(path: prefix + entry.name, inherited: result)))
            case .file, .link:
                if decision.isIgnored { continue }
                let kind: ContextFile.Kind = entry.kind == .link ? .link : .file
                steps.append(.add(ContextFile(path: prefix + entry.name, size: entry.size, kind: kind)))
            case .other: continue
            }
        }
        pending.append(contentsOf: steps.reversed())
    }

    /// Byte order of the full paths below: a folder `a` stands as `a/`, so after a file `a.b`.
    private static func inPathOrder(_ entries: [FileEntry]) -> [FileEntry] {
        guard entries.contains(where: { $0.kind == .folder }) else { return entries }
        let keyed = entries.map { (key: $0.kind == .folder ? $0.name + "/" : $0.name, entry: $0) }
        return keyed.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map(\.entry)
    }
}
