/// One entry of a layer's archive, its name cleaned: relative to the root, without `.`, `..` or a slash at either end.
package struct LayerEntry: Sendable, Hashable {
    package enum Kind: UInt8, Sendable, Hashable {
        case file, hardLink, symbolicLink, folder, characterDevice, blockDevice, pipe
    }

    package var path: String
    package var kind: Kind
    /// Of a file, and of a hard link that brings content: the bytes as a reader sees them, holes of a sparse file
    /// included. Else 0.
    package var size: Int
    /// The permission bits with set-user-id (04000), set-group-id (02000) and sticky (01000).
    package var mode: UInt16
    package var user: Int
    package var group: Int
    /// Seconds since 1970.
    package var modified: Int
    /// Of symbolic links: where they point, as written. Of hard links: the path of an entry, cleaned as `path` is; there
    /// may be no such entry, or it may be a link that leads back here.
    package var target: String
    /// Extended attributes, e.g. `security.capability`.
    package var attributes: [String: [UInt8]]
    /// Where its content as stored begins in the archive: a file on disk can be read there again.
    package var offset: Int

    package init(
        path: String, kind: Kind = .file, size: Int = 0, mode: UInt16 = 0o644, user: Int = 0, group: Int = 0,
        modified: Int = 0, target: String = "", attributes: [String: [UInt8]] = [:], offset: Int = 0
    ) {
        self.path = path
        self.kind = kind
        self.size = size
        self.mode = mode
        self.user = user
        self.group = group
        self.modified = modified
        self.target = target
        self.attributes = attributes
        self.offset = offset
    }

    package var isExecutable: Bool { mode & 0o111 != 0 }
}
