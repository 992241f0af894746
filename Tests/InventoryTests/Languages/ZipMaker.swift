/// Makes zip archives: entries stored, or in deflate's own form of stored blocks, so that no compressor is needed.
struct ZipMaker {
    private var bytes: [UInt8] = []
    private var directory: [UInt8] = []
    private var count: UInt16 = 0

    static func zip(_ files: [(String, [UInt8])], deflated: Bool = false) -> [UInt8] {
        var maker = ZipMaker()
        for (name, content) in files { maker.add(name, content, deflated: deflated) }
        return maker.finished()
    }

    static func zip(_ files: [(String, String)], deflated: Bool = false) -> [UInt8] {
        zip(files.map { ($0.0, Array($0.1.utf8)) }, deflated: deflated)
    }

    mutating func add(_ name: String, _ content: [UInt8], deflated: Bool) {
        let offset = UInt32(bytes.count)
        let stored = deflated ? Self.deflate(content) : content
        var common: [UInt8] = []
        common += Self.u16(20) + Self.u16(0x800) + Self.u16(deflated ? 8 : 0) + Self.u32(0)
        common += Self.u32(Self.checksum(content)) + Self.u32(UInt32(stored.count)) + Self.u32(UInt32(content.count))
        common += Self.u16(UInt16(name.utf8.count)) + Self.u16(0)
        bytes += Self.u32(0x0403_4B50) + common + Array(name.utf8) + stored
        directory += Self.u32(0x0201_4B50) + Self.u16(20) + common + Self.u16(0) + Self.u16(0) + Self.u16(0)
        directory += Self.u32(0) + Self.u32(offset) + Array(name.utf8)
        count += 1
    }

    func finished() -> [UInt8] {
        bytes + directory + Self.u32(0x0605_4B50) + Self.u16(0) + Self.u16(0) + Self.u16(count) + Self.u16(count)
            + Self.u32(UInt32(directory.count)) + Self.u32(UInt32(bytes.count)) + Self.u16(0)
    }

    private static func deflate(_ content: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var rest = content[...]
        repeat {
            let block = rest.prefix(65_535)
            rest = rest.dropFirst(block.count)
            result.append(rest.isEmpty ? 1 : 0)
            result += u16(UInt16(block.count)) + u16(~UInt16(block.count)) + block
        } while !rest.isEmpty
        return result
    }

    private static func u16(_ value: UInt16) -> [UInt8] { [UInt8(value & 255), UInt8(value >> 8)] }
    private static func u32(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(value >> ($0 * 8) & 255) } }

    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var sum: UInt32 = ~0
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
        }
        return ~sum
    }
}
