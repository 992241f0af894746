package import Basics

/// Collects the content of a file that is pushed: in memory up to a threshold, beyond that in a temporary file without a
/// name. It can be read at any time, and used again for the next file.
package struct SpooledContent: FileContent {
    private let threshold: Int
    /// All bytes while there is no file, then those that are not written yet.
    private var memory: [UInt8] = []
    private var file: TemporaryFile?
    private var written = 0

    private static let writeSize = 256 << 10

    /// - Parameter threshold: how many bytes memory may hold.
    package init(threshold: Int = 8 << 20) {
        self.threshold = max(0, threshold)
    }

    package var count: Int { written + memory.count }

    /// Throws `unreadable` when the disk is full.
    package mutating func append(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
        if file == nil, bytes.count > threshold - memory.count { file = try TemporaryFile() }
        guard let file else { return memory.append(contentsOf: bytes) }
        guard memory.count + bytes.count > Self.writeSize else { return memory.append(contentsOf: bytes) }
        try flush(to: file)
        if bytes.count < Self.writeSize {
            memory.append(contentsOf: bytes)
        } else {
            try file.write(bytes, at: written)
            written += bytes.count
        }
    }

    /// Forgets all, but keeps the memory: pages that are fresh for each file would cost more than what is done with them.
    ///
    /// - Parameter count: how many bytes will come, as far as is known.
    package mutating func reset(expecting count: Int) {
        file = nil
        written = 0
        memory.removeAll(keepingCapacity: true)
        if count <= threshold { memory.reserveCapacity(count) }
    }

    package func read(at offset: Int, count: Int) throws(Failure) -> [UInt8] {
        guard offset >= 0, offset < self.count, count > 0 else { return [] }
        let end = offset + min(count, self.count - offset)
        if offset == 0, end == memory.count, file == nil { return memory }
        var bytes: [UInt8] = []
        if let file, offset < written {
            bytes = try file.read(at: offset, count: min(end, written) - offset)
            if end <= written { return bytes }
        }
        bytes += memory[(max(offset, written) - written)..<(end - written)]
        return bytes
    }

    private mutating func flush(to file: TemporaryFile) throws(Failure) {
        let place = written
        try memory.withUnsafeBufferPointer { (bytes) throws(Failure) in
            try file.write(UnsafeRawBufferPointer(bytes), at: place)
        }
        written += memory.count
        memory.removeAll(keepingCapacity: true)
    }
}
