import Basics

/// A zip archive with stored advisories, made without any library.
enum TestArchive {
    static func advisory(_ id: String, _ ecosystem: String, _ name: String, padding: Int = 0) -> String {
        let filler = String(repeating: "x", count: padding)
        return """
            {"id":"\(id)","modified":"2026-11-20T00:00:00Z","summary":"s","details":"\(filler)","affected":[{"package":
            {"ecosystem":"\(ecosystem)","name":"\(name)"},"ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"0"}]}]}]}
            """
    }

    static func make(_ files: [(name: String, text: String)]) -> [UInt8] {
        var out: [UInt8] = []
        var directory: [UInt8] = []
        for (name, text) in files {
            let bytes = Array(text.utf8)
            let common =
                word(20) + word(0) + word(0) + word(0) + word(0x21) + long(Int(checksum(bytes))) + long(bytes.count)
                + long(bytes.count) + word(name.utf8.count) + word(0)
            directory +=
                [0x50, 0x4B, 1, 2] + word(20) + common + word(0) + word(0) + word(0) + long(0) + long(out.count)
            directory += Array(name.utf8)
            out += [0x50, 0x4B, 3, 4] + common + Array(name.utf8) + bytes
        }
        let start = out.count
        out += directory + [0x50, 0x4B, 5, 6] + word(0) + word(0) + word(files.count) + word(files.count)
        return out + long(directory.count) + long(start) + word(0)
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
