import Basics

/// Gemfile (a program, of which the usual lines are read) and Gemfile.lock.
enum RubyManifest {
    static func read(_ source: SourceFile, in tree: any FileTree) -> Manifest {
        var manifest = Manifest(ecosystem: .bundler, path: source.path)
        /// For each open `do`, whether it is a group that production leaves out.
        var blocks: [Bool] = []
        /// How many of them are.
        var development = 0
        for raw in ByteText(source).lines {
            let line = raw.withoutComment(UInt8(ascii: "#")).trimmed
            if line.isEmpty { continue }
            if line == "end" || line.hasPrefix("end ") {
                if blocks.popLast() == true { development -= 1 }
                continue
            }
            if line.hasSuffix(" do") || line.contains(" do |") {
                blocks.append(line.hasPrefix("group") && isDevelopment(line))
                if blocks.last == true { development += 1 }
            }
            let strings = quoted(line)
            if line.hasPrefix("gem ") || line.hasPrefix("gem("), let name = strings.first {
                gem(line, name, Array(strings.dropFirst()), development > 0, source, &manifest)
            } else if line.hasPrefix("ruby"), let version = strings.first {
                manifest.runtimes.append(.init(name: "ruby", range: version.text, span: source.place(line)))
            } else if line.hasPrefix("source"), let address = strings.first, address.text != "https://rubygems.org" {
                manifest.sources.append(PackageSource(.registry, address.text, source.place(address)))
            }
        }
        compare(&manifest, tree)
        return manifest
    }

    private static func isDevelopment(_ line: ByteText) -> Bool {
        (line.contains(":development") || line.contains(":test") || line.contains("development:"))
            && !line.contains(":production")
    }

    private static func gem(
        _ line: ByteText, _ name: ByteText, _ strings: [ByteText], _ inDevelopment: Bool, _ source: SourceFile,
        _ manifest: inout Manifest
    ) {
        let ranges = strings.filter { text in
            text.first.map { "=<>~!0123456789".utf8.contains($0) } ?? false
        }.map(\.text)
        let development = inDevelopment || (line.contains("group") && isDevelopment(line))
        let git = ["git:", "github:", ":git =>", ":github =>"].contains { line.contains($0) }
        if git, let address = strings.first(where: { $0.contains("/") }) {
            let commit = strings.first { AddressText.endsInCommit($0.text) }
            manifest.sources.append(
                PackageSource(.git, address.text + (commit.map { "@" + $0.text } ?? ""), source.place(line)))
        }
        let range = ranges.joined(separator: ", ")
        let pinned = ranges.count == 1 && (range.utf8.first.map { $0 >= 0x30 && $0 <= 0x39 || $0 == 0x3D } ?? false)
        manifest.dependencies.append(
            .init(name.text, range, development ? .development : .runtime, source.place(line), isPinned: pinned))
    }

    private static func quoted(_ line: ByteText) -> [ByteText] {
        var found: [ByteText] = []
        var offset = line.start
        while let byte = line[offset] {
            offset += 1
            guard byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") else { continue }
            guard let close = line.from(offset).firstIndex(of: byte) else { break }
            found.append(ByteText(line.bytes, offset..<close))
            offset = close + 1
        }
        return found
    }

    /// Names under `DEPENDENCIES`, which copies the Gemfile.
    private static func compare(_ manifest: inout Manifest, _ tree: any FileTree) {
        let names = RelativePath.name(manifest.path) == "gems.rb" ? ["gems.locked"] : ["Gemfile.lock"]
        guard var lock = LockFinder.find(names, for: manifest.folder, above: false, in: tree) else { return }
        if let bytes = LockFinder.bytes(&lock, in: tree) {
            var section = ""
            var locked: Set<String> = []
            for line in ByteText(bytes).lines {
                guard let first = line.first else { continue }
                if first != UInt8(ascii: " ") {
                    section = line.trimmed.text
                } else if section == "DEPENDENCIES", let word = line.words.first {
                    locked.insert(word.last == UInt8(ascii: "!") ? word.upTo(word.end - 1).text : word.text)
                } else if section == "BUNDLED WITH" {
                    lock.version = line.trimmed.text
                } else if section == "RUBY VERSION", manifest.runtimes.isEmpty {
                    manifest.runtimes.append(.init(name: "ruby", range: line.trimmed.text, span: nil))
                }
            }
            lock.hasIntegrity = ByteText(bytes).contains("\nCHECKSUMS")
            if section.isEmpty {
                lock.problem = .invalid(lock.path, "Gemfile.lock", detail: "")
            } else {
                lock.differences = LockFinder.missing(manifest.dependencies, in: locked)
            }
        }
        manifest.lock = lock
    }
}
