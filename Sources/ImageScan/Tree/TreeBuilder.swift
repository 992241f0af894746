import OCIImage

/// Lays layers over each other as a container engine does: whiteouts hide, opaque folders hide all below them, and what
/// is no folder hides what was below its name (OCI image specification, layer file system changeset).
struct TreeBuilder {
    private let tables: [FileTable]
    private var byPath: [Int: ImageTree.Reference] = [:]
    /// Paths whose key another path has already; there are none unless 2^64 goes very wrong.
    private var byText: [String: ImageTree.Reference] = [:]
    private var hidden: [ImageTree.Hidden] = []

    static func build(_ tables: [FileTable]) -> ImageTree {
        var builder = TreeBuilder(tables: tables)
        for layer in tables.indices { builder.add(layer) }
        return builder.tree()
    }

    private init(tables: [FileTable]) {
        self.tables = tables
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

    private func find(_ key: Int, _ table: FileTable, _ index: Int) -> ImageTree.Reference? {
        guard let found = byPath[key] else { return nil }
        let same = table.withBytes(index) { path in
            tables[found.layer].withBytes(found.index) { path.elementsEqual($0) }
        }
        return same ? found : byText[table.path(index)]
    }

    private mutating func put(_ key: Int, _ table: FileTable, _ index: Int, _ layer: Int) {
        let new = ImageTree.Reference(layer: layer, index: index)
        if let old = find(key, table, index), old.layer < layer {
            let (before, after) = (record(old), record(new))
            // Folders are named again by each layer that has something in them.
            if before.kind != .folder || after.kind != .folder {
                let isSame = before.content != 0 && before.content == after.content && before.size == after.size
                hidden.append(.init(file: old, change: isSame ? .repeated(by: layer) : .replaced(by: layer)))
            }
        }
        if let other = byPath[key], find(key, table, index) == nil, other != new {
            byText[table.path(index)] = new
        } else {
            byPath[key] = new
        }
    }

    private mutating func hide(_ key: Int, _ path: String, _ change: FileChange) {
        if let old = byPath[key], tables[old.layer].path(old.index) == path {
            hidden.append(.init(file: old, change: change))
            byPath[key] = nil
        } else if let old = byText.removeValue(forKey: path) {
            hidden.append(.init(file: old, change: change))
        }
    }

    /// Hides all that lies below some folders: one walk over what is visible, whatever the number of folders.
    private mutating func hideBelow(_ folders: GoneFolders) {
        var gone: [(key: Int, path: String?, file: ImageTree.Reference, change: FileChange)] = []
        func change(_ file: ImageTree.Reference) -> FileChange? {
            tables[file.layer].withBytes(file.index) { folders.change(below: $0) }
        }
        for (key, file) in byPath { if let change = change(file) { gone.append((key, nil, file, change)) } }
        for (path, file) in byText { if let change = change(file) { gone.append((0, path, file, change)) } }
        gone.sort { ($0.file.layer, $0.file.index) < ($1.file.layer, $1.file.index) }
        for item in gone {
            hidden.append(.init(file: item.file, change: item.change))
            if let path = item.path { byText[path] = nil } else { byPath[item.key] = nil }
        }
    }

    private consuming func tree() -> ImageTree {
        let visible = PathOrder.sorted(Array(byPath.values) + Array(byText.values), of: tables)
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
