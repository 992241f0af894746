import Basics
import Templates

/// Reads the Compose and Bake files of a walk and tells each Dockerfile how it is built.
struct BuildHints<Tree: FileTree> {
    let tree: Tree
    let options: DiscoveryOptions
    private(set) var found: Discovered
    /// Where each Dockerfile stands in `found.containerFiles`.
    private var places: [String: Int] = [:]
    private var inline: [ContainerFile] = []
    /// The Compose file of each folder that others in it add to, by its place in `found.composeFiles`.
    private var bases: [String: Int] = [:]

    init(tree: Tree, options: DiscoveryOptions, found: Discovered) {
        self.tree = tree
        self.options = options
        self.found = found
    }

    mutating func read() {
        readFiles()
        for (index, file) in found.containerFiles.enumerated() where file.kind == .dockerfile {
            places[file.path] = index
        }
        for (index, compose) in found.composeFiles.enumerated() {
            guard Self.baseNames.contains(RelativePath.name(compose.path)) else { continue }
            bases[RelativePath.folder(compose.path)] = index
        }
        for compose in found.composeFiles {
            for service in compose.services { hint(service, in: compose) }
        }
        for bake in found.bakeFiles {
            let inherited = Set(bake.targets.flatMap(\.inherits).compactMap(\.known))
            for target in bake.resolvedTargets() {
                hint(target, isInherited: inherited.contains(target.name), in: bake)
            }
        }
        found.containerFiles += inline
        found.containerFiles.sort { first, second in
            if first.path != second.path { return first.path.utf8.lexicographicallyPrecedes(second.path.utf8) }
            return (first.inline?.place.bytes.lowerBound ?? -1) < (second.inline?.place.bytes.lowerBound ?? -1)
        }
        for index in found.containerFiles.indices {
            found.containerFiles[index].contextCandidates = Self.candidates(found.containerFiles[index])
        }
    }

    private mutating func readFiles() {
        var strangers: Set<Int> = []
        for index in found.containerFiles.indices {
            let file = found.containerFiles[index]
            guard file.isFound, let source = file.source else { continue }
            do throws(Failure) {
                switch file.kind {
                case .compose:
                    let compose = try ComposeFile.read(source, variables: options.variables)
                    // `compose-notes.yml` may be anything.
                    if compose.services.isEmpty, compose.includes.isEmpty, compose.document.root["services"] == nil,
                        RelativePath.name(source.path).hasPrefix("compose-")
                    {
                        strangers.insert(index)
                    } else {
                        found.composeFiles.append(compose)
                    }
                case .bake: found.bakeFiles.append(try BakeFile.read(source, variables: options.variables))
                case .dockerfile, .inline: break
                }
            } catch {
                let reason = Text(en: error.text(.english), ja: error.text(.japanese))
                found.containerFiles[index].state = .refused(reason)
            }
        }
        if strangers.isEmpty { return }
        found.containerFiles = found.containerFiles.enumerated().filter { !strangers.contains($0.offset) }.map(
            \.element)
    }

    // MARK: Compose

    private mutating func hint(_ service: ComposeService, in compose: ComposeFile) {
        guard var build = service.build else { return }
        // An override file adds to the file that it overrides, which mostly names the folder.
        if build.context == nil, let base = baseBuild(service.name, of: compose) {
            build.context = base.context
            build.dockerfile = build.dockerfile ?? base.dockerfile
            build.target = build.target ?? base.target
            build.args = base.args.filter { arg in !build.args.contains { $0.name == arg.name } } + build.args
        }
        let folder = RelativePath.folder(compose.path)
        add(
            Told(
                folder: folder, context: build.context, dockerfile: build.dockerfile, inline: build.dockerfileInline,
                target: build.target, args: build.args, contexts: build.additionalContexts,
                platforms: build.platforms.isEmpty ? service.platform.map { [$0] } ?? [] : build.platforms,
                name: service.name, range: build.range, source: compose.source))
    }

    private func baseBuild(_ service: String, of compose: ComposeFile) -> ComposeBuild? {
        guard let base = bases[RelativePath.folder(compose.path)], found.composeFiles[base].path != compose.path else {
            return nil
        }
        return found.composeFiles[base].service(service)?.build
    }

    private static var baseNames: [String] {
        ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"]
    }

    // MARK: Bake

    private mutating func hint(_ target: BakeTarget, isInherited: Bool, in bake: BakeFile) {
        // A target that names nothing to build serves to be inherited from; so does one named `_common`.
        let isEmpty = target.context == nil && target.dockerfile == nil && target.dockerfileInline == nil
        if target.name.utf8.first == UInt8(ascii: "_") || (isEmpty && isInherited) { return }
        add(
            Told(
                // Bake takes paths from where it is started, which is where its file lies unless told otherwise.
                folder: RelativePath.folder(bake.path), context: target.context, dockerfile: target.dockerfile,
                inline: target.dockerfileInline, target: target.target, args: target.args, contexts: target.contexts,
                platforms: target.platforms, name: target.name, range: target.range, source: bake.source))
    }

    // MARK: Both

    /// A build as a file tells it.
    private struct Told {
        var folder: String
        var context: Templated?
        var dockerfile: Templated?
        var inline: Templated?
        var target: Templated?
        var args: [TemplatedVariable]
        var contexts: [TemplatedVariable]
        var platforms: [Templated]
        var name: String
        var range: Range<Int>
        var source: SourceFile
    }

    private mutating func add(_ told: Told) {
        let written = told.context?.shown ?? "."
        let context = told.context.map { BuildPath.local($0, in: told.folder) } ?? told.folder
        let arguments = { (list: [TemplatedVariable]) in
            list.map { BuildHint.Argument(name: $0.name, value: $0.value?.known) }
        }
        let hint = BuildHint(
            context: context, writtenContext: written, target: told.target?.known, args: arguments(told.args),
            platforms: told.platforms.compactMap(\.known), additionalContexts: arguments(told.contexts),
            toldBy: told.source.span(told.range), name: told.name)
        if let text = told.inline {
            var file = ContainerFile(path: told.source.path, kind: .inline, state: .found, source: told.source)
            file.inline = InlineDockerfile(text: text.shown, place: told.source.span(text.range), name: told.name)
            file.builds = [hint]
            inline.append(file)
            return
        }
        guard let context else { return }
        let path = told.dockerfile.map { BuildPath.local($0, in: context) } ?? BuildPath.dockerfile(in: context, tree)
        guard let path else { return }
        if let place = places[path] {
            found.containerFiles[place].builds.append(hint)
            return
        }
        take(path, told, hint)
    }

    /// A Dockerfile whose name or folder did not show it, or that is not there.
    private mutating func take(_ path: String, _ told: Told, _ hint: BuildHint) {
        let place = told.source.span(told.dockerfile?.range ?? told.context?.range ?? told.range)
        guard let entry = tree.entry(path) else {
            found.problems.append(
                Discovered.Problem(
                    Text(
                        en: "\(told.name) is built from \(path), which is not there. Correct the path or add the file.",
                        ja: "\(told.name) のビルドに使う \(path) がありません。パスを修正するか、ファイルを追加してください。"),
                    place: place))
            return
        }
        guard var file = ContainerFileReader(tree: tree, limit: options.fileLimit).read(path, entry.kind, .dockerfile)
        else {
            return
        }
        file.builds = [hint]
        places[path] = found.containerFiles.count
        found.containerFiles.append(file)
    }

    /// Told contexts, then the file's own folder, then its parents up to the root, each once.
    private static func candidates(_ file: ContainerFile) -> [String] {
        guard file.kind == .dockerfile || file.kind == .inline else { return [] }
        var result: [String] = []
        for context in file.builds.compactMap(\.context) where !result.contains(context) { result.append(context) }
        var folder = RelativePath.folder(file.path)
        while true {
            if !result.contains(folder) { result.append(folder) }
            if folder.isEmpty { return result }
            folder = RelativePath.folder(folder)
        }
    }
}

/// Paths as build definitions write them.
enum BuildPath {
    /// The path relative to the root; nil when it is absolute, remote, outside or not known.
    static func local(_ text: Templated, in folder: String) -> String? {
        guard let path = text.known else { return nil }
        if path.isEmpty { return folder }
        let isRemote = path.has("://") || path.hasPrefix("git@") || path.hasPrefix("github.com/")
        let isElsewhere =
            path.hasPrefix("/") || path.hasPrefix("~") || path.hasPrefix("target:") || path.has(":\\")
        return isRemote || isElsewhere ? nil : RelativePath.join(folder, path)
    }

    /// `Dockerfile` in a context, or the name that stands there in its place.
    static func dockerfile(in context: String, _ tree: some FileTree) -> String {
        let prefix = context.isEmpty ? "" : context + "/"
        for name in ["Dockerfile", "dockerfile", "Containerfile"] where tree.exists(prefix + name) {
            return prefix + name
        }
        return prefix + "Dockerfile"
    }
}
