import Basics
import OCIImage

/// Finds what an image ships in vain.
struct WasteFinder {
    let tree: ImageTree
    /// Folders of packages for development only, without a slash at the end.
    let development: Set<String>

    /// Files below this size are not looked at for twins: there are many, and they weigh nothing.
    private static let twinFloor = 16 << 10

    func find() -> Waste {
        var total = 0
        for table in tree.tables {
            for record in table.records where record.kind == .file { total += record.size }
        }
        var groups: [Key: Waste.Item] = [:]
        var hidden = 0
        for item in tree.hidden {
            let record = tree.record(item.file)
            guard record.kind == .file, record.size > 0 else { continue }
            hidden += record.size
            let kind: Waste.Kind =
                switch item.change {
                case .replaced: .replaced
                case .repeated: .repeated
                case .deleted: .deleted
                }
            let path = tree.path(item.file)
            // Thousands of files of one folder are one statement.
            add(kind, PathGroup.of(path), item.file.layer, record.size, item.change.layer, &groups)
        }
        visible(&groups)
        let items = groups.values.filter { $0.bytes > 0 } + twins()
        return Waste(
            items: items.sorted { ($1.bytes, $0.path, $0.kind) < ($0.bytes, $1.path, $1.kind) }, total: total,
            hidden: hidden)
    }

    private struct Key: Hashable {
        let kind: Waste.Kind
        let path: String
        let layer: Int
        let other: Int?
    }

    private func add(
        _ kind: Waste.Kind, _ path: String, _ layer: Int, _ bytes: Int, _ other: Int?, _ groups: inout [Key: Waste.Item]
    ) {
        let key = Key(kind: kind, path: path, layer: layer, other: other)
        if groups[key] != nil {
            groups[key]?.bytes += bytes
            groups[key]?.files += 1
        } else {
            groups[key] = Waste.Item(kind: kind, path: path, layer: layer, bytes: bytes, other: other)
        }
    }

    private func visible(_ groups: inout [Key: Waste.Item]) {
        for file in tree.visible {
            let record = tree.record(file)
            guard record.kind == .file, record.size > 0 else { continue }
            let path = tree.path(file)
            if let (kind, folder) = NeedlessPath.judge(path) ?? development(path) {
                add(kind, folder, file.layer, record.size, nil, &groups)
            }
        }
    }

    private func development(_ path: String) -> (Waste.Kind, String)? {
        guard !development.isEmpty else { return nil }
        var end = path.startIndex
        while let slash = path[end...].firstIndex(of: "/") {
            let folder = String(path[..<slash])
            if development.contains(folder) { return (.development, folder) }
            end = path.index(after: slash)
        }
        return nil
    }

    private func twins() -> [Waste.Item] {
        struct Content: Hashable {
            let hash: UInt64
            let size: Int
        }
        var first: [Content: ImageTree.Reference] = [:]
        var items: [Waste.Item] = []
        for file in tree.visible {
            let record = tree.record(file)
            guard record.kind == .file, record.content != 0, record.size >= Self.twinFloor else { continue }
            let content = Content(hash: record.content, size: record.size)
            guard let twin = first[content] else {
                first[content] = file
                continue
            }
            items.append(
                Waste.Item(
                    kind: .duplicate, path: tree.path(file), layer: file.layer, bytes: record.size, other: twin.layer,
                    twin: tree.path(twin)))
        }
        return items
    }
}

/// The folder that stands for many files.
enum PathGroup {
    /// At most four folders deep: `usr/share/doc/gcc`.
    static func of(_ path: String) -> String {
        var parts = 0
        for index in path.indices where path[index] == "/" {
            parts += 1
            if parts == 4 { return String(path[..<index]) }
        }
        return path
    }
}
