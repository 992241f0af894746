/// One header block of 512 bytes, in any of the forms v7, ustar, star and GNU.
struct TarHeader {
    enum Problem: Error {
        case checksum
        /// The field holds no number.
        case number(String)
    }

    static let blockSize = 512

    /// The type flag; NUL of v7 stays NUL.
    var type: UInt8
    /// With the prefix of ustar.
    var name: [UInt8]
    var link: [UInt8]
    var mode: Int
    var user: Int
    var group: Int
    /// As written, perhaps negative.
    var size: Int
    var modified: Int
    /// Of an old GNU sparse file (type `S`): its first parts, whether more blocks of them follow, and its real size.
    var parts: [SparsePart] = []
    var hasMoreParts = false
    var realSize = 0

    static func isZero(_ block: UnsafeRawBufferPointer) -> Bool {
        var bits: UInt64 = 0
        for offset in stride(from: 0, to: blockSize, by: 8) {
            bits |= block.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        }
        return bits == 0
    }

    /// Whether the sum of the bytes is the one that is written, the field itself counted as spaces. Some old writers
    /// added signed bytes.
    static func agrees(_ block: UnsafeRawBufferPointer) -> Bool {
        guard let written = TarNumber.field(slice(block, 148, 8)) else { return false }
        var sum = 0
        var high = 0
        for byte in block {
            sum &+= Int(byte)
            high &+= Int(byte >> 7)
        }
        for byte in slice(block, 148, 8) {
            sum &-= Int(byte)
            high &-= Int(byte >> 7)
        }
        sum += 8 * 0x20
        return written == sum || written == sum - 256 * high
    }

    init(_ block: UnsafeRawBufferPointer) throws(Problem) {
        guard Self.agrees(block) else { throw .checksum }
        type = block[156]
        mode = try Self.number(block, 100, 8, "mode")
        user = try Self.number(block, 108, 8, "uid")
        group = try Self.number(block, 116, 8, "gid")
        size = try Self.number(block, 124, 12, "size")
        modified = try Self.number(block, 136, 12, "mtime")
        name = Self.text(block, 0, 100)
        link = Self.text(block, 157, 100)
        let hasPrefix = Self.slice(block, 257, 6).elementsEqual("ustar\0".utf8)
        if hasPrefix {
            // star keeps its times behind a shorter prefix.
            let isStar = Self.slice(block, 508, 4).elementsEqual("tar\0".utf8)
            let prefix = Self.text(block, 345, isStar ? 131 : 155)
            if !prefix.isEmpty { name = prefix + [UInt8(ascii: "/")] + name }
        }
        if type == UInt8(ascii: "S") {
            parts = try Self.parts(Self.slice(block, 386, 96))
            hasMoreParts = block[482] != 0
            realSize = try Self.number(block, 483, 12, "realsize")
        }
    }

    /// The parts in a header of type `S` (4) or in a block that goes on with them (21): pairs of numbers of 12 bytes.
    static func parts(_ bytes: UnsafeRawBufferPointer) throws(Problem) -> [SparsePart] {
        var parts: [SparsePart] = []
        var at = 0
        while at + 24 <= bytes.count, bytes[at] != 0 {
            let offset = try number(bytes, at, 12, "sparse offset")
            let count = try number(bytes, at + 12, 12, "sparse size")
            parts.append(SparsePart(offset: offset, count: count))
            at += 24
        }
        return parts
    }

    static func slice(_ block: UnsafeRawBufferPointer, _ offset: Int, _ count: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: block[offset..<offset + count])
    }

    private static func number(
        _ block: UnsafeRawBufferPointer, _ offset: Int, _ count: Int, _ field: String
    ) throws(Problem) -> Int {
        guard let value = TarNumber.field(slice(block, offset, count)) else { throw .number(field) }
        return value
    }

    /// Up to the first NUL.
    private static func text(_ block: UnsafeRawBufferPointer, _ offset: Int, _ count: Int) -> [UInt8] {
        Array(slice(block, offset, count).prefix { $0 != 0 })
    }
}
