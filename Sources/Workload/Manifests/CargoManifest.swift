import Basics

/// Cargo.toml and Cargo.lock.
enum CargoManifest {
    static func read(_ source: SourceFile, in tree: any FileTree) -> Manifest {
        let file = TOMLSource(source)
        var manifest = Manifest(ecosystem: .cargo, path: source.path)
        manifest.problem = file.problem
        let package = file.root["package"]
        manifest.name = package?["name"]?.string
        manifest.version = package?["version"]?.string
        for (key, name) in [("rust-version", "rust"), ("edition", "rust-edition")] {
            guard let range = package?[key]?.string else { continue }
            manifest.runtimes.append(.init(name: name, range: range, span: file.span(section: "package", key: key)))
        }
        manifest.commands = file.root["bin"]?.array.compactMap { $0["name"]?.string } ?? []
        manifest.workspaces = file.root["workspace", "members"]?.strings ?? []
        let sections: [(String, Manifest.Dependency.Kind)] = [
            ("dependencies", .runtime), ("dev-dependencies", .development), ("build-dependencies", .build),
        ]
        for (section, kind) in sections { add(file.root[section], section, kind, file, &manifest) }
        for (target, tables) in (file.root["target"]?.table ?? [:]).sorted(by: { $0.key < $1.key }) {
            for (section, kind) in sections {
                add(tables[section], "target.\(target).\(section)", kind, file, &manifest)
            }
        }
        // A member's lock file is the workspace's.
        manifest.lock = LockFinder.find(["Cargo.lock"], for: manifest.folder, above: true, in: tree)
        if var lock = manifest.lock, manifest.problem == nil, let bytes = LockFinder.bytes(&lock, in: tree) {
            let text = ByteText(bytes)
            let names = TOMLPackages.names(text, &lock) { $0 }
            lock.hasIntegrity = text.contains("checksum = ")
            if names.isEmpty {
                lock.problem = .invalid(lock.path, "Cargo.lock", detail: "no packages")
            } else {
                var wanted = manifest.dependencies
                if let name = manifest.name { wanted.append(.init(name, manifest.version ?? "", .runtime, nil)) }
                lock.differences = LockFinder.missing(wanted, in: names)
            }
            manifest.lock = lock
        }
        return manifest
    }

    private static func add(
        _ table: TOMLItem?, _ section: String, _ kind: Manifest.Dependency.Kind, _ file: TOMLSource,
        _ manifest: inout Manifest
    ) {
        for (name, item) in (table?.table ?? [:]).sorted(by: { $0.key < $1.key }) {
            let span = file.span(section: section, key: name)
            let range = item.string ?? item["version"]?.string ?? ""
            var pinned = range.hasPrefix("=")
            if let address = item["git"]?.string {
                let commit = item["rev"]?.string
                pinned = commit.map(AddressText.endsInCommit) ?? false
                manifest.sources.append(PackageSource(.git, address + (commit.map { "@" + $0 } ?? ""), span))
            } else if let path = item["path"]?.string {
                manifest.sources.append(PackageSource(.path, path, span))
            }
            let optional = item["optional"]?.bool == true && kind == .runtime
            // `alias = { package = "real" }`: Cargo.lock knows the real name only.
            let real = item["package"]?.string ?? name
            manifest.dependencies.append(.init(real, range, optional ? .optional : kind, span, isPinned: pinned))
        }
    }
}
