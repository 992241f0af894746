package import Basics

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The files below a folder on disk: which of them may be edited, and how the edited ones are written.
package struct DiskPlace: EditPlace {
    private let root: String

    /// - Parameter root: the absolute path of the folder that is reviewed.
    package init(root: String) {
        self.root = Self.real(root) ?? root
    }

    private static func real(_ path: String) -> String? {
        guard let pointer = realpath(path, nil) else { return nil }
        defer { free(pointer) }
        return String(cString: pointer)
    }

    private func absolute(_ path: String) -> String { root == "/" ? "/" + path : root + "/" + path }

    package func resolve(_ path: String) throws(Failure) -> String {
        guard let clean = RelativePath.join("", path), !clean.isEmpty, !path.hasPrefix("/") else {
            throw .notEditable(path, .outside)
        }
        var status = stat()
        guard lstat(absolute(clean), &status) == 0 else {
            guard let folder = Self.real(absolute(RelativePath.folder(clean))) else {
                throw .notEditable(path, .noFolder)
            }
            guard access(folder, W_OK) == 0 else { throw .notEditable(path, .readOnly) }
            return try relative(folder + "/" + RelativePath.name(clean), path)
        }
        guard let real = Self.real(absolute(clean)) else { throw .notEditable(path, .outside) }
        let inside = try relative(real, path)
        guard stat(real, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw .notEditable(path, .notAFile)
        }
        // The super-user may write everything; a file without a write bit was still meant to stay as it is.
        guard status.st_mode & 0o222 != 0, access(real, W_OK) == 0 else { throw .notEditable(path, .readOnly) }
        return inside
    }

    private func relative(_ real: String, _ path: String) throws(Failure) -> String {
        let prefix = root == "/" ? "/" : root + "/"
        guard real.utf8.starts(with: prefix.utf8) else { throw .notEditable(path, .outside) }
        return String(decoding: real.utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
    }

    /// Writes all files or none: first each is compared with what was read, and a failure on the way is undone.
    package func write(_ changes: [FileChange]) throws(Failure) {
        for change in changes { try check(change) }
        var written: [FileChange] = []
        for change in changes {
            do throws(Failure) {
                try check(change)
                try replace(change.path, with: change.after)
                written.append(change)
            } catch {
                for change in written { undo(change) }
                throw error
            }
        }
    }

    private func check(_ change: FileChange) throws(Failure) {
        guard try resolve(change.path) == change.path else { throw .notEditable(change.path, .changed) }
        let tree = DiskTree(root: root)
        let now = tree.exists(change.path) ? try tree.read(change.path, limit: 1 << 26) : nil
        guard now == change.before else { throw .notEditable(change.path, .changed) }
    }

    private func undo(_ change: FileChange) {
        if let before = change.before {
            try? replace(change.path, with: before)
        } else {
            unlink(absolute(change.path))
        }
    }

    /// Writes a file beside it and renames that: a reader sees the old text or the new one, never a part.
    private func replace(_ path: String, with bytes: [UInt8]) throws(Failure) {
        let target = absolute(path)
        let temporary =
            absolute(RelativePath.folder(path).isEmpty ? "" : RelativePath.folder(path) + "/")
            + ".\(RelativePath.name(path)).plimsoll-\(getpid())"
        let isScript = bytes.starts(with: [UInt8(ascii: "#"), UInt8(ascii: "!")])
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, isScript ? 0o777 : 0o666)
        guard descriptor >= 0 else { throw .unwritable(path, errno) }
        var failure: Int32 = 0
        var status = stat()
        if stat(target, &status) == 0 {
            // Another's file stays another's where the system lets us.
            _ = fchown(descriptor, status.st_uid, status.st_gid)
            if fchmod(descriptor, status.st_mode & 0o7777) != 0 { failure = errno }
        }
        if failure == 0 { failure = Self.writeAll(descriptor, bytes) }
        if failure == 0, fsync(descriptor) != 0 { failure = errno }
        if close(descriptor) != 0, failure == 0 { failure = errno }
        if failure == 0, rename(temporary, target) != 0 { failure = errno }
        guard failure == 0 else {
            unlink(temporary)
            throw .unwritable(path, failure)
        }
    }

    private static func writeAll(_ descriptor: Int32, _ bytes: [UInt8]) -> Int32 {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return count < 0 ? errno : EIO }
            rest = rest.dropFirst(count)
        }
        return 0
    }

    private static func systemWrite(_ descriptor: Int32, _ start: UnsafeRawPointer?, _ count: Int) -> Int {
        #if canImport(Glibc)
            Glibc.write(descriptor, start, count)
        #elseif canImport(Musl)
            Musl.write(descriptor, start, count)
        #else
            Darwin.write(descriptor, start, count)
        #endif
    }
}

extension Failure {
    /// The system did not let a file be written.
    static func unwritable(_ path: String, _ number: Int32) -> Failure {
        Failure(
            .unreadable,
            Text(en: "\(path): cannot be written.", ja: "\(path): 書き込めません。"),
            cause: String(cString: strerror(number)))
    }
}
