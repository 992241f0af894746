/// Writes zip and gzip files without compression.
enum TestZip {
    static func make(_ files: [(name: String, bytes: [UInt8])]) -> [UInt8] {
        var out: [UInt8] = []
        var directory: [UInt8] = []
        for (name, bytes) in files {
            var common = word(20) + word(0) + word(0) + word(0) + word(0x21) + long(Int(checksum(bytes)))
            common += long(bytes.count) + long(bytes.count) + word(name.utf8.count) + word(0)
            directory += [0x50, 0x4B, 1, 2] + word(20) + common + word(0) + word(0) + word(0) + long(0)
            directory += long(out.count) + Array(name.utf8)
            out += [0x50, 0x4B, 3, 4] + common + Array(name.utf8) + bytes
        }
        let start = out.count
        out += directory + [0x50, 0x4B, 5, 6] + word(0) + word(0) + word(files.count) + word(files.count)
        return out + long(directory.count) + long(start) + word(0)
    }

    /// A zip of advisories, each called by its id.
    static func make(_ advisories: [(id: String, json: String)]) -> [UInt8] {
        make(advisories.map { ("\($0.id).json", Array($0.json.utf8)) })
    }

    /// One stored block of up to 64 KiB (RFC 1951, 3.2.4) in a gzip member.
    static func gzip(_ bytes: [UInt8]) -> [UInt8] {
        let header: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1]
        return header + word(bytes.count) + word(~bytes.count & 0xFFFF) + bytes + long(Int(checksum(bytes)))
            + long(bytes.count)
    }

    private static func word(_ value: Int) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8 & 0xFF)] }
    private static func long(_ value: Int) -> [UInt8] { word(value & 0xFFFF) + word(value >> 16 & 0xFFFF) }

    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        return ~crc
    }
}
