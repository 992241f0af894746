import OCIImage

/// The files that a container sees, and those that layers still hold though no container sees them.
package struct ImageTree: Sendable {
    /// A file of a layer.
    package struct Reference: Sendable, Hashable {
        /// From 0, lowest first.
        package var layer: Int
        package var index: Int

        package init(layer: Int, index: Int) {
            self.layer = layer
            self.index = index
        }
    }

    package let tables: [FileTable]
    /// What a container sees, sorted by path.
    package let visible: [Reference]
    /// What later layers hid, in layer order.
    package let hidden: [Hidden]
    private let byPath: [Int: Int]

    package struct Hidden: Sendable, Hashable {
        package var file: Reference
        package var change: FileChange
    }

    init(tables: [FileTable], visible: [Reference], hidden: [Hidden]) {
        self.tables = tables
        self.visible = visible
        self.hidden = hidden
        var byPath: [Int: Int] = [:]
        byPath.reserveCapacity(visible.count)
        for (position, reference) in visible.enumerated() {
            let key = tables[reference.layer].withBytes(reference.index) { PathKey.of($0) }
            // Of two paths with one key the first counts; lookups compare the path and search where it is not the same.
            if byPath[key] == nil { byPath[key] = position }
        }
        self.byPath = byPath
    }

    package func record(_ reference: Reference) -> FileTable.Record {
        tables[reference.layer].records[reference.index]
    }

    package func path(_ reference: Reference) -> String { tables[reference.layer].path(reference.index) }

    package func target(_ reference: Reference) -> String? { tables[reference.layer].targets[reference.index] }

    /// What stands at a path (links are not followed), or nil.
    package subscript(path: String) -> Reference? {
        guard let position = byPath[PathKey.of(path)] else { return nil }
        let found = visible[position]
        if self.path(found) == path { return found }
        return visible.first { self.path($0) == path }
    }

    /// The file at a path with links followed, as a container's root sees it; nil where it leads nowhere.
    package func resolve(_ path: String) -> Reference? {
        var parts = path.split(separator: "/").map(String.init)
        var done: [String] = []
        var steps = 0
        while !parts.isEmpty {
            steps += 1
            if steps > 4096 { return nil }
            let part = parts.removeFirst()
            if part == "." || part.isEmpty { continue }
            if part == ".." {
                _ = done.popLast()
                continue
            }
            let here = (done + [part]).joined(separator: "/")
            if let found = self[here], record(found).kind == .symbolicLink, let target = target(found) {
                if steps > 64, target.utf8.count > 4096 { return nil }
                if target.hasPrefix("/") { done = [] }
                parts = target.split(separator: "/").map(String.init) + parts
                if parts.count > 4096 { return nil }
                continue
            }
            done.append(part)
        }
        return self[done.joined(separator: "/")]
    }

    package func exists(_ path: String) -> Bool { resolve(path) != nil }
}

/// Paths as keys of dictionaries: with the seed of this process, so that no image can be made whose paths collide.
enum PathKey {
    static func of(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var hasher = Hasher()
        hasher.combine(bytes: UnsafeRawBufferPointer(bytes))
        return hasher.finalize()
    }

    static func of(_ path: String) -> Int {
        var path = path
        return path.withUTF8 { of($0) }
    }
}
