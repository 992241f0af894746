import Basics
package import OCIImage

/// Java packages in archives: those that Maven's `pom.properties` name (several in a shaded archive), else the archive
/// itself by its manifest or file name; archives inside of archives too, as Spring Boot and servlet containers nest them.
package enum JavaReader: PackageReader {
    /// What one archive of an image may cost; beyond it its inventory has a gap, and says so.
    struct Limits: Sendable {
        var depth = 4
        /// Bytes of compressed nested archives that are held in memory at one time, one in another.
        var held = 96 << 20
        /// Bytes of all nested archives of one file.
        var total = 1 << 30
        /// Nested archives of one file.
        var archives = 10_000
        var manifest = 16 << 20
        var properties = 1 << 20
        var packages = 50_000
    }

    package static func wish(_ entry: LayerEntry) -> CaptureWish {
        entry.kind == .file && entry.size > 21 && isArchive(entry.path) ? .whole : .no
    }

    /// Whether a name is that of an archive in the form of a jar: web, enterprise, Jenkins and Karaf archives as well.
    static func isArchive(_ name: String) -> Bool {
        // All endings are a dot and three letters or a dot and four; nearly all names are ruled out by one byte.
        guard let last = name.utf8.last else { return false }
        switch last {
        case UInt8(ascii: "r"):
            return EntryPath.ends(name, with: ".jar") || EntryPath.ends(name, with: ".war")
                || EntryPath.ends(name, with: ".ear") || EntryPath.ends(name, with: ".par")
                || EntryPath.ends(name, with: ".sar") || EntryPath.ends(name, with: ".nar")
                || EntryPath.ends(name, with: ".kar")
        case UInt8(ascii: "i"): return EntryPath.ends(name, with: ".jpi") || EntryPath.ends(name, with: ".hpi")
        case UInt8(ascii: "g"): return EntryPath.ends(name, with: ".lpkg")
        default: return false
        }
    }

    package static func read(_ entry: LayerEntry, _ content: any FileContent) -> FileTold {
        read(entry, content, Limits())
    }

    static func read(_ entry: LayerEntry, _ content: any FileContent, _ limits: Limits) -> FileTold {
        var walk = Walk(entry: entry, limits: limits)
        walk.archive(content, inner: [], held: 0)
        return walk.told
    }

    /// One file of an image and what is nested in it.
    private struct Walk {
        let entry: LayerEntry
        let limits: Limits
        var told = FileTold()
        private var archives = 0
        private var bytes = 0
        /// Whether the last problem of limits was told already: once is enough.
        private var stopped = false

        init(entry: LayerEntry, limits: Limits) {
            self.entry = entry
            self.limits = limits
        }

        /// Recursion goes no deeper than `limits.depth`.
        mutating func archive(_ content: any FileContent, inner: [String], held: Int) {
            let zip: ZipArchive
            do {
                zip = try ZipArchive(content, what: place(inner))
            } catch {
                problem(inner, error.message, cause: error.cause)
                return
            }
            var archive = JavaArchive(file: inner.last ?? entry.path)
            var nested: [ZipEntry] = []
            for item in zip.entries {
                let name = item.name
                if EntryPath.ends(name, with: "/pom.properties"), name.hasPrefix("META-INF/maven/") {
                    if let bytes = read(zip, item, limits.properties, inner) { archive.properties(bytes) }
                } else if name == "META-INF/MANIFEST.MF" {
                    if let bytes = read(zip, item, limits.manifest, inner) { archive.manifest = JavaManifest(bytes) }
                } else if JavaReader.isArchive(name), item.size > 21 {
                    nested.append(item)
                }
            }
            add(archive, inner)
            guard !nested.isEmpty else { return }
            guard inner.count < limits.depth else {
                problem(
                    inner,
                    Text(
                        en: "archives nested deeper than \(limits.depth) are not read.",
                        ja: "\(limits.depth) 段より深く入れ子になったアーカイブは読み取りません。"))
                return
            }
            for item in nested where !stopped {
                archives += 1
                guard archives <= limits.archives, item.size <= limits.total - bytes else {
                    stopped = true
                    problem(
                        inner,
                        Text(
                            en: "it holds more archives than are read (\(limits.archives), \(limits.total >> 20) MiB).",
                            ja: "内包するアーカイブが上限 (\(limits.archives) 個、\(limits.total >> 20) MiB) を超えています。"))
                    return
                }
                let inside = inner + [item.name]
                do {
                    // A stored one is a window of this archive; another takes memory, and counts.
                    let content = try zip.open(item, limit: max(0, limits.held - held))
                    let size = item.method == 0 ? 0 : item.size
                    bytes += size
                    self.archive(content, inner: inside, held: held + size)
                } catch {
                    problem(inside, error.message, cause: error.cause)
                }
            }
        }

        private mutating func add(_ archive: JavaArchive, _ inner: [String]) {
            let path = inner.isEmpty ? nil : inner.joined(separator: "!/")
            for found in archive.artifacts {
                guard told.packages.count < limits.packages else { return }
                told.packages.append(
                    Package(
                        .maven, name: found.name, version: found.version, licenses: found.licenses, path: entry.path,
                        inner: path, supplier: found.supplier))
            }
        }

        private mutating func read(_ zip: ZipArchive, _ item: ZipEntry, _ limit: Int, _ inner: [String]) -> [UInt8]? {
            do {
                return try zip.read(item, limit: limit)
            } catch {
                problem(inner + [String(item.name.prefix(200))], error.message, cause: error.cause)
                return nil
            }
        }

        private func place(_ inner: [String]) -> String { ([entry.path] + inner).joined(separator: "!/") }

        private mutating func problem(_ inner: [String], _ what: Text, cause: String? = nil) {
            // A hostile archive may hold a million broken ones.
            guard told.problems.count < 100 else { return }
            let place = place(inner)
            let tail = cause.map { " (\($0))" } ?? ""
            told.problems.append(
                Text(
                    en: "Java archive \(place) was not read in whole: \(what(.english))\(tail)",
                    ja: "Java アーカイブ \(place) をすべては読み取れませんでした: \(what(.japanese))\(tail)"))
        }
    }
}
