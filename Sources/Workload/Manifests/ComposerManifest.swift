import Basics

/// composer.json and composer.lock. The lock file's `content-hash` depends on Composer's own encoder, so names are compared.
enum ComposerManifest {
    static func read(_ source: SourceFile, in tree: any FileTree) -> Manifest {
        var manifest = Manifest(ecosystem: .composer, path: source.path)
        if let offset = JSONCheck.firstError(source.bytes) {
            manifest.problem = .invalid(source.path, "JSON", detail: "", line: source.line(at: offset))
        }
        guard let root = JSONNode(root: source.bytes), root.isObject else {
            if manifest.problem == nil {
                manifest.problem = .invalid(source.path, "composer.json", detail: "no object")
            }
            return manifest
        }
        for member in root.members {
            switch member.key {
            case "name": manifest.name = member.value.string
            case "version": manifest.version = member.value.string
            case "require": add(member.value, .runtime, source, &manifest)
            case "require-dev": add(member.value, .development, source, &manifest)
            case "scripts":
                for script in member.value.members {
                    let texts = script.value.isArray ? script.value.elements : [script.value]
                    for text in texts {
                        guard let string = text.string else { continue }
                        manifest.scripts.append(
                            .init(name: script.key, text: string, span: source.span(text.range)))
                    }
                }
            case "repositories": repositories(member.value, source, &manifest)
            default: break
            }
        }
        compare(&manifest, tree)
        return manifest
    }

    private static func add(
        _ node: JSONNode, _ kind: Manifest.Dependency.Kind, _ source: SourceFile, _ manifest: inout Manifest
    ) {
        for member in node.members {
            let name = member.key
            let range = member.value.string ?? ""
            let span = source.span(member.range)
            if name == "php" || name.hasPrefix("ext-") {
                manifest.runtimes.append(.init(name: name, range: range, span: span))
            } else {
                manifest.dependencies.append(.init(name, range, kind, span, isPinned: NodeManifest.isExact(range)))
            }
        }
    }

    /// A list, or an object of them by name; `"packagist.org": false` switches the usual one off.
    private static func repositories(_ node: JSONNode, _ source: SourceFile, _ manifest: inout Manifest) {
        for entry in node.isArray ? node.elements : node.members.map(\.value) {
            guard let address = entry["url"], let text = address.string else { continue }
            let kind: PackageSource.Kind =
                switch entry["type"]?.string {
                case "vcs", "git", "github", "gitlab": .git
                case "path": .path
                case "artifact": .archive
                default: .extraRegistry
                }
            manifest.sources.append(PackageSource(kind, text, source.span(address.range)))
        }
    }

    private static func compare(_ manifest: inout Manifest, _ tree: any FileTree) {
        guard var lock = LockFinder.find(["composer.lock"], for: manifest.folder, above: false, in: tree) else {
            return
        }
        if let bytes = LockFinder.bytes(&lock, in: tree) {
            if let root = JSONNode(root: bytes), root.isObject {
                lock.version = root["plugin-api-version"]?.string
                lock.hasIntegrity = ByteText(bytes).contains("\"shasum\": \"")
                var names: Set<String> = []
                for section in ["packages", "packages-dev"] {
                    for package in root[section]?.elements ?? [] {
                        if let name = package["name"]?.string { names.insert(name.lowercased()) }
                        // A package may be provided or replaced by another (`psr/log-implementation`).
                        for key in ["provide", "replace"] {
                            guard let others = package[key] else { continue }
                            for other in others.members { names.insert(other.key.lowercased()) }
                        }
                    }
                }
                // `composer-plugin-api` and the like are no packages.
                let wanted = manifest.dependencies.filter { $0.name.contains("/") }
                lock.differences = LockFinder.missing(wanted, in: names) { $0.lowercased() }
            } else {
                lock.problem = .invalid(lock.path, "JSON", detail: "")
            }
        }
        manifest.lock = lock
    }
}
