import Basics

/// package.json and the lock files of npm, Yarn, pnpm and Bun.
enum NodeManifest {
    static func read(_ source: SourceFile, in tree: any FileTree) -> Manifest {
        var manifest = Manifest(ecosystem: .npm, path: source.path)
        if let offset = JSONCheck.firstError(source.bytes) {
            manifest.problem = .invalid(source.path, "JSON", detail: "", line: source.line(at: offset))
        }
        guard let root = JSONNode(root: source.bytes), root.isObject else {
            if manifest.problem == nil { manifest.problem = .invalid(source.path, "package.json", detail: "no object") }
            chooseLock(&manifest, overridden: [], tree)
            return manifest
        }
        var overridden: Set<String> = []
        for member in root.members {
            switch member.key {
            case "name": manifest.name = member.value.string
            case "version": manifest.version = member.value.string
            case "main": manifest.main = member.value.string
            case "bin":
                manifest.commands =
                    member.value.isObject
                    ? member.value.members.map(\.key) : member.value.string == nil ? [] : [manifest.name ?? "bin"]
            case "scripts": manifest.scripts = scripts(member.value, source)
            case "engines", "volta":
                for engine in member.value.members {
                    guard let range = engine.value.string else { continue }
                    manifest.runtimes.append(.init(name: engine.key, range: range, span: source.span(engine.range)))
                }
            case "packageManager": manifest.packageManager = packageManager(member, source)
            case "workspaces":
                let list = member.value.isObject ? member.value["packages"] : member.value
                manifest.workspaces = list?.elements.compactMap(\.string) ?? []
            case "dependencies": add(member.value, .runtime, source, to: &manifest)
            case "devDependencies": add(member.value, .development, source, to: &manifest)
            case "optionalDependencies": add(member.value, .optional, source, to: &manifest)
            case "peerDependencies": add(member.value, .peer, source, to: &manifest)
            case "resolutions", "overrides", "pnpm":
                let table = member.key == "pnpm" ? member.value["overrides"] : member.value
                for entry in table.map({ Array($0.members) }) ?? [] { overridden.insert(entry.key) }
            default: break
            }
        }
        if manifest.workspaces.isEmpty, let workspace = tree.source(beside(source, "pnpm-workspace.yaml")) {
            manifest.workspaces = IndentedText.list(ByteText(workspace), under: "packages")
        }
        chooseLock(&manifest, overridden: overridden, tree)
        return manifest
    }

    private static func beside(_ source: SourceFile, _ name: String) -> String {
        RelativePath.join(RelativePath.folder(source.path), name) ?? name
    }

    private static func scripts(_ node: JSONNode, _ source: SourceFile) -> [Manifest.Script] {
        node.members.compactMap { member in
            guard let text = member.value.string else { return nil }
            let inner = member.value.range.lowerBound + 1..<member.value.range.upperBound - 1
            return Manifest.Script(name: member.key, text: text, span: source.span(inner))
        }
    }

    /// `pnpm@9.1.0+sha512.…`: the name and the version without its digest.
    private static func packageManager(_ member: JSONNode.Member, _ source: SourceFile) -> Manifest.Requirement? {
        guard let text = member.value.string, let at = text.firstIndex(of: "@") else { return nil }
        let version = text[text.index(after: at)...].split(separator: "+").first ?? ""
        return .init(name: String(text[..<at]), range: String(version), span: source.span(member.range))
    }

    private static func add(
        _ node: JSONNode, _ kind: Manifest.Dependency.Kind, _ source: SourceFile, to manifest: inout Manifest
    ) {
        for member in node.members {
            guard let range = member.value.string else { continue }
            let span = source.span(member.range)
            let address = AddressText.kind(range)
            manifest.dependencies.append(
                .init(
                    member.key, range, kind, span,
                    isPinned: address == nil ? isExact(range) : AddressText.endsInCommit(range)))
            if let address { manifest.sources.append(PackageSource(address, range, span)) }
        }
    }

    /// `1.2.3`, `=1.2.3` or `npm:other@1.2.3`: a digit first, two dots, and no room for choice.
    static func isExact(_ range: String) -> Bool {
        var text = range[...]
        if text.hasPrefix("npm:"), let at = text.lastIndex(of: "@") { text = text[text.index(after: at)...] }
        if text.hasPrefix("=") || text.hasPrefix("v") { text = text.dropFirst() }
        guard let first = text.utf8.first, first >= UInt8(ascii: "0"), first <= UInt8(ascii: "9") else { return false }
        let core = text.prefix { $0 != "-" && $0 != "+" }
        return core.utf8.filter { $0 == UInt8(ascii: ".") }.count == 2
            && core.utf8.allSatisfy { $0 == UInt8(ascii: ".") || ($0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9")) }
    }

    // MARK: Lock file

    /// The package manager is told by `packageManager`, then by the lock file that is there.
    private static func chooseLock(_ manifest: inout Manifest, overridden: Set<String>, _ tree: any FileTree) {
        let all: [Ecosystem] = [.npm, .yarn, .pnpm, .bun]
        let named = manifest.packageManager.flatMap { Ecosystem(rawValue: $0.name) }
        if let named, all.contains(named) { manifest.ecosystem = named }
        let order = named.map { name in [name] + all.filter { $0 != name } } ?? all
        let beside = order.compactMap { ecosystem in
            LockFinder.find(ecosystem.lockNames, for: manifest.folder, above: false, in: tree).map { (ecosystem, $0) }
        }
        let chosen = beside.first ?? above(order, manifest.folder, tree)
        guard case (let ecosystem, var lock)? = chosen else { return }
        lock.others = beside.dropFirst().map(\.1.path)
        // A lock file of another manager than the named one is only a leftover, and is not compared.
        if named == nil || named == ecosystem {
            manifest.ecosystem = ecosystem
            if manifest.problem == nil { NodeLocks.compare(manifest, overridden, &lock, in: tree) }
        }
        manifest.lock = lock
    }

    /// The nearest lock file in a folder above that declares workspaces: another project's is none of ours.
    private static func above(_ order: [Ecosystem], _ folder: String, _ tree: any FileTree) -> (Ecosystem, LockFile)? {
        var current = folder
        while !current.isEmpty {
            current = RelativePath.folder(current)
            let prefix = current.isEmpty ? "" : current + "/"
            for ecosystem in order {
                guard var lock = LockFinder.find(ecosystem.lockNames, for: current, above: false, in: tree) else {
                    continue
                }
                let root = tree.source(prefix + "package.json").flatMap { JSONNode(root: $0.bytes) }
                let shares = root?["workspaces"] != nil || tree.exists(prefix + "pnpm-workspace.yaml")
                guard shares else { return nil }
                lock.isAbove = true
                return (ecosystem, lock)
            }
        }
        return nil
    }
}
