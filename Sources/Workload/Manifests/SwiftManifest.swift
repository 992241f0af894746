import Basics

/// Package.swift (a program, of which `.package(url:…)` is read) and Package.resolved.
enum SwiftManifest {
    static func read(_ source: SourceFile, in tree: any FileTree) -> Manifest {
        var manifest = Manifest(ecosystem: .swift, path: source.path)
        let text = ByteText(source)
        if let line = text.lines.first(where: { _ in true }), line.hasPrefix("//"),
            let colon = line.find("swift-tools-version:")
        {
            let version = line.from(colon + 20).trimmed
            manifest.runtimes.append(.init(name: "swift", range: version.text, span: source.place(version)))
        } else {
            manifest.problem = .invalid(source.path, "Package.swift", detail: "no swift-tools-version")
        }
        var rest = text
        while let start = rest.find(".package(") {
            // A line comment may hold one that is switched off.
            let near = text.from(start - 200).upTo(start)
            let lineStart = near.lastIndex(of: 0x0A).map { $0 + 1 } ?? near.start
            rest = text.from(start + 9)
            guard let end = closing(rest) else { break }
            let call = rest.upTo(end)
            rest = text.from(end)
            if text.from(lineStart).upTo(start).contains("//") { continue }
            add(call, source, &manifest)
        }
        rest = text
        while let start = rest.find(".executableTarget(") {
            rest = text.from(start + 18)
            if let name = argument("name", rest.upTo(rest.start + 200)) { manifest.commands.append(name.text) }
        }
        if let start = text.find("Package("), let name = argument("name", text.from(start)) {
            manifest.name = name.text
        }
        compare(&manifest, tree)
        return manifest
    }

    /// The closing bracket of a call whose opening one was passed.
    private static func closing(_ text: ByteText) -> Int? {
        var depth = 1
        var offset = text.start
        while let byte = text[offset] {
            if byte == UInt8(ascii: "(") { depth += 1 }
            if byte == UInt8(ascii: ")") { depth -= 1 }
            if depth == 0 { return offset }
            offset += 1
        }
        return nil
    }

    /// The string of `label: "…"`.
    private static func argument(_ label: String, _ text: ByteText) -> ByteText? {
        guard let start = text.find(label + ":") else { return nil }
        let value = text.from(start + label.utf8.count + 1).trimmed
        guard value.first == UInt8(ascii: "\"") else { return nil }
        let rest = value.dropFirst(1)
        return rest.firstIndex(of: UInt8(ascii: "\"")).map { rest.upTo($0) }
    }

    private static func add(_ call: ByteText, _ source: SourceFile, _ manifest: inout Manifest) {
        let span = source.place(call)
        if let path = argument("path", call) {
            manifest.sources.append(PackageSource(.path, path.text, span))
        } else if let address = argument("url", call) {
            var name = RelativePath.name(address.text)
            if name.hasSuffix(".git") { name = String(name.dropLast(4)) }
            let tail = call.from(address.end + 1).trimmed
            let range = (tail.first == UInt8(ascii: ",") ? tail.dropFirst(1).trimmed : tail).text
            let exact = range.hasPrefix("exact:") || range.hasPrefix(".exact(") || range.hasPrefix("revision:")
            manifest.dependencies.append(.init(name, range, .runtime, span, isPinned: exact))
            if range.hasPrefix("branch:") || address.hasPrefix("http:") {
                manifest.sources.append(PackageSource(.git, address.text, span))
            }
        }
    }

    private static func compare(_ manifest: inout Manifest, _ tree: any FileTree) {
        guard var lock = LockFinder.find(["Package.resolved"], for: manifest.folder, above: false, in: tree) else {
            return
        }
        if let bytes = LockFinder.bytes(&lock, in: tree) {
            if let root = JSONNode(root: bytes), root.isObject {
                lock.version = root["version"]?.scalar
                // A revision is a commit, which is a digest of what was fetched.
                lock.hasIntegrity = ByteText(bytes).contains("\"revision\"")
                let pins = root["pins"] ?? root["object"]?["pins"]
                let names = Set(
                    (pins?.elements ?? []).compactMap { pin -> String? in
                        guard let address = (pin["location"] ?? pin["repositoryURL"])?.string else { return nil }
                        let name = RelativePath.name(address).lowercased()
                        return name.hasSuffix(".git") ? String(name.dropLast(4)) : name
                    })
                lock.differences = LockFinder.missing(manifest.dependencies, in: names) { $0.lowercased() }
            } else {
                lock.problem = .invalid(lock.path, "JSON", detail: "")
            }
        }
        manifest.lock = lock
    }
}

/// mix.exs (a program, of which the list of dependencies is read) and mix.lock.
enum MixManifest {
    static func read(_ source: SourceFile, in tree: any FileTree) -> Manifest {
        var manifest = Manifest(ecosystem: .mix, path: source.path)
        for raw in ByteText(source).lines {
            let line = raw.withoutComment(UInt8(ascii: "#")).trimmed
            if line.hasPrefix("app: :") {
                manifest.name = word(line.dropFirst(6)).text
            } else if line.hasPrefix("{:") {
                let name = word(line.dropFirst(2))
                var range = ByteText(line.bytes, name.end..<name.end)
                if let open = line.from(name.end).firstIndex(of: UInt8(ascii: "\"")) {
                    let rest = line.from(open + 1)
                    range = rest.upTo(rest.firstIndex(of: UInt8(ascii: "\"")) ?? rest.end)
                }
                let development =
                    line.contains("only: :dev") || line.contains("only: :test") || line.contains("only: [")
                manifest.dependencies.append(
                    .init(
                        name.text, range.text, development ? .development : .runtime, source.place(line),
                        isPinned: range.hasPrefix("==") || NodeManifest.isExact(range.text)))
                if line.contains("git:") || line.contains("github:") {
                    manifest.sources.append(PackageSource(.git, range.text, source.place(line)))
                }
            } else if line.hasPrefix("elixir: \"") {
                let rest = line.dropFirst(9)
                let range = rest.upTo(rest.firstIndex(of: UInt8(ascii: "\"")) ?? rest.end)
                manifest.runtimes.append(.init(name: "elixir", range: range.text, span: source.place(line)))
            }
        }
        if !ByteText(source).contains("Mix.Project") {
            manifest.problem = .invalid(source.path, "mix.exs", detail: "no Mix.Project")
        }
        if var lock = LockFinder.find(["mix.lock"], for: manifest.folder, above: true, in: tree) {
            if let bytes = LockFinder.bytes(&lock, in: tree) {
                var names: Set<String> = []
                for line in ByteText(bytes).lines {
                    let text = line.trimmed
                    guard text.first == UInt8(ascii: "\"") else { continue }
                    names.insert(word(text.dropFirst(1)).text)
                }
                lock.hasIntegrity = ByteText(bytes).contains("{:hex")
                lock.differences = LockFinder.missing(manifest.dependencies, in: names)
            }
            manifest.lock = lock
        }
        return manifest
    }

    private static func word(_ text: ByteText) -> ByteText {
        let end = text.range.first { offset in
            let byte = text.bytes[offset]
            return
                !(byte == UInt8(ascii: "_") || (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5A)
                || (byte >= 0x61 && byte <= 0x7A))
        }
        return text.upTo(end ?? text.end)
    }
}
