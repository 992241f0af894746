package import Basics

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Folders that files are to be written into.
package enum FolderMaker {
    /// Makes the folders above a file, for the owner alone, where they are missing.
    package static func make(parentOf path: String) throws(Failure) {
        guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return }
        let folder = String(path[..<slash])
        if access(folder, F_OK) == 0 { return }
        try make(parentOf: folder)
        if mkdir(folder, 0o700) != 0, errno != EEXIST {
            throw Failure(
                .unavailable,
                Text(
                    en: "\(folder): the folder cannot be made. Set PLIMSOLL_DB to a place that can be written.",
                    ja: "\(folder): フォルダーを作成できません。環境変数 PLIMSOLL_DB に書き込み可能な場所を指定してください。"),
                cause: String(cString: strerror(errno)))
        }
    }
}
