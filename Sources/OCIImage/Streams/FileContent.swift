package import Basics

/// The content of one file of an image, at hand while its reader runs: in memory, or in a temporary file where it is large.
package protocol FileContent {
    var count: Int { get }
    /// The bytes at an offset, fewer at the end, none beyond it. Throws `unreadable`.
    func read(at offset: Int, count: Int) throws(Failure) -> [UInt8]
}

extension FileContent {
    /// All of it; throws `tooLarge` beyond `limit` bytes.
    package func all(limit: Int) throws(Failure) -> [UInt8] {
        guard count <= limit else {
            throw Failure(
                .tooLarge,
                Text(
                    en: "The file has \(count) bytes; \(limit) are read.",
                    ja: "ファイルが \(count) バイトあり、上限の \(limit) バイトを超えています。"))
        }
        return try read(at: 0, count: count)
    }
}

/// A file's content in memory.
package struct MemoryContent: FileContent {
    package let bytes: [UInt8]

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    package var count: Int { bytes.count }

    package func read(at offset: Int, count: Int) throws(Failure) -> [UInt8] {
        guard offset >= 0, offset < bytes.count, count > 0 else { return [] }
        return Array(bytes[offset..<min(bytes.count, offset + min(count, bytes.count - offset))])
    }
}
