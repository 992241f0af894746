import Basics
import OCIImage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A file of the disk, read where it is asked for; closed when it is let go.
final class DiskContent: FileContent {
    let path: String
    let count: Int
    private let descriptor: Int32

    init(path: String) throws(Failure) {
        self.path = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(path, errno) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw .notAFile(path)
        }
        count = Int(status.st_size)
    }

    deinit {
        close(descriptor)
    }

    func read(at offset: Int, count: Int) throws(Failure) -> [UInt8] {
        guard offset >= 0, offset < self.count, count > 0 else { return [] }
        let wanted = min(count, self.count - offset)
        var number: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, got in
            while got < wanted, let start = buffer.baseAddress {
                let read = pread(descriptor, start + got, wanted - got, off_t(offset + got))
                if read < 0, errno == EINTR { continue }
                if read < 0 { number = errno }
                if read <= 0 { return }
                got += read
            }
        }
        guard number == 0 else { throw .system(path, number) }
        return bytes
    }
}
