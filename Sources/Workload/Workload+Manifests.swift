import Basics
import DockerfileSyntax

extension Workload {
    /// Folders whose manifests are read at most: a monorepo may have hundreds.
    private static let folderLimit = 24

    /// Manifests of the root and of the folders of named sources, each once.
    static func manifests(of copies: [ContextCopy], in context: BuildContext?) -> [Manifest] {
        guard let context else { return [] }
        var folders = [""]
        for copy in copies {
            for source in copy.sources where source.outcome == .found && !source.isWildcard {
                let path = source.path
                let isFolder = context.tree.entry(context.treePath(path))?.kind == .folder
                let folder = isFolder ? path : RelativePath.folder(path)
                if !folders.contains(folder) { folders.append(folder) }
            }
        }
        return folders.prefix(folderLimit).flatMap {
            ManifestReader.read(folder: context.treePath($0), in: context.tree)
        }
    }

    /// Whether the folder at hand is plainly what the image is built from, and not a Dockerfile without its sources: a
    /// named source is there, or all of a folder is taken that holds a manifest or sources.
    ///
    /// Nothing may be said of the absence of a file otherwise.
    package var hasRealContext: Bool {
        guard let context, stage != nil else { return false }
        for copy in contextCopies {
            for source in copy.sources where source.outcome == .found && !source.isRoot { return true }
        }
        guard contextCopies.contains(where: \.takesAll), !context.listing.isTruncated else { return false }
        return context.listing.files.contains { file in
            ManifestReader.isManifest(RelativePath.name(file.path)) || SourceName.isCode(file.path)
        }
    }

    /// The stages that a build of the image needs: those it is built on, copies from and mounts, and theirs.
    package var stagesInUse: Set<Int> {
        guard let stage else { return [] }
        var found: Set<Int> = []
        var open = [stage.index]
        while let index = open.popLast() {
            guard found.insert(index).inserted, dockerfile.stages.indices.contains(index) else { continue }
            let stage = dockerfile.stages[index]
            if case .stage(let parent) = stage.base { open.append(parent) }
            for number in stage.instructions where dockerfile.instructions.indices.contains(number) {
                let instruction = dockerfile.instructions[number]
                let names = [instruction.flag("from")?.value] + instruction.mounts.map(\.from)
                for name in names {
                    if let name, let other = dockerfile.stage(named: name), other.index < index {
                        open.append(other.index)
                    }
                }
            }
        }
        return found
    }

    /// Whether a file at `path` in a stage's file system becomes part of the image that runs.
    package func ships(_ path: String, from stage: Int, depth: Int = 0) -> Bool {
        guard depth < 8, let last = self.stage else { return false }
        let lineage = dockerfile.lineage(of: last).map(\.index)
        if lineage.contains(stage) { return true }
        for (index, copies) in files.copies {
            for copy in copies {
                guard let from = copy.from, dockerfile.stage(named: from)?.index == stage || isBuilt(from, on: stage)
                else {
                    continue
                }
                for source in copy.sources {
                    let root = RelativePath.join("", source).map { "/" + $0 } ?? source
                    guard root == "/" || path == root || path.hasPrefix(root + "/") else { continue }
                    let rest = root == "/" ? path : String(path.dropFirst(root.utf8.count))
                    let target = copy.destination == "/" ? rest : copy.destination + rest
                    if ships(target, from: index, depth: depth + 1) { return true }
                }
            }
        }
        return false
    }

    private func isBuilt(_ name: String, on stage: Int) -> Bool {
        dockerfile.stage(named: name).map { dockerfile.lineage(of: $0).contains { $0.index == stage } } ?? false
    }
}
