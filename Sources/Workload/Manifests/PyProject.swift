import Basics

/// pyproject.toml: PEP 621 metadata, dependency groups (PEP 735) and the tables of Poetry, uv and PDM.
enum PyProject {
    static func read(_ source: SourceFile, in tree: any FileTree) -> Manifest {
        let file = TOMLSource(source)
        var manifest = Manifest(ecosystem: .pip, path: source.path)
        manifest.problem = file.problem
        let project = file.root["project"]
        let poetry = file.root["tool", "poetry"]
        manifest.name = (project?["name"] ?? poetry?["name"])?.string
        manifest.version = (project?["version"] ?? poetry?["version"])?.string
        manifest.commands = ((project?["scripts"] ?? poetry?["scripts"])?.table.keys.sorted()) ?? []
        if let range = project?["requires-python"]?.string {
            let span = file.span(section: "project", key: "requires-python")
            manifest.runtimes.append(.init(name: "python", range: range, span: span))
        }
        add(project?["dependencies"]?.strings ?? [], .runtime, file, &manifest)
        for (_, group) in sorted(project?["optional-dependencies"]) { add(group.strings, .optional, file, &manifest) }
        for (_, group) in sorted(file.root["dependency-groups"]) { add(group.strings, .development, file, &manifest) }
        for (_, group) in sorted(file.root["tool", "pdm", "dev-dependencies"]) {
            add(group.strings, .development, file, &manifest)
        }
        add(file.root["tool", "uv", "dev-dependencies"]?.strings ?? [], .development, file, &manifest)
        add(file.root["build-system", "requires"]?.strings ?? [], .build, file, &manifest)
        addPoetry(poetry, file, &manifest)
        addSources(file, &manifest)
        manifest.workspaces = file.root["tool", "uv", "workspace", "members"]?.strings ?? []
        chooseLock(file, &manifest, tree)
        return manifest
    }

    private static func sorted(_ item: TOMLItem?) -> [(key: String, value: TOMLItem)] {
        (item?.table ?? [:]).sorted { $0.key < $1.key }
    }

    private static func add(
        _ requirements: [String], _ kind: Manifest.Dependency.Kind, _ file: TOMLSource, _ manifest: inout Manifest
    ) {
        for text in requirements {
            guard let requirement = PythonRequirement(ByteText(Array(text.utf8)).trimmed) else { continue }
            let span = file.span(string: text)
            manifest.dependencies.append(
                .init(requirement.name, requirement.range, kind, span, isPinned: requirement.isPinned))
            if let address = requirement.source {
                manifest.sources.append(PackageSource(address, requirement.range, span))
            }
        }
    }

    // MARK: Poetry

    private static func addPoetry(_ poetry: TOMLItem?, _ file: TOMLSource, _ manifest: inout Manifest) {
        guard let poetry else { return }
        addTable(poetry["dependencies"], "tool.poetry.dependencies", .runtime, file, &manifest)
        addTable(poetry["dev-dependencies"], "tool.poetry.dev-dependencies", .development, file, &manifest)
        for (name, group) in sorted(poetry["group"]) {
            let kind: Manifest.Dependency.Kind = group["optional"]?.bool == true ? .optional : .development
            addTable(group["dependencies"], "tool.poetry.group.\(name).dependencies", kind, file, &manifest)
        }
    }

    private static func addTable(
        _ table: TOMLItem?, _ section: String, _ kind: Manifest.Dependency.Kind, _ file: TOMLSource,
        _ manifest: inout Manifest
    ) {
        for (name, item) in sorted(table) {
            let span = file.span(section: section, key: name)
            if name == "python" {
                manifest.runtimes.append(.init(name: "python", range: item.string ?? "", span: span))
                continue
            }
            let range = item.string ?? item["version"]?.string ?? ""
            var pinned = NodeManifest.isExact(range) || range.hasPrefix("==")
            if let address = item["git"]?.string {
                let commit = item["rev"]?.string ?? ""
                pinned = AddressText.endsInCommit(commit)
                manifest.sources.append(PackageSource(.git, commit.isEmpty ? address : "\(address)@\(commit)", span))
            } else if let address = item["url"]?.string {
                pinned = true
                manifest.sources.append(PackageSource(.archive, address, span))
            } else if let path = item["path"]?.string {
                manifest.sources.append(PackageSource(.path, path, span))
            }
            let optional = item["optional"]?.bool == true
            manifest.dependencies.append(.init(name, range, optional ? .optional : kind, span, isPinned: pinned))
        }
    }

    // MARK: Sources

    private static func addSources(_ file: TOMLSource, _ manifest: inout Manifest) {
        let lists: [(TOMLItem?, PackageSource.Kind)] = [
            (file.root["tool", "poetry", "source"], .extraRegistry),
            (file.root["tool", "pdm", "source"], .extraRegistry),
            (file.root["tool", "uv", "index"], .extraRegistry),
        ]
        for (list, kind) in lists {
            for entry in list?.array ?? [] {
                guard let address = entry["url"]?.string else { continue }
                let isMain = entry["default"]?.bool == true || entry["priority"]?.string == "primary"
                manifest.sources.append(PackageSource(isMain ? .registry : kind, address, file.span(string: address)))
            }
        }
        if let address = file.root["tool", "uv", "index-url"]?.string {
            manifest.sources.append(PackageSource(.registry, address, file.span(string: address)))
        }
        for address in file.root["tool", "uv", "extra-index-url"]?.strings ?? [] {
            manifest.sources.append(PackageSource(.extraRegistry, address, file.span(string: address)))
        }
        for (name, entry) in sorted(file.root["tool", "uv", "sources"]) {
            let span = file.span(section: "tool.uv.sources", key: name)
            if let address = entry["git"]?.string {
                let commit = entry["rev"]?.string.map { "@" + $0 } ?? ""
                manifest.sources.append(PackageSource(.git, address + commit, span))
            } else if let address = entry["url"]?.string {
                manifest.sources.append(PackageSource(.archive, address, span))
            } else if let path = entry["path"]?.string {
                manifest.sources.append(PackageSource(.path, path, span))
            }
        }
    }

    // MARK: Lock file

    /// The lock file that is there tells the package manager; without one, the tool's table does.
    private static func chooseLock(_ file: TOMLSource, _ manifest: inout Manifest, _ tree: any FileTree) {
        let order: [Ecosystem] = [.uv, .poetry, .pdm, .pip]
        let found = order.compactMap { ecosystem in
            LockFinder.find(ecosystem.lockNames, for: manifest.folder, above: false, in: tree).map { (ecosystem, $0) }
        }
        if let (ecosystem, lock) = found.first {
            manifest.ecosystem = ecosystem
            manifest.lock = lock
            manifest.lock?.others = found.dropFirst().map(\.1.path)
        } else {
            for ecosystem in [Ecosystem.poetry, .uv, .pdm] where file.root["tool", ecosystem.rawValue] != nil {
                manifest.ecosystem = ecosystem
                break
            }
            if manifest.ecosystem == .uv || file.root["project"] != nil,
                let lock = LockFinder.find(Ecosystem.uv.lockNames, for: manifest.folder, above: true, in: tree)
            {
                manifest.ecosystem = .uv
                manifest.lock = lock
            }
        }
        guard var lock = manifest.lock, file.problem == nil, let bytes = LockFinder.bytes(&lock, in: tree) else {
            return
        }
        // Extras and groups are locked as well; what builds the project is not.
        let wanted = manifest.dependencies.filter { $0.kind != .build && ($0.name != manifest.name) }
        PythonLocks.compareTOML(wanted, bytes, &lock)
        manifest.lock = lock
    }
}
