import Basics
package import OCIImage

/// Which files Debian's packages own: `var/lib/dpkg/info/NAME.list`, and in distroless images the sums beside the
/// status, `var/lib/dpkg/status.d/NAME.md5sums`.
///
/// The sums in `info` are not read: the list holds all that they name and the configuration files besides.
package enum DpkgFileList: PackageReader {
    package static func wish(_ entry: LayerEntry) -> CaptureWish {
        entry.kind == .file && entry.path.hasPrefix("var/lib/dpkg/") && name(entry.path) != nil ? .whole : .no
    }

    /// The package of a list: the name of its file without an architecture.
    static func name(_ path: String) -> String? {
        let folder: Int
        let ending: Int
        if path.hasPrefix("var/lib/dpkg/info/"), path.hasSuffix(".list") {
            (folder, ending) = (18, 5)
        } else if path.hasPrefix("var/lib/dpkg/status.d/"), path.hasSuffix(".md5sums") {
            (folder, ending) = (22, 8)
        } else {
            return nil
        }
        let name = path.utf8.dropFirst(folder).dropLast(ending).prefix { $0 != 0x3A }
        return name.isEmpty || name.contains(0x2F) ? nil : String(Substring(name))
    }

    package static func read(_ entry: LayerEntry, _ content: any FileContent) -> FileTold {
        var told = FileTold()
        guard let package = name(entry.path) else { return told }
        let isSums = entry.path.hasSuffix(".md5sums")
        do throws(Failure) {
            let bytes = try content.all(limit: SystemReaders.limit)
            told.owned = bytes.withUnsafeBytes { bytes in
                isSums ? sums(bytes, package) : list(bytes, package)
            }
        } catch {
            told.fail(entry, error)
        }
        return told
    }

    /// `/usr/bin/x` a line. A folder comes right before what is in it, and is not told: packages share folders.
    private static func list(_ bytes: UnsafeRawBufferPointer, _ package: String) -> [(package: String, path: String)] {
        var owned: [(package: String, path: String)] = []
        var lines = LineCursor(bytes)
        var before: Range<Int>?
        while let line = lines.next() {
            if let before, !isFolder(bytes, before, of: line) { add(bytes, before, package, &owned) }
            before = line
        }
        if let before { add(bytes, before, package, &owned) }
        return owned
    }

    private static func isFolder(_ bytes: UnsafeRawBufferPointer, _ folder: Range<Int>, of path: Range<Int>) -> Bool {
        guard path.count > folder.count, bytes[path.lowerBound + folder.count] == 0x2F else { return false }
        return bytes[folder].elementsEqual(bytes[path].prefix(folder.count))
    }

    /// `0123…ef  usr/bin/x` a line.
    private static func sums(_ bytes: UnsafeRawBufferPointer, _ package: String) -> [(package: String, path: String)] {
        var owned: [(package: String, path: String)] = []
        var lines = LineCursor(bytes)
        while let line = lines.next() {
            guard line.count > 34, bytes[line.lowerBound + 32] == 0x20 else { continue }
            add(bytes, line.lowerBound + 34..<line.upperBound, package, &owned)
        }
        return owned
    }

    private static func add(
        _ bytes: UnsafeRawBufferPointer, _ path: Range<Int>, _ package: String,
        _ owned: inout [(package: String, path: String)]
    ) {
        var start = path.lowerBound
        if start < path.upperBound, bytes[start] == 0x2E { start += 1 }
        while start < path.upperBound, bytes[start] == 0x2F { start += 1 }
        guard start < path.upperBound, bytes[start] != 0x2E || path.upperBound - start > 1,
            owned.count < SystemReaders.files
        else { return }
        owned.append((package, String(decoding: bytes[start..<path.upperBound], as: UTF8.self)))
    }
}
