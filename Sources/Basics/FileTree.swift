/// A folder to read from: a disk, or files in memory for examples and standard input.
///
/// Paths are relative to the root, separated by `/`, without `.` or `..`; the root itself is the empty string.
package protocol FileTree: Sendable {
    /// What is at `path` (a link is not followed), or nil when nothing is there.
    func entry(_ path: String) -> FileEntry?
    /// What a folder holds, sorted by name in byte order. Throws a `Failure` when it cannot be read.
    func list(_ folder: String) throws(Failure) -> [FileEntry]
    /// The bytes of a file, links followed. Throws `notFound`, `unreadable`, or `tooLarge` when it has more than `limit`.
    func read(_ path: String, limit: Int) throws(Failure) -> [UInt8]
}

/// One file, folder or link. `size` is in bytes and 0 for what is not a file.
package struct FileEntry: Sendable, Hashable {
    package enum Kind: Sendable, Hashable { case file, folder, link, other }

    package var name: String
    package var kind: Kind
    package var size: Int
    package var isExecutable: Bool

    package init(name: String, kind: Kind, size: Int, isExecutable: Bool = false) {
        self.name = name
        self.kind = kind
        self.size = size
        self.isExecutable = isExecutable
    }
}

extension FileTree {
    /// Whether a file, folder or link is at `path`.
    package func exists(_ path: String) -> Bool { entry(path) != nil }

    /// The file as text when it is there, is readable and is not larger than `limit`; else nil.
    package func text(_ path: String, limit: Int = 1 << 20) -> String? {
        guard let bytes = try? read(path, limit: limit) else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The file as a `SourceFile` when it is there, is readable and is not larger than `limit`; else nil.
    package func source(_ path: String, limit: Int = 1 << 20) -> SourceFile? {
        guard let bytes = try? read(path, limit: limit) else { return nil }
        return SourceFile(path: path, bytes: bytes)
    }
}

/// Arithmetic of relative paths, so that no `..` is left in one that is read.
package enum RelativePath {
    /// Joins and cleans: `("a/b", "../c")` is `a/c`. Nil when the result would leave the root.
    package static func join(_ base: String, _ path: String) -> String? {
        var parts: [Substring] = []
        for part in base.split(separator: "/") + path.split(separator: "/") {
            if part == "." { continue }
            if part == ".." {
                if parts.popLast() == nil { return nil }
            } else {
                parts.append(part)
            }
        }
        return parts.joined(separator: "/")
    }

    /// The folder of a path: `a/b/c` is in `a/b`, `c` in the empty string.
    package static func folder(_ path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    }

    /// The last part of a path.
    package static func name(_ path: String) -> String {
        path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
    }
}
