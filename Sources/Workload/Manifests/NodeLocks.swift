import Basics

/// Compares package.json with the lock files of npm, Yarn, pnpm and Bun.
enum NodeLocks {
    static func compare(
        _ manifest: Manifest, _ overridden: Set<String>, _ lock: inout LockFile, in tree: any FileTree
    ) {
        let name = RelativePath.name(lock.path)
        // bun.lockb is binary.
        if name == "bun.lockb" { return }
        guard let bytes = LockFinder.bytes(&lock, in: tree) else { return }
        let lockFolder = RelativePath.folder(lock.path)
        let key = lockFolder.isEmpty ? manifest.folder : String(manifest.folder.dropFirst(lockFolder.utf8.count + 1))
        let workspace = manifest.folder == lockFolder ? "" : key
        let wanted = manifest.dependencies.filter { $0.kind != .peer }
        switch name {
        case "yarn.lock": yarn(bytes, wanted, &lock)
        case "pnpm-lock.yaml": pnpm(bytes, wanted, workspace.isEmpty ? "." : workspace, &lock)
        case "bun.lock": json(bytes, wanted, table: "workspaces", workspace, &lock)
        default: json(bytes, wanted, table: "packages", workspace, &lock)
        }
        // An override puts its own range in the lock file.
        lock.differences?.removeAll { overridden.contains($0.name) }
    }

    private static func difference(
        _ kind: LockFile.Difference.Kind, _ dependency: Manifest.Dependency, locked: String = ""
    ) -> LockFile.Difference {
        .init(
            kind: kind, name: dependency.name, declared: dependency.range, locked: locked, span: dependency.span)
    }

    /// Compares with the ranges that a lock file keeps of the manifest it was made from.
    private static func differences(
        _ wanted: [Manifest.Dependency], _ locked: [String: String]
    ) -> [LockFile.Difference] {
        var found: [LockFile.Difference] = []
        var extra = locked
        // The same name may stand in dependencies and devDependencies; the lock file then keeps one of the two ranges.
        let ranges = Dictionary(grouping: wanted, by: \.name)
        for dependency in wanted {
            extra[dependency.name] = nil
            if let range = locked[dependency.name] {
                if ranges[dependency.name]?.contains(where: { $0.range == range }) != true {
                    found.append(difference(.range, dependency, locked: range))
                }
            } else {
                found.append(difference(.missing, dependency))
            }
        }
        return found
            + extra.sorted { $0.key < $1.key }.map {
                .init(kind: .extra, name: $0.key, declared: "", locked: $0.value, span: nil)
            }
    }

    // MARK: npm and Bun

    private static let sections = ["dependencies", "devDependencies", "optionalDependencies"]

    /// `packages[""]` of package-lock.json (format 2 and 3) and `workspaces[""]` of bun.lock copy the manifest.
    private static func json(
        _ bytes: [UInt8], _ wanted: [Manifest.Dependency], table: String, _ workspace: String, _ lock: inout LockFile
    ) {
        // A file cut off in the middle has the head that is read, but not the end.
        guard let root = JSONNode(head: bytes), root.isObject, ByteText(bytes).trimmed.last == UInt8(ascii: "}") else {
            lock.problem = .invalid(lock.path, "JSON", detail: "")
            return
        }
        lock.version = root["lockfileVersion"]?.scalar
        lock.hasIntegrity = ByteText(bytes).contains(table == "packages" ? "\"integrity\"" : "\"sha512-")
        guard let copies = root.opened(table) else {
            // Format 1 keeps no copy of the manifest, only what was installed.
            if table == "packages", let installed = root["dependencies"] {
                let required = wanted.filter { $0.kind != .optional }
                lock.differences = LockFinder.missing(required, in: Set(installed.members.map(\.key)))
            } else if table == "packages", wanted.isEmpty {
                lock.differences = []
            }
            return
        }
        guard let copy = copies[workspace] else {
            lock.differences = wanted.map { difference(.missing, $0) }
            return
        }
        var locked: [String: String] = [:]
        for section in sections {
            guard let node = copy[section] else { continue }
            for member in node.members { locked[member.key] = member.value.string ?? "" }
        }
        lock.differences = differences(wanted, locked)
    }

    // MARK: Yarn

    /// Yarn's lock file names each package by the ranges it satisfies: `"a@^1.0.0", "a@^1.2.0":`, since version 2 with a
    /// protocol (`a@npm:^1.0.0`).
    private static func yarn(_ bytes: [UInt8], _ wanted: [Manifest.Dependency], _ lock: inout LockFile) {
        // A String for each of thousands of descriptors would cost more than the rest: only wanted names become one.
        let hashes = Set(wanted.map { nameHash(ByteText(Array($0.name.utf8))) })
        var descriptors: Set<String> = []
        var names: Set<String> = []
        var isClassic = true
        for line in ByteText(bytes).lines {
            guard let first = line.first, first != UInt8(ascii: " "), first != UInt8(ascii: "\t") else {
                if line.hasPrefix("  version:"), lock.version == nil, !isClassic {
                    lock.version = line.cut(UInt8(ascii: ":"))?.value.unquoted.text
                }
                continue
            }
            if first == UInt8(ascii: "#") {
                if line.hasPrefix("# yarn lockfile v") { lock.version = line.dropFirst(17).trimmed.text }
                continue
            }
            if line.hasPrefix("__metadata:") {
                isClassic = false
                continue
            }
            guard line.last == UInt8(ascii: ":") else { continue }
            let keys = line.upTo(line.end - 1).trimmed
            // Version 1 quotes each descriptor, later ones the whole list.
            for piece in (isClassic ? keys : keys.unquoted).split(UInt8(ascii: ",")) {
                guard hashes.contains(nameHash(piece.unquoted)) else { continue }
                let descriptor = piece.unquoted.text
                descriptors.insert(descriptor)
                if let at = descriptor.dropFirst().firstIndex(of: "@") { names.insert(String(descriptor[..<at])) }
            }
        }
        let text = ByteText(bytes)
        lock.hasIntegrity = isClassic ? text.contains("\n  integrity ") : text.contains("\n  checksum:")
        lock.differences = wanted.compactMap { dependency in
            let plain = "\(dependency.name)@\(dependency.range)"
            if descriptors.contains(plain) || descriptors.contains("\(dependency.name)@npm:\(dependency.range)") {
                return nil
            }
            // Yarn rewrites these, and links workspaces without an entry of their range.
            let rewritten = [
                "workspace:", "patch:", "catalog:", "portal:", "link:", "file:", "git", "http", "./", "../",
            ]
            if rewritten.contains(where: dependency.range.hasPrefix) || dependency.range.contains("/") { return nil }
            return difference(names.contains(dependency.name) ? .range : .missing, dependency)
        }
    }

    /// FNV-1a of a descriptor's name: what stands before the `@` that does not begin it.
    private static func nameHash(_ descriptor: ByteText) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for offset in descriptor.range {
            let byte = descriptor.bytes[offset]
            if byte == UInt8(ascii: "@"), offset > descriptor.start { break }
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
        }
        return hash
    }

    // MARK: pnpm

    /// `importers.<folder>.<section>.<name>.specifier` since format 5.4 of workspaces, the same without `importers` in single
    /// projects up to format 6, and `specifiers.<name>` before.
    private static func pnpm(
        _ bytes: [UInt8], _ wanted: [Manifest.Dependency], _ importer: String, _ lock: inout LockFile
    ) {
        var locked: [String: String] = [:]
        /// Keys of the lines around, by depth of two spaces.
        var path: [String] = []
        var found = false
        reading: for line in IndentedText.lines(ByteText(bytes)) {
            let depth = line.indentation / 2
            if depth == 0 {
                if line.key == "lockfileVersion" { lock.version = line.value.text }
                // What follows is of the size of the installed tree.
                if line.key == "packages" || line.key == "snapshots" { break reading }
            }
            // Deeper lines are versions and peers.
            guard depth <= 5, depth <= path.count, !line.isItem else { continue }
            path.removeSubrange(depth...)
            path.append(line.key.text)
            var inner = path[...]
            if path[0] == "importers" {
                guard path.count >= 2, path[1] == importer else { continue }
                found = true
                inner = path.dropFirst(2)
            } else if importer != "." {
                continue
            }
            let keys = Array(inner)
            guard keys.count >= 2 else { continue }
            if keys.count == 2, keys[0] == "specifiers" {
                found = true
                locked[keys[1]] = line.value.text
            } else if keys.count == 3, keys[2] == "specifier", sections.contains(keys[0]) {
                found = true
                locked[keys[1]] = line.value.text
            }
        }
        lock.hasIntegrity = ByteText(bytes).contains("integrity: sha")
        if lock.version == nil {
            lock.problem = .invalid(lock.path, "pnpm-lock.yaml", detail: "no lockfileVersion")
        } else {
            lock.differences = found || !wanted.isEmpty ? differences(wanted, locked) : []
        }
    }
}
