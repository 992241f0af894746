import Basics

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A file that a download goes into, with what the server called that version of it beside: a broken download goes on
/// from there, today or tomorrow.
final class FeedFile {
    let path: String
    private let descriptor: Int32
    private(set) var size: Int

    init(path: String) throws(Failure) {
        self.path = path
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw Self.failure(path, errno) }
        var status = stat()
        size = fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
    }

    deinit {
        close(descriptor)
    }

    private var note: String { path + ".tag" }

    /// The address and tag (or date) of the version that is in the file; nil where nothing is known of it.
    func version() -> (address: String, tag: String, changed: String)? {
        guard let bytes = try? DiskTree(root: "/").read(String(note.dropFirst()), limit: 16 << 10) else { return nil }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count >= 3 else { return nil }
        return (String(lines[0]), String(lines[1]), String(lines[2]))
    }

    /// Empties the file for another version.
    func begin(address: String, tag: String, changed: String) throws(Failure) {
        guard ftruncate(descriptor, 0) == 0 else { throw Self.failure(path, errno) }
        size = 0
        let text = "\(address)\n\(tag)\n\(changed)\n"
        let out = open(note, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard out >= 0 else { throw Self.failure(note, errno) }
        defer { close(out) }
        try Self.write(out, Array(text.utf8)[...], at: 0, note)
    }

    func append(_ bytes: ArraySlice<UInt8>) throws(Failure) {
        try Self.write(descriptor, bytes, at: size, path)
        size += bytes.count
    }

    private static func write(
        _ descriptor: Int32, _ bytes: ArraySlice<UInt8>, at offset: Int, _ path: String
    ) throws(Failure) {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { memory in
                pwrite(descriptor, memory.baseAddress.map { $0 + done }, memory.count - done, off_t(offset + done))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failure(path, errno) }
            done += count
        }
    }

    func read(at offset: Int, count: Int) throws(Failure) -> [UInt8] {
        var number: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { memory, got in
            while got < count, let start = memory.baseAddress {
                let read = pread(descriptor, start + got, count - got, off_t(offset + got))
                if read < 0, errno == EINTR { continue }
                if read < 0 { number = errno }
                if read <= 0 { return }
                got += read
            }
        }
        guard number == 0 else { throw Self.failure(path, number) }
        return bytes
    }

    /// Deletes the file and its note: it was imported, or it is of no use.
    func remove() {
        unlink(path)
        unlink(note)
    }

    static func failure(_ path: String, _ number: Int32) -> Failure {
        let cause = String(cString: strerror(number))
        if number == ENOSPC || number == EDQUOT {
            return Failure(
                .unavailable,
                Text(
                    en: "\(path): the disk is full. Make room, or set PLIMSOLL_DB to a file on another disk.",
                    ja: "\(path): ディスクの空き容量がありません。容量を確保するか、環境変数 PLIMSOLL_DB で別のディスク上のファイルを指定してください。"),
                cause: cause)
        }
        return Failure(
            .unavailable,
            Text(
                en: "\(path): cannot be written. Check the folder's permissions, or set PLIMSOLL_DB.",
                ja: "\(path): 書き込めません。フォルダーの権限を確認するか、環境変数 PLIMSOLL_DB を設定してください。"),
            cause: cause)
    }
}

/// Held while a process updates a database: two would write into one another's partial files.
final class FeedLock {
    private let descriptor: Int32

    init(path: String) throws(Failure) {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw FeedFile.failure(path, errno) }
        // A program that is being started elsewhere in this process holds a copy of the lock for a moment.
        var tries = 50
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            tries -= 1
            if tries > 0, errno == EWOULDBLOCK {
                usleep(20_000)
                continue
            }
            close(descriptor)
            throw Failure(
                .unavailable,
                Text(
                    en: "\(path): another process is updating the advisory database. Try again when it is done.",
                    ja: "\(path): 別のプロセスがアドバイザリーデータベースを更新中です。完了後に再実行してください。"))
        }
    }

    deinit {
        close(descriptor)
    }
}
