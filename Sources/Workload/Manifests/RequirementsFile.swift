import Basics

/// One Python requirement as PEP 508 writes it: `name[extra]>=1.0,<2 ; marker`, or `name @ address`.
struct PythonRequirement {
    let name: String
    let range: String
    let isPinned: Bool
    let source: PackageSource.Kind?

    init?(_ text: ByteText) {
        var offset = text.start
        while let byte = text[offset], Self.isNameByte(byte) { offset += 1 }
        guard offset > text.start else { return nil }
        name = text.upTo(offset).text
        var rest = text.from(offset).trimmed
        if rest.first == UInt8(ascii: "["), let close = rest.firstIndex(of: UInt8(ascii: "]")) {
            rest = rest.from(close + 1).trimmed
        }
        if rest.first == UInt8(ascii: "@") {
            let address = (rest.find(" ;").map { rest.upTo($0) } ?? rest).dropFirst(1).trimmed.text
            range = address
            source = AddressText.kind(address) ?? .archive
            isPinned = source == .git ? AddressText.endsInCommit(address) : true
            return
        }
        if let marker = rest.firstIndex(of: UInt8(ascii: ";")) { rest = rest.upTo(marker).trimmed }
        if rest.first == UInt8(ascii: "("), rest.last == UInt8(ascii: ")") {
            rest = ByteText(rest.bytes, rest.start + 1..<max(rest.start + 1, rest.end - 1)).trimmed
        }
        guard rest.isEmpty || "=<>!~".utf8.contains(rest.bytes[rest.start]) else { return nil }
        range = rest.text
        source = nil
        isPinned =
            rest.hasPrefix("==") && rest.last != UInt8(ascii: "*") && rest.firstIndex(of: UInt8(ascii: ",")) == nil
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
            true
        default: false
        }
    }
}

/// requirements.txt and its kin, as pip reads them.
enum RequirementsFile {
    /// `requirements.txt`, `requirements-dev.txt`, `dev-requirements.in`, `constraints.txt`…
    static func isName(_ name: String) -> Bool {
        guard name.hasSuffix(".txt") || name.hasSuffix(".in") else { return false }
        return name.hasPrefix("requirements") || name.hasPrefix("constraints.")
            || name.hasSuffix("requirements.txt") || name.hasSuffix("requirements.in")
    }

    static func read(_ source: SourceFile, in tree: any FileTree) -> Manifest {
        var manifest = Manifest(ecosystem: .pip, path: source.path)
        if source.bytes.contains(0) {
            manifest.problem = .invalid(source.path, "requirements file", detail: "NUL byte")
        }
        let kind: Manifest.Dependency.Kind = isDevelopment(RelativePath.name(source.path)) ? .development : .runtime
        var hashed = 0
        for line in logicalLines(source) {
            if line.first == UInt8(ascii: "-") {
                option(line, kind, source, &manifest)
                continue
            }
            // pip joins lines that end in a backslash; options such as --hash follow the requirement.
            let head = line.find(" --").map { line.upTo($0) } ?? line
            let requirement = trimBackslash(head)
            if line.contains("--hash") { hashed += 1 }
            add(requirement, kind, source, to: &manifest)
        }
        let fixed = manifest.dependencies.count
        manifest.hasHashes = fixed > 0 && hashed >= fixed
        if source.path.hasSuffix(".in") {
            // pip-compile writes requirements.in's lock beside it.
            let compiled = RelativePath.name(source.path).dropLast(3) + ".txt"
            manifest.lock = LockFinder.find([String(compiled)], for: manifest.folder, above: false, in: tree)
            compareCompiled(&manifest, in: tree)
        }
        return manifest
    }

    private static func isDevelopment(_ name: String) -> Bool {
        ["dev", "test", "lint", "doc", "ci"].contains { mark in
            name.split { $0 == "-" || $0 == "_" || $0 == "." }.contains { $0.hasPrefix(mark) }
        }
    }

    /// Lines with continuations joined as one range, comments cut, empty ones left out.
    static func logicalLines(_ source: SourceFile) -> [ByteText] {
        var result: [ByteText] = []
        var start: Int?
        for raw in ByteText(source).lines {
            let line = raw.withoutComment(UInt8(ascii: "#")).trimmed
            if line.last == UInt8(ascii: "\\") {
                if start == nil { start = line.start }
                continue
            }
            let whole = ByteText(source.bytes, (start ?? line.start)..<line.end).trimmed
            start = nil
            if !whole.isEmpty { result.append(whole) }
        }
        if let start { result.append(ByteText(source.bytes, start..<source.bytes.count).trimmed) }
        return result
    }

    private static func trimBackslash(_ text: ByteText) -> ByteText {
        var text = text.trimmed
        while text.last == UInt8(ascii: "\\") { text = text.upTo(text.end - 1).trimmed }
        return text
    }

    private static func add(
        _ text: ByteText, _ kind: Manifest.Dependency.Kind, _ source: SourceFile, to manifest: inout Manifest
    ) {
        let span = source.place(text)
        if let address = AddressText.kind(text.text) {
            manifest.sources.append(PackageSource(address, text.text, span))
            let name = text.find("#egg=").map { text.from($0 + 5).text.split { "&[".contains($0) }.first ?? "" }
            let pinned = address == .git ? AddressText.endsInCommit(text.text) : address == .archive
            manifest.dependencies.append(
                .init(name.map(String.init) ?? text.text, text.text, kind, span, isPinned: pinned))
        } else if let requirement = PythonRequirement(text) {
            manifest.dependencies.append(
                .init(requirement.name, requirement.range, kind, span, isPinned: requirement.isPinned))
            if let address = requirement.source {
                manifest.sources.append(PackageSource(address, requirement.range, span))
            }
        } else if manifest.problem == nil {
            let line = source.line(at: text.start)
            manifest.problem = .invalid(source.path, "requirements file", detail: text.text, line: line)
        }
    }

    private static func option(
        _ line: ByteText, _ kind: Manifest.Dependency.Kind, _ source: SourceFile, _ manifest: inout Manifest
    ) {
        // `-rbase.txt`, `-r base.txt`, `--requirement=base.txt` and `--requirement base.txt` are the same.
        let isLong = line.hasPrefix("--")
        let nameEnd =
            isLong
            ? line.range.first { line.bytes[$0] == UInt8(ascii: "=") || ByteText.isBlank(line.bytes[$0]) } ?? line.end
            : min(line.start + 2, line.end)
        let name = line.upTo(nameEnd).text
        var value = line.from(nameEnd)
        if value.first == UInt8(ascii: "=") { value = value.dropFirst(1) }
        value = value.trimmed
        let span = source.place(line)
        switch name {
        case "-r", "--requirement", "-c", "--constraint": manifest.includes.append(value.text)
        case "-i", "--index-url", "--pypi-url": manifest.sources.append(PackageSource(.registry, value.text, span))
        case "--extra-index-url": manifest.sources.append(PackageSource(.extraRegistry, value.text, span))
        case "-f", "--find-links": manifest.sources.append(PackageSource(.archive, value.text, span))
        case "--trusted-host": manifest.sources.append(PackageSource(.trustedHost, value.text, span))
        case "-e", "--editable":
            let address = AddressText.kind(value.text) ?? .path
            if address == .path {
                manifest.sources.append(PackageSource(.path, value.text, span))
            } else {
                add(value, kind, source, to: &manifest)
            }
        default: break
        }
    }

    private static func compareCompiled(_ manifest: inout Manifest, in tree: any FileTree) {
        guard var lock = manifest.lock, let source = tree.source(lock.path, limit: ManifestReader.manifestLimit) else {
            return
        }
        var names: Set<String> = []
        for line in logicalLines(source) where line.first != UInt8(ascii: "-") {
            if let requirement = PythonRequirement(trimBackslash(line.find(" --").map { line.upTo($0) } ?? line)) {
                names.insert(FrameworkCatalogue.normalisedPython(requirement.name))
            }
        }
        lock.hasIntegrity = ByteText(source).contains("--hash=")
        lock.differences = LockFinder.missing(
            manifest.dependencies.filter { AddressText.kind($0.name) == nil }, in: names,
            key: FrameworkCatalogue.normalisedPython)
        manifest.lock = lock
    }
}
