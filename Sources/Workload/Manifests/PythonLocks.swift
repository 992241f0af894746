import Basics

/// Names in the lock files of Python's package managers. Poetry's and PDM's digests of the manifest depend on how each
/// tool normalises it, so that only names are compared.
enum PythonLocks {
    /// poetry.lock, uv.lock, pdm.lock, pylock.toml: tables `[[package]]` (`[[packages]]`) with `name = "…"`.
    static func compareTOML(_ wanted: [Manifest.Dependency], _ bytes: [UInt8], _ lock: inout LockFile) {
        let text = ByteText(bytes)
        let names = TOMLPackages.names(text, &lock, key: FrameworkCatalogue.normalisedPython)
        lock.hasIntegrity = text.contains("sha256:") || text.contains("sha256 =")
        if names.isEmpty, !wanted.isEmpty, !text.contains("package") {
            lock.problem = .invalid(lock.path, RelativePath.name(lock.path), detail: "no packages")
            return
        }
        lock.differences = LockFinder.missing(wanted, in: names, key: FrameworkCatalogue.normalisedPython)
    }
}

/// The part of uv.lock, poetry.lock and Cargo.lock that names packages, read line by line.
enum TOMLPackages {
    /// The names, and the file's own `version`/`lock-version` in `lock`.
    static func names(_ text: ByteText, _ lock: inout LockFile, key: (String) -> String) -> Set<String> {
        var names: Set<String> = []
        var inPackage = false
        var inHead = true
        for line in text.lines {
            guard let first = line.first else { continue }
            if first == UInt8(ascii: "[") {
                inPackage = line.hasPrefix("[[package]]") || line.hasPrefix("[[packages]]")
                inHead = line.hasPrefix("[metadata]")
            } else if inPackage, line.hasPrefix("name"), let (name, value) = line.cut(UInt8(ascii: "=")), name == "name"
            {
                names.insert(key(value.unquoted.text))
            } else if inHead, lock.version == nil, line.hasPrefix("version") || line.hasPrefix("lock"),
                let (name, value) = line.cut(UInt8(ascii: "=")),
                ["version", "lock-version", "lock_version"].contains(name.text)
            {
                lock.version = value.unquoted.text
            }
        }
        return names
    }
}

/// Pipfile and Pipfile.lock.
enum Pipfile {
    static func read(_ source: SourceFile, in tree: any FileTree) -> Manifest {
        let file = TOMLSource(source)
        var manifest = Manifest(ecosystem: .pipenv, path: source.path)
        manifest.problem = file.problem
        for entry in file.root["source"]?.array ?? [] {
            guard let address = entry["url"]?.string, address != "https://pypi.org/simple" else { continue }
            manifest.sources.append(PackageSource(.registry, address, file.span(string: address)))
        }
        for (section, kind) in [("packages", Manifest.Dependency.Kind.runtime), ("dev-packages", .development)] {
            for (name, item) in (file.root[section]?.table ?? [:]).sorted(by: { $0.key < $1.key }) {
                let range = item.string ?? item["version"]?.string ?? ""
                let span = file.span(section: section, key: name)
                if let address = item["git"]?.string {
                    manifest.sources.append(PackageSource(.git, address + "@" + (item["ref"]?.string ?? ""), span))
                }
                let pinned = range.hasPrefix("==") && !range.hasSuffix("*") && !range.contains(",")
                manifest.dependencies.append(.init(name, range == "*" ? "" : range, kind, span, isPinned: pinned))
            }
        }
        for key in ["python_version", "python_full_version"] {
            guard let version = file.root["requires", key]?.string else { continue }
            manifest.runtimes.append(
                .init(name: "python", range: version, span: file.span(section: "requires", key: key)))
        }
        manifest.scripts = (file.root["scripts"]?.table ?? [:]).sorted { $0.key < $1.key }.compactMap { name, item in
            guard let text = item.string, let span = file.span(section: "scripts", key: name) else { return nil }
            return Manifest.Script(name: name, text: text, span: span)
        }
        guard var lock = LockFinder.find(["Pipfile.lock"], for: manifest.folder, above: false, in: tree) else {
            return manifest
        }
        if let bytes = LockFinder.bytes(&lock, in: tree) {
            if let root = JSONNode(root: bytes), root.isObject {
                lock.version = root["_meta"]?["pipfile-spec"]?.scalar
                lock.hasIntegrity = ByteText(bytes).contains("\"sha256:")
                var names: Set<String> = []
                for section in ["default", "develop"] {
                    guard let packages = root[section] else { continue }
                    for member in packages.members { names.insert(FrameworkCatalogue.normalisedPython(member.key)) }
                }
                lock.differences = LockFinder.missing(
                    manifest.dependencies, in: names, key: FrameworkCatalogue.normalisedPython)
            } else {
                lock.problem = .invalid(lock.path, "JSON", detail: "")
            }
        }
        manifest.lock = lock
        return manifest
    }
}

/// environment.yml of conda; its `pip:` list included.
enum CondaManifest {
    static func read(_ source: SourceFile, in tree: any FileTree) -> Manifest {
        var manifest = Manifest(ecosystem: .conda, path: source.path)
        var section = ""
        for line in IndentedText.lines(ByteText(source)) {
            if line.indentation == 0, !line.isItem {
                section = line.key.text
                if section == "name" { manifest.name = line.value.text }
                continue
            }
            guard line.isItem, !line.key.isEmpty else { continue }
            let span = source.place(line.key)
            if section == "channels" {
                if line.whole.contains("://") {
                    let address = line.whole.dropFirst(2).trimmed.text
                    manifest.sources.append(PackageSource(.extraRegistry, address, span))
                }
                continue
            }
            guard section == "dependencies", !(line.key == "pip" && line.whole.last == UInt8(ascii: ":")) else {
                continue
            }
            // conda writes `name=1.2` and `channel::name=1.2=build`, pip `name==1.2`.
            let text = line.key.find("::").map { line.key.from($0 + 2) } ?? line.key
            let nameEnd = text.range.first { "=<>!~ [".utf8.contains(text.bytes[$0]) } ?? text.end
            let name = text.upTo(nameEnd).trimmed.text
            let range = text.from(nameEnd).trimmed.text
            if name == "python" { manifest.runtimes.append(.init(name: "python", range: range, span: span)) }
            manifest.dependencies.append(.init(name, range, .runtime, span, isPinned: range.hasPrefix("=")))
        }
        manifest.lock = LockFinder.find(Ecosystem.conda.lockNames, for: manifest.folder, above: false, in: tree)
        if section.isEmpty { manifest.problem = .invalid(source.path, "YAML", detail: "") }
        return manifest
    }
}
