import Basics

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A file that has no name any more and goes away with its owner, however the process ends. Only this user can read it.
final class TemporaryFile: Sendable {
    private let descriptor: Int32

    /// In `TMPDIR`, else in /var/tmp, which unlike /tmp lies on a disk, else in /tmp. Throws `unreadable`.
    init() throws(Failure) {
        let wished = getenv("TMPDIR").map { String(cString: $0) } ?? ""
        var problem: Int32 = 0
        for folder in [wished, "/var/tmp", "/tmp"] where folder.hasPrefix("/") {
            // 64 bits of the system's randomness; a name that is taken is refused by O_EXCL, links too.
            let path = "\(folder)/plimsoll-\(String(UInt64.random(in: 0 ... .max), radix: 36))"
            let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else {
                problem = errno
                continue
            }
            unlink(path)
            self.descriptor = descriptor
            return
        }
        throw Self.failure(
            Text(en: "No temporary file can be made", ja: "一時ファイルを作成できません"), problem)
    }

    deinit { close(descriptor) }

    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(Failure) {
        var done = 0
        while done < bytes.count {
            let count = pwrite(
                descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done, off_t(offset + done))
            if count < 0 {
                if errno == EINTR { continue }
                throw Self.failure(
                    Text(en: "A temporary file cannot be written", ja: "一時ファイルに書き込めません"), errno)
            }
            done += count
        }
    }

    /// Fewer bytes at the end of the file.
    func read(at offset: Int, count: Int) throws(Failure) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var done = 0
        while done < count {
            let got = bytes.withUnsafeMutableBytes {
                pread(descriptor, $0.baseAddress.map { $0 + done }, count - done, off_t(offset + done))
            }
            if got < 0 {
                if errno == EINTR { continue }
                throw Self.failure(Text(en: "A temporary file cannot be read", ja: "一時ファイルを読み取れません"), errno)
            }
            if got == 0 { break }
            done += got
        }
        bytes.removeLast(count - done)
        return bytes
    }

    private static func failure(_ what: Text, _ problem: Int32) -> Failure {
        Failure(
            .unreadable,
            Text(
                en: "\(what.en). Make room on the disk or set TMPDIR to a folder on another one.",
                ja: "\(what.ja)。ディスクの空きを増やすか、TMPDIR に別のディスクのフォルダーを設定してください。"),
            cause: String(cString: strerror(problem)))
    }
}
