import OCIImage

/// Lays layers over each other as a container engine does: whiteouts hide, opaque folders hide all below them, and what
/// is no folder hides what was below its name (OCI image specification, layer file system changeset).
struct TreeBuilder {
    private let tables: [FileTable]
    private var byPath: [Int: ImageTree.Reference] = [:]
    /// Paths whose key another path has already; there are none unless 2^64 goes very wrong.
    private var byText: [String: ImageTree.Reference] = [:]
    private var hidden: [ImageTree.Hidden] = []
    /// Of each layer: which of its files are in `byPath` or `byText`. Layers list their files nearly in the order of
    /// paths, so that what goes through these has less to sort than what goes through the dictionaries.
    private var isShown: [[Bool]]

    static func build(_ tables: [FileTable]) -> ImageTree {
        var builder = TreeBuilder(tables: tables)
        for layer in tables.indices { builder.add(layer) }
        return builder.tree()
    }

    private init(tables: [FileTable]) {
        self.tables = tables
        isShown = tables.map { [Bool](repeating: false, count: $0.count) }
    }

    private mutating func add(_ layer: Int) {
        let table = tables[layer]
        var gone = GoneFolders(layer: layer)
        var own: [(key: Int, index: Int)] = []
        for index in 0..<table.count {
            let name = table.withBytes(index) { Whiteout($0) }
            switch name {
            case .none:
                own.append((table.withBytes(index) { PathKey.of($0) }, index))
            case .opaque(let key, let count): gone.add(key, count, .deleted(by: layer), isOpaque: true)
            case .file(let key, let path):
                hide(key, path, .deleted(by: layer))
                gone.add(key, path.utf8.count, .deleted(by: layer))
            }
        }
        // What replaces a folder hides what was in it.
        for (key, index) in own where table.records[index].kind != .folder {
            guard let old = find(key, table, index), record(old).kind == .folder else { continue }
            gone.add(key, Int(table.records[index].length), .replaced(by: layer))
        }
        if !gone.isEmpty { hideBelow(gone) }
        for (key, index) in own { put(key, table, index, layer) }
    }

    private func record(_ reference: ImageTree.Reference) -> FileTable.Record {
        tables[reference.layer].records[reference.index]
    }

    private func isSame(_ file: ImageTree.Reference, _ table: FileTable, _ index: Int) -> Bool {
        table.withBytes(index) { path in
            tables[file.layer].withBytes(file.index) { path.elementsEqual($0) }
        }
    }

    private func find(_ key: Int, _ table: FileTable, _ index: Int) -> ImageTree.Reference? {
        guard let found = byPath[key] else { return nil }
        return isSame(found, table, index) ? found : byText[table.path(index)]
    }

    private mutating func put(_ key: Int, _ table: FileTable, _ index: Int, _ layer: Int) {
        let new = ImageTree.Reference(layer: layer, index: index)
        isShown[layer][index] = true
        let other = byPath[key]
        let old: ImageTree.Reference?
        if let other, !isSame(other, table, index) {
            old = byText.updateValue(new, forKey: table.path(index))
        } else {
            old = other
            byPath[key] = new
        }
        guard let old, old != new else { return }
        isShown[old.layer][old.index] = false
        guard old.layer < layer else { return }
        let (before, after) = (record(old), record(new))
        // Folders are named again by each layer that has something in them.
        guard before.kind != .folder || after.kind != .folder else { return }
        let isRepeated = before.content != 0 && before.content == after.content && before.size == after.size
        hidden.append(.init(file: old, change: isRepeated ? .repeated(by: layer) : .replaced(by: layer)))
    }

    private mutating func hide(_ key: Int, _ path: String, _ change: FileChange) {
        if let old = byPath[key], tables[old.layer].path(old.index) == path {
            byPath[key] = nil
            hide(old, change)
        } else if let old = byText.removeValue(forKey: path) {
            hide(old, change)
        }
    }

    private mutating func hide(_ file: ImageTree.Reference, _ change: FileChange) {
        isShown[file.layer][file.index] = false
        hidden.append(.init(file: file, change: change))
    }

    /// Hides all that lies below some folders: one walk over what is visible, whatever the number of folders.
    private mutating func hideBelow(_ folders: GoneFolders) {
        for file in shown() {
            let table = tables[file.layer]
            guard let change = table.withBytes(file.index, { folders.change(below: $0) }) else { continue }
            hide(table.withBytes(file.index) { PathKey.of($0) }, table.path(file.index), change)
        }
    }

    /// What is visible: layer by layer, each in its own order.
    private func shown() -> [ImageTree.Reference] {
        var files: [ImageTree.Reference] = []
        files.reserveCapacity(byPath.count + byText.count)
        for (layer, isShown) in isShown.enumerated() {
            for (index, isShown) in isShown.enumerated() where isShown {
                files.append(ImageTree.Reference(layer: layer, index: index))
            }
        }
        return files
    }

    private consuming func tree() -> ImageTree {
        let visible = PathOrder.sorted(shown(), of: tables)
        return ImageTree(tables: tables, visible: visible, hidden: hidden)
    }
}

/// A name that hides something of the layers below.
enum Whiteout {
    case none
    /// `.wh..wh..opq`: all in its folder, whose key and length this is.
    case opaque(Int, Int)
    /// `.wh.name`: what has that name.
    case file(key: Int, path: String)

    init(_ path: UnsafeBufferPointer<UInt8>) {
        let slash = path.lastIndex(of: UInt8(ascii: "/"))
        let start = slash.map { $0 + 1 } ?? 0
        let name = path[start...]
        guard name.starts(with: ".wh.".utf8) else {
            self = .none
            return
        }
        let folder = path[0..<(slash ?? 0)]
        if name.elementsEqual(".wh..wh..opq".utf8) {
            self = .opaque(PathKey.of(UnsafeBufferPointer(rebasing: folder)), folder.count)
        } else if name.starts(with: ".wh..wh.".utf8) {
            // Other marks of aufs (hard-link stores) hide nothing.
            self = .none
        } else {
            let hidden =
                String(decoding: path[0..<start], as: UTF8.self) + String(decoding: name.dropFirst(4), as: UTF8.self)
            self = .file(key: PathKey.of(hidden), path: hidden)
        }
    }
}
