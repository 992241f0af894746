import Basics

/// go.mod and go.sum; https://go.dev/ref/mod.
enum GoManifest {
    static func read(_ source: SourceFile, in tree: any FileTree) -> Manifest {
        var manifest = Manifest(ecosystem: .go, path: source.path)
        var block = ""
        var replaced: Set<String> = []
        for raw in ByteText(source).lines {
            let isIndirect = raw.contains("// indirect")
            let line = (raw.find("//").map { raw.upTo($0) } ?? raw).trimmed
            if line.isEmpty { continue }
            var words = line.words
            if !block.isEmpty {
                if line == ")" {
                    block = ""
                    continue
                }
            } else if let verb = words.first {
                words.removeFirst()
                if words.first.map({ $0 == "(" }) == true {
                    block = verb.text
                    continue
                }
                directive(verb.text, words, line, isIndirect, source, &manifest, &replaced)
                continue
            }
            directive(block, words, line, isIndirect, source, &manifest, &replaced)
        }
        if manifest.name == nil || !block.isEmpty {
            manifest.problem = .invalid(
                source.path, "go.mod", detail: block.isEmpty ? "no module line" : "\(block) ( is left open")
        }
        compare(&manifest, replaced, tree)
        return manifest
    }

    private static func directive(
        _ verb: String, _ words: [ByteText], _ line: ByteText, _ isIndirect: Bool, _ source: SourceFile,
        _ manifest: inout Manifest, _ replaced: inout Set<String>
    ) {
        guard let first = words.first else { return }
        switch verb {
        case "module": manifest.name = first.text
        case "go", "toolchain":
            manifest.runtimes.append(.init(name: verb, range: first.text, span: source.place(line)))
        case "require" where words.count >= 2:
            // Indirect requirements are written by the tool; they matter to go.sum only.
            manifest.dependencies.append(
                .init(first.text, words[1].text, isIndirect ? .indirect : .runtime, source.place(line), isPinned: true))
        case "replace":
            replaced.insert(first.text)
            guard let arrow = words.firstIndex(where: { $0 == "=>" }), arrow + 1 < words.count else { return }
            let target = words[arrow + 1]
            if target.hasPrefix("./") || target.hasPrefix("../") || target.hasPrefix("/") {
                manifest.sources.append(PackageSource(.path, target.text, source.place(line)))
            }
        case "tool": manifest.commands.append(first.text)
        default: break
        }
    }

    /// Each requirement needs the digest of its go.mod in go.sum.
    private static func compare(_ manifest: inout Manifest, _ replaced: Set<String>, _ tree: any FileTree) {
        guard var lock = LockFinder.find(["go.sum"], for: manifest.folder, above: false, in: tree) else { return }
        if let bytes = LockFinder.bytes(&lock, in: tree) {
            var known: Set<String> = []
            for line in ByteText(bytes).lines {
                let words = line.words
                guard words.count >= 3 else { continue }
                let version = words[1].hasSuffix("/go.mod") ? words[1].upTo(words[1].end - 7) : words[1]
                known.insert(words[0].text + " " + version.text)
            }
            lock.hasIntegrity = ByteText(bytes).contains(" h1:")
            lock.differences = manifest.dependencies.filter {
                !replaced.contains($0.name) && !known.contains($0.name + " " + $0.range)
            }.map { .init(kind: .missing, name: $0.name, declared: $0.range, locked: "", span: $0.span) }
        }
        manifest.lock = lock
    }
}
