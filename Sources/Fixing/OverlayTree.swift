package import Basics

/// A tree as it would be with some files changed: fixes are tried in it before anything is written.
package struct OverlayTree: FileTree {
    private let base: any FileTree
    private let place: any EditPlace
    /// By the path that `EditPlace.resolve` gives.
    private var changed: [String: [UInt8]] = [:]

    package init(_ base: any FileTree, _ place: any EditPlace) {
        self.base = base
        self.place = place
    }

    /// The files that differ, by path.
    package var changes: [String: [UInt8]] { changed }

    /// The new bytes of a file, or nil when it is as it was.
    package func change(of path: String) -> [UInt8]? {
        guard !changed.isEmpty else { return nil }
        if let bytes = changed[path] { return bytes }
        // A link to a file that was changed shows the change as well.
        guard let real = try? place.resolve(path), real != path else { return nil }
        return changed[real]
    }

    package mutating func set(_ path: String, _ bytes: [UInt8]) { changed[path] = bytes }

    package func entry(_ path: String) -> FileEntry? {
        let old = base.entry(path)
        guard let bytes = changed[path] else { return old }
        return FileEntry(
            name: RelativePath.name(path), kind: .file, size: bytes.count,
            isExecutable: old?.isExecutable ?? bytes.starts(with: [UInt8(ascii: "#"), UInt8(ascii: "!")]))
    }

    package func list(_ folder: String) throws(Failure) -> [FileEntry] {
        var entries = try base.list(folder)
        for path in changed.keys where RelativePath.folder(path) == folder {
            guard let entry = entry(path) else { continue }
            if let index = entries.firstIndex(where: { $0.name == entry.name }) {
                entries[index] = entry
            } else {
                entries.append(entry)
            }
        }
        return entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    package func read(_ path: String, limit: Int) throws(Failure) -> [UInt8] {
        guard let bytes = change(of: path) else { return try base.read(path, limit: limit) }
        guard bytes.count <= limit else { throw .tooLarge(path, size: bytes.count, limit: limit) }
        return bytes
    }
}
