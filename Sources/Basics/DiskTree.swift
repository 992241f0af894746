#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A folder on disk. It calls POSIX itself: a walk of 100,000 files by Foundation's FileManager takes seconds.
package struct DiskTree: FileTree {
    /// The folder's path as the system takes it.
    package let root: String

    package init(root: String) {
        self.root = root
    }

    private func path(_ relative: String) -> String {
        relative.isEmpty ? root : root == "/" ? "/" + relative : root + "/" + relative
    }

    package func entry(_ relative: String) -> FileEntry? {
        var status = stat()
        guard lstat(path(relative), &status) == 0 else { return nil }
        return FileEntry(name: RelativePath.name(relative), status)
    }

    package func list(_ folder: String) throws(Failure) -> [FileEntry] {
        guard let directory = opendir(path(folder)) else { throw .system(folder, errno) }
        defer { closedir(directory) }
        let descriptor = dirfd(directory)
        var entries: [FileEntry] = []
        while let item = readdir(directory) {
            let name = withUnsafePointer(to: &item.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name == "." || name == ".." { continue }
            var status = stat()
            // A file may vanish between the two calls; then it is not there.
            guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { continue }
            entries.append(FileEntry(name: name, status))
        }
        return entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    package func read(_ relative: String, limit: Int) throws(Failure) -> [UInt8] {
        let descriptor = open(path(relative), O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(relative, errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .system(relative, errno) }
        // A pipe or a device would block or never end.
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(relative) }
        let size = Int(status.st_size)
        guard size <= limit else { throw .tooLarge(relative, size: size, limit: limit) }
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size, let start = buffer.baseAddress {
                let got = Self.systemRead(descriptor, start + count, size - count)
                if got < 0, errno == EINTR { continue }
                if got < 0 { failure = errno }
                if got <= 0 { break }
                count += got
            }
        }
        guard failure == 0 else { throw .system(relative, failure) }
        return bytes
    }

    private static func systemRead(_ descriptor: Int32, _ start: UnsafeMutablePointer<UInt8>, _ count: Int) -> Int {
        #if canImport(Glibc)
            Glibc.read(descriptor, start, count)
        #elseif canImport(Musl)
            Musl.read(descriptor, start, count)
        #else
            Darwin.read(descriptor, start, count)
        #endif
    }
}

extension FileEntry {
    fileprivate init(name: String, _ status: stat) {
        let kind: Kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .folder
            case S_IFLNK: .link
            default: .other
            }
        self.init(
            name: name, kind: kind, size: kind == .file ? Int(status.st_size) : 0,
            isExecutable: kind == .file && status.st_mode & 0o111 != 0)
    }
}

extension Failure {
    /// What the system said of `path`.
    package static func system(_ path: String, _ number: Int32) -> Failure {
        if number == ENOENT { return .missing(path) }
        return Failure(
            .unreadable,
            Text(en: "\(path): cannot be read.", ja: "\(path): 読み込めません。"),
            cause: String(cString: strerror(number)))
    }

    /// A folder, pipe or device stands where a file is wanted.
    package static func notAFile(_ path: String) -> Failure {
        Failure(.unreadable, Text(en: "\(path): is not a regular file.", ja: "\(path): 通常のファイルではありません。"))
    }
}
