/// Files in memory, for examples, tests and standard input.
package struct MemoryTree: FileTree {
    private var files: [String: [UInt8]] = [:]
    /// Each folder's entries by name.
    private var folders: [String: [String: FileEntry]] = ["": [:]]

    /// - Parameter sizes: what some files count as, instead of their length.
    package init(_ files: [String: String], sizes: [String: Int] = [:]) {
        for (path, text) in files { add(path, Array(text.utf8), size: sizes[path]) }
    }

    package init(_ files: [String: [UInt8]]) {
        for (path, bytes) in files { add(path, bytes) }
    }

    private mutating func add(_ path: String, _ bytes: [UInt8], size: Int? = nil) {
        files[path] = bytes
        let isScript = bytes.starts(with: [UInt8(ascii: "#"), UInt8(ascii: "!")])
        var entry = FileEntry(
            name: RelativePath.name(path), kind: .file, size: size ?? bytes.count, isExecutable: isScript)
        var folder = RelativePath.folder(path)
        while true {
            folders[folder, default: [:]][entry.name] = entry
            if folder.isEmpty { return }
            entry = FileEntry(name: RelativePath.name(folder), kind: .folder, size: 0)
            folder = RelativePath.folder(folder)
        }
    }

    package func entry(_ path: String) -> FileEntry? {
        if path.isEmpty { return FileEntry(name: "", kind: .folder, size: 0) }
        return folders[RelativePath.folder(path)]?[RelativePath.name(path)]
    }

    package func list(_ folder: String) throws(Failure) -> [FileEntry] {
        guard let entries = folders[folder] else { throw .missing(folder) }
        return entries.values.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    package func read(_ path: String, limit: Int) throws(Failure) -> [UInt8] {
        guard let bytes = files[path] else { throw .missing(path) }
        guard bytes.count <= limit else { throw .tooLarge(path, size: bytes.count, limit: limit) }
        return bytes
    }
}

extension Failure {
    /// Nothing is at `path`.
    package static func missing(_ path: String) -> Failure {
        Failure(
            .notFound,
            Text(
                en: "\(path): no such file or folder. Check the path.",
                ja: "\(path): ファイルまたはフォルダーがありません。パスを確認してください。"))
    }

    /// A file has more bytes than are read.
    package static func tooLarge(_ path: String, size: Int, limit: Int) -> Failure {
        Failure(
            .tooLarge,
            Text(
                en: "\(path): \(size) bytes are more than the \(limit) that are read.",
                ja: "\(path): \(size) バイトあり、読み込みの上限 \(limit) バイトを超えています。"))
    }
}
