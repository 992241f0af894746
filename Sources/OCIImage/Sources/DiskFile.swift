import Basics

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A file that is read: at offsets, by several tasks at once, or from its beginning to its end.
final class DiskFile: Sendable {
    /// How much is read at once: large enough that the system calls do not count, small beside 150 MiB.
    static let chunk = 1 << 20

    /// As people wrote it; `-` is standard input.
    let path: String
    let isRegular: Bool
    /// In bytes; 0 for a pipe.
    let size: Int
    private let descriptor: Int32

    init(_ path: String) throws(Failure) {
        let descriptor = path == "-" ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .file(path, errno) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            let code = errno
            close(descriptor)
            throw .file(path, code)
        }
        guard status.st_mode & S_IFMT != S_IFDIR else {
            close(descriptor)
            throw .file(path, EISDIR)
        }
        self.path = path
        self.descriptor = descriptor
        // Standard input is read in order even where it is a file: it may have been read in part already.
        isRegular = path != "-" && status.st_mode & S_IFMT == S_IFREG
        size = isRegular ? Int(status.st_size) : 0
    }

    deinit { close(descriptor) }

    /// What people know it as.
    var shown: String { path == "-" ? "standard input" : path }

    /// Fills as much of the buffer as the file has at the offset.
    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(Failure) -> Int {
        var count = 0
        while count < buffer.count, let start = buffer.baseAddress {
            let got = pread(descriptor, start + count, buffer.count - count, off_t(offset &+ count))
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw .file(path, errno) }
            if got == 0 { break }
            count += got
        }
        return count
    }

    /// The bytes at an offset, fewer at the end.
    func bytes(at offset: Int, count: Int) throws(Failure) -> [UInt8] {
        let count = max(0, min(count, size - offset))
        var bytes = [UInt8](repeating: 0, count: count)
        var failure: Failure?
        var got = 0
        bytes.withUnsafeMutableBytes { buffer in
            do throws(Failure) { got = try read(at: offset, into: buffer) } catch { failure = error }
        }
        if let failure { throw failure }
        if got < count { bytes.removeLast(count - got) }
        return bytes
    }

    /// Streams a range of the file. Throws `invalid` where the file ends before the range does.
    ///
    /// - Parameter lane: who hashes the range.
    func stream(
        _ range: Range<Int>, through lane: HashLane? = nil, _ take: (UnsafeRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        var memory = lane?.memory() ?? [UInt8](repeating: 0, count: max(1, min(Self.chunk, range.count)))
        var offset = range.lowerBound
        while offset < range.upperBound {
            try Failure.throwIfCancelled()
            let wanted = min(memory.count, range.upperBound - offset)
            let got = try memory.withUnsafeMutableBufferPointer { (buffer) throws(Failure) in
                try read(
                    at: offset,
                    into: UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: buffer[..<wanted])))
            }
            guard got > 0 else {
                throw Failure(
                    .invalid,
                    Text(
                        en:
                            "\(path) ends at byte \(offset), in the middle of an image's data. It is truncated: fetch it again.",
                        ja: "\(path) がイメージのデータの途中 (\(offset) バイト目) で終わっています。ファイルが途中で切れているため、取得し直してください。"))
            }
            try memory.withUnsafeBufferPointer { (bytes) throws(Failure) in
                try take(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[..<got])))
            }
            lane?.lend(&memory, count: got)
            offset += got
        }
    }

    /// Streams everything from where the descriptor stands, also of a pipe; false from `take` ends it.
    func streamAll(_ take: (UnsafeRawBufferPointer) throws(Failure) -> Bool) throws(Failure) {
        if isRegular {
            // By offsets, so that one source can be read again.
            var offset = 0
            let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.chunk, alignment: 4096)
            defer { buffer.deallocate() }
            while true {
                try Failure.throwIfCancelled()
                let got = try read(at: offset, into: buffer)
                guard got > 0 else { return }
                offset += got
                guard try take(UnsafeRawBufferPointer(rebasing: buffer[..<got])) else { return }
            }
        }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.chunk, alignment: 4096)
        defer { buffer.deallocate() }
        while true {
            try Failure.throwIfCancelled()
            let got = Self.systemRead(descriptor, buffer)
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw .file(shown, errno) }
            guard got > 0 else { return }
            guard try take(UnsafeRawBufferPointer(rebasing: buffer[..<got])) else { return }
        }
    }

    private static func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
        #if canImport(Glibc)
            Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        #elseif canImport(Musl)
            Musl.read(descriptor, buffer.baseAddress, buffer.count)
        #else
            Darwin.read(descriptor, buffer.baseAddress, buffer.count)
        #endif
    }

    // MARK: Paths

    enum Kind { case file, folder, other }

    /// What lies at a path, links followed; nil where there is nothing.
    static func kind(_ path: String) -> Kind? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return switch status.st_mode & S_IFMT {
        case S_IFREG: .file
        case S_IFDIR: .folder
        default: .other
        }
    }
}

extension Failure {
    static func file(_ path: String, _ code: Int32) -> Failure {
        let cause = String(cString: strerror(code))
        return switch code {
        case ENOENT, ENOTDIR:
            Failure(.notFound, Text(en: "There is no file \(path).", ja: "ファイル \(path) がありません。"), cause: cause)
        case EACCES, EPERM:
            Failure(
                .unreadable,
                Text(
                    en: "\(path) may not be read. Change its permissions, or run as a user who may.",
                    ja: "\(path) を読み取る権限がありません。権限を変更するか、読み取れるユーザーで実行してください。"), cause: cause)
        default:
            Failure(.unreadable, Text(en: "\(path) could not be read.", ja: "\(path) を読み取れませんでした。"), cause: cause)
        }
    }

    /// Ends a task whose neighbour failed already; its message is never shown for that reason.
    static func throwIfCancelled() throws(Failure) {
        guard !Task.isCancelled else {
            throw Failure(.unavailable, Text(en: "Reading was cancelled.", ja: "読み取りが中断されました。"))
        }
    }
}
