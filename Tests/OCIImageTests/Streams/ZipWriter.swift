import CZlib

/// Writes zip archives for tests, also wrongly.
struct ZipWriter {
    struct Entry {
        var name: [UInt8]
        var content: [UInt8]
        var isDeflated = false
        /// Sizes behind the content, zeros before it.
        var hasDescriptor = false
        var isUTF8 = false
        /// Sizes and offset in a ZIP64 field of the directory.
        var isLarge = false
        var claimedSize: Int?
        var claimedOffset: Int?
        var checksum: UInt32?
        var method: UInt16?
        var flags: UInt16 = 0

        init(_ name: String, _ content: [UInt8] = [], deflated: Bool = false) {
            self.name = Array(name.utf8)
            self.content = content
            isDeflated = deflated
        }

        func with(_ change: (inout Entry) -> Void) -> Entry {
            var copy = self
            change(&copy)
            return copy
        }
    }

    static func bytes(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    /// - Parameters:
    ///   - claimedCount: what the end record says.
    ///   - isLarge: with the records of ZIP64 at the end.
    static func archive(
        _ entries: [Entry], comment: String = "", claimedCount: Int? = nil, isLarge: Bool = false
    ) -> [UInt8] {
        var output: [UInt8] = []
        var directory: [UInt8] = []
        for entry in entries {
            let data =
                entry.isDeflated ? Compress.deflate(entry.content, windowBits: -15) : entry.content
            let checksum = entry.checksum ?? UInt32(truncatingIfNeeded: crc32_z(0, entry.content, entry.content.count))
            let size = entry.claimedSize ?? entry.content.count
            let offset = entry.claimedOffset ?? output.count
            let method = Int(entry.method ?? (entry.isDeflated ? 8 : 0))
            let flags = Int(entry.flags) | (entry.hasDescriptor ? 8 : 0) | (entry.isUTF8 ? 0x800 : 0)
            let head = bytes(20, 2) + bytes(flags, 2) + bytes(method, 2) + bytes(0, 4)
            let known = bytes(Int(checksum), 4) + bytes(data.count, 4) + bytes(size, 4)
            output += bytes(0x0403_4B50, 4) + head + (entry.hasDescriptor ? bytes(0, 12) : known)
            output += bytes(entry.name.count, 2) + bytes(0, 2) + entry.name + data
            if entry.hasDescriptor { output += bytes(0x0807_4B50, 4) + known }
            let extra =
                entry.isLarge
                ? bytes(0x7777, 2) + bytes(1, 2) + [0] + bytes(1, 2) + bytes(24, 2) + bytes(size, 8)
                    + bytes(data.count, 8) + bytes(offset, 8) : []
            directory += bytes(0x0201_4B50, 4) + bytes(20, 2) + head + bytes(Int(checksum), 4)
            directory += entry.isLarge ? bytes(-1, 8) : bytes(data.count, 4) + bytes(size, 4)
            directory += bytes(entry.name.count, 2) + bytes(extra.count, 2) + bytes(0, 10)
            directory += (entry.isLarge ? bytes(-1, 4) : bytes(offset, 4)) + entry.name + extra
        }
        let offset = output.count
        let count = claimedCount ?? entries.count
        output += directory
        if isLarge {
            let end = output.count
            output += bytes(0x0606_4B50, 4) + bytes(44, 8) + bytes(45, 4) + bytes(0, 8) + bytes(count, 8)
            output += bytes(count, 8) + bytes(directory.count, 8) + bytes(offset, 8)
            output += bytes(0x0706_4B50, 4) + bytes(0, 4) + bytes(end, 8) + bytes(1, 4)
        }
        output += bytes(0x0605_4B50, 4) + bytes(0, 4) + bytes(isLarge ? -1 : count, 2)
        output += bytes(isLarge ? -1 : count, 2) + bytes(isLarge ? -1 : directory.count, 4)
        output += bytes(isLarge ? -1 : offset, 4) + bytes(comment.utf8.count, 2) + Array(comment.utf8)
        return output
    }
}
