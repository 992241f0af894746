package import OCIImage

/// Reads one kind of file that tells of installed packages.
///
/// `wish` is asked for every entry of every layer, so it looks at the path first and makes nothing. `read` is called
/// for the files that it wished for, and tells of nothing when a file turns out to be something else.
package protocol PackageReader: Sendable {
    static func wish(_ entry: LayerEntry) -> CaptureWish
    static func read(_ entry: LayerEntry, _ content: any FileContent) -> FileTold
}

/// All readers as one: several of them may want the same file.
package enum PackageReaders {
    static let all: [any PackageReader.Type] = SystemReaders.all + LanguageReaders.all + BinaryReaders.all

    /// Whether any reader wants the file, and the strongest of their wishes.
    package static func wish(_ entry: LayerEntry) -> CaptureWish {
        guard entry.kind == .file else { return .no }
        var result = CaptureWish.no
        for reader in all {
            switch reader.wish(entry) {
            case .whole: return .whole
            case .ifExecutable: result = .ifExecutable
            case .no: break
            }
        }
        return result
    }

    /// What all readers that want the file find in it.
    package static func read(_ entry: LayerEntry, _ content: any FileContent) -> FileTold {
        var told = FileTold()
        guard entry.kind == .file else { return told }
        for reader in all where reader.wish(entry) != .no {
            told.add(reader.read(entry, content))
        }
        return told
    }
}
