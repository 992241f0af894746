package import Basics
import Templates

/// Finds the container files of a tree and how they are built.
package enum Discovery {
    /// Walks from `starts` (files or folders relative to the root; the root itself when there are none).
    ///
    /// A file named as a start is taken for a Dockerfile whatever its name. Nothing stops a walk: what cannot be read
    /// ends in `problems`, a file that cannot be reviewed is listed as refused.
    package static func find(
        in tree: some FileTree, from starts: [String] = [""], options: DiscoveryOptions = DiscoveryOptions()
    ) -> Discovered {
        var walk = Walk(tree: tree, options: options)
        for start in starts.isEmpty ? [""] : starts { walk.start(start) }
        walk.finish()
        var hints = BuildHints(tree: tree, options: options, found: walk.found)
        hints.read()
        return hints.found
    }
}

/// A walk over folders; it keeps its own stack, so that no depth of folders can end it.
struct Walk<Tree: FileTree> {
    let tree: Tree
    let options: DiscoveryOptions
    private(set) var found = Discovered()
    private var taken: Set<String> = []
    private var others: [String] = []
    private var candidates: [String] = []

    init(tree: Tree, options: DiscoveryOptions) {
        self.tree = tree
        self.options = options
    }

    mutating func start(_ path: String) {
        guard let entry = tree.entry(path) else {
            found.problems.append(Discovered.Problem(Failure.missing(path).message))
            return
        }
        switch entry.kind {
        case .folder: folders(from: path)
        // A link named by the user is followed, to a folder too.
        case .link where (try? tree.list(path)) != nil: folders(from: path)
        case .file, .link, .other:
            if entry.kind == .link { found.linksSeen += 1 } else { found.filesSeen += 1 }
            let kind = FileNameKind(entry.name)
            if kind == .none || kind == .other, DefinitionNames.isCandidate(entry.name) {
                candidates.append(path)
                return
            }
            switch kind {
            case .compose, .bake: take(path, entry, kind)
            case .dockerfileTemplate: take(path, entry, kind)
            case .dockerfile, .maybeDockerfile, .other, .none: take(path, entry, .dockerfile)
            }
        }
    }

    private mutating func folders(from top: String) {
        var stack = [top]
        while let folder = stack.popLast() {
            guard found.foldersVisited < options.folderLimit else {
                found.problems.append(
                    Discovered.Problem(
                        Text(
                            en:
                                "More than \(options.folderLimit) folders: the rest is not walked. Name the folders to review.",
                            ja: "フォルダーが \(options.folderLimit) 個を超えたため、残りは探索していません。対象のフォルダーを指定してください。")))
                return
            }
            let entries: [FileEntry]
            do throws(Failure) {
                entries = try tree.list(folder)
            } catch {
                found.problems.append(Discovered.Problem(error.message))
                continue
            }
            found.foldersVisited += 1
            visit(entries, in: folder, &stack)
        }
    }

    private mutating func visit(_ entries: [FileEntry], in folder: String, _ stack: inout [String]) {
        let isPipelineFolder = OtherFileNames.counts("a.yml", in: folder)
        for entry in entries {
            switch entry.kind {
            case .folder:
                let path = join(folder, entry.name)
                if SkippedFolders.contains(entry.name, hasSibling: { name in entries.contains { $0.name == name } }) {
                    found.skippedFolders.append(path)
                    continue
                }
                if entry.name == "Dockerfile" || entry.name == "Containerfile" { take(path, entry, .dockerfile) }
                stack.append(path)
            case .file, .link, .other:
                if entry.kind == .link { found.linksSeen += 1 } else { found.filesSeen += 1 }
                let kind = FileNameKind(entry.name)
                if kind == .none || kind == .other, DefinitionNames.isCandidate(entry.name) {
                    candidates.append(join(folder, entry.name))
                }
                switch kind {
                case .none:
                    if isPipelineFolder, OtherFileNames.counts(entry.name, in: folder) {
                        others.append(join(folder, entry.name))
                    }
                case .other: others.append(join(folder, entry.name))
                default: take(join(folder, entry.name), entry, kind)
                }
            }
        }
    }

    private func join(_ folder: String, _ name: String) -> String {
        folder.isEmpty ? name : folder + "/" + name
    }

    /// Lists a file once, with the state that its bytes give it.
    private mutating func take(_ path: String, _ entry: FileEntry, _ kind: FileNameKind) {
        guard taken.insert(path).inserted else { return }
        if let file = ContainerFileReader(tree: tree, limit: options.fileLimit).read(path, entry.kind, kind) {
            found.containerFiles.append(file)
        }
    }

    mutating func finish() {
        found.containerFiles.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        found.otherFiles = Array(Set(others)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        found.definitionCandidates = Array(Set(candidates)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        found.skippedFolders = Array(Set(found.skippedFolders)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
