import Basics
package import DockerfileSyntax

/// Where the files of an image come from: follows COPY and ADD back to the build context.
package struct ImageFiles: Sendable {
    /// One source of a COPY or ADD, with its destination made absolute.
    struct Copied: Sendable {
        var instruction: Int
        var sources: [String]
        var destination: String
        /// The sources go into the destination, instead of becoming it.
        var isFolder: Bool
        /// The stage, image or named context behind `--from`.
        var from: String?
        var heredocs: [Heredoc]
    }

    package enum Origin: Sendable {
        /// A file of the build context, by its path in the tree.
        case context(path: String, instruction: Int)
        /// The content of a here-document of COPY.
        case heredoc(Heredoc, instruction: Int)
    }

    private let file: Dockerfile
    private let context: BuildContext?
    let copies: [Int: [Copied]]

    package init(_ file: Dockerfile, context: BuildContext?) {
        self.file = file
        self.context = context
        var copies: [Int: [Copied]] = [:]
        for stage in file.stages { copies[stage.index] = Self.copies(file, stage) }
        self.copies = copies
    }

    /// The copies of one stage, destinations resolved against the WORKDIR in force.
    private static func copies(_ file: Dockerfile, _ stage: Stage) -> [Copied] {
        var workdir = KnownStart.of(stage.base)?.workdir
        if case .stage(let index) = stage.base, let parent = file.stages.first(where: { $0.index == index }) {
            workdir = ImageConfig(file, parent).workdir?.value
        }
        var result: [Copied] = []
        for index in stage.instructions where file.instructions.indices.contains(index) {
            let instruction = file.instructions[index]
            if instruction.keyword == .workdir {
                workdir = instruction.word?.value.flatMap { absolute($0, in: workdir) }
            }
            guard instruction.keyword == .copy || instruction.keyword == .add,
                let last = instruction.words.last?.value, instruction.words.count >= 2,
                let destination = absolute(last, in: workdir)
            else { continue }
            let sources = instruction.words.dropLast().map(\.shown)
            let names = [".", "..", ""]
            let isFolder =
                last.hasSuffix("/") || sources.count > 1 || names.contains(RelativePath.name(last))
                || destination == workdir
            result.append(
                Copied(
                    instruction: index, sources: sources, destination: destination, isFolder: isFolder,
                    from: instruction.flag("from")?.value, heredocs: instruction.heredocs))
        }
        return result
    }

    /// An absolute, clean path; nil when it hangs on an unknown folder.
    static func absolute(_ path: String, in workdir: String?) -> String? {
        if path.hasPrefix("/") { return RelativePath.join("", path).map { "/" + $0 } }
        guard let workdir else { return nil }
        return RelativePath.join(workdir, path).map { "/" + $0 }
    }

    /// The origin of a file of the stage's image, by its absolute path; nil when the file does not tell.
    ///
    /// - Parameter before: only what instructions before this one bring counts.
    package func origin(of path: String, in stage: Stage, before: Int = .max, depth: Int = 0) -> Origin? {
        guard depth < 16 else { return nil }
        for stage in file.lineage(of: stage).reversed() {
            for copy in (copies[stage.index] ?? []).reversed() where copy.instruction < before {
                if let origin = origin(of: path, from: copy, depth) { return origin }
            }
        }
        return nil
    }

    private func origin(of path: String, from copy: Copied, _ depth: Int) -> Origin? {
        for source in copy.sources {
            if let heredoc = copy.heredocs.first(where: { source.hasSuffix("<<" + $0.name) || source == $0.name }) {
                let target = copy.isFolder ? Self.join(copy.destination, heredoc.name) : copy.destination
                if target == path { return .heredoc(heredoc, instruction: copy.instruction) }
                continue
            }
            for candidate in candidates(path, source, copy) {
                if let from = copy.from {
                    guard let stage = file.stage(named: from) else { continue }
                    if let found = origin(of: "/" + candidate, in: stage, depth: depth + 1) { return found }
                } else if let context, !context.matcher.decide(candidate).isIgnored,
                    let entry = context.tree.entry(context.treePath(candidate)), entry.kind != .folder
                {
                    return .context(path: context.treePath(candidate), instruction: copy.instruction)
                }
            }
        }
        return nil
    }

    /// The paths in the source's world that could have become `path`, without a leading slash.
    private func candidates(_ path: String, _ source: String, _ copy: Copied) -> [String] {
        let clean = RelativePath.join("", source) ?? ""
        var result: [String] = []
        if !copy.isFolder, path == copy.destination { result.append(clean) }
        let prefix = copy.destination == "/" ? "/" : copy.destination + "/"
        if path.hasPrefix(prefix) {
            let rest = String(path.dropFirst(prefix.count))
            // A folder's content goes into the destination; a file keeps its name there.
            result.append(clean.isEmpty ? rest : clean + "/" + rest)
            if RelativePath.name(clean) == rest { result.append(clean) }
            if clean.contains(where: { "*?[".contains($0) }), !rest.contains("/") {
                let folder = RelativePath.folder(clean)
                let pattern = GoGlob(Array(RelativePath.name(clean).utf8))
                if pattern?.matches(Array(rest.utf8)[...]) == true {
                    result.append(folder.isEmpty ? rest : folder + "/" + rest)
                }
            }
        }
        return result
    }

    /// The files of the context that COPY and ADD take into the stage's image, by their paths in the tree; those that
    /// an earlier stage takes in are among them where the image copies from it.
    package func contextPaths(in stage: Stage, _ context: BuildContext, limit: Int = 20_000) -> [String] {
        var sources: [String] = []
        var seen: Set<Int> = []
        var waiting = file.lineage(of: stage)
        while let next = waiting.popLast() {
            guard seen.insert(next.index).inserted else { continue }
            for copy in copies[next.index] ?? [] {
                if let from = copy.from {
                    if let other = file.stage(named: from) { waiting += file.lineage(of: other) }
                } else {
                    sources += copy.sources.filter { !$0.has("://") && !$0.hasPrefix("<<") }
                }
            }
        }
        return context.shipped(by: sources).files.prefix(limit).map { context.treePath($0.path) }
    }

    private static func join(_ folder: String, _ name: String) -> String {
        folder == "/" ? "/" + name : folder + "/" + name
    }
}
