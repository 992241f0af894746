import Basics
import CZlib

/// Writes zip archives of stored and deflated entries.
enum TestZip {
    static func make(_ files: [(name: String, bytes: [UInt8])], isDeflated: Bool = true) -> [UInt8] {
        var out: [UInt8] = []
        var directory: [UInt8] = []
        for (name, bytes) in files {
            let sum = bytes.withUnsafeBufferPointer {
                UInt32(truncatingIfNeeded: crc32(0, $0.baseAddress, UInt32($0.count)))
            }
            let packed = isDeflated ? deflated(bytes) : bytes
            var common: [UInt8] = []
            common += word(20) + word(0) + word(isDeflated ? 8 : 0) + word(0) + word(0x21)
            common += long(Int(sum)) + long(packed.count) + long(bytes.count) + word(name.utf8.count) + word(0)
            directory +=
                [0x50, 0x4B, 1, 2] + word(20) + common + word(0) + word(0) + word(0) + long(0) + long(out.count)
            directory += Array(name.utf8)
            out += [0x50, 0x4B, 3, 4] + common + Array(name.utf8) + packed
        }
        let start = out.count
        out += directory
        out += [0x50, 0x4B, 5, 6] + word(0) + word(0) + word(files.count) + word(files.count)
        return out + long(directory.count) + long(start) + word(0)
    }

    /// A zip of advisories, each called by its id.
    static func make(_ advisories: [(id: String, json: String)]) -> [UInt8] {
        make(advisories.map { ("\($0.id).json", Array($0.json.utf8)) })
    }

    static func gzip(_ bytes: [UInt8]) -> [UInt8] { deflated(bytes, window: 31) }

    private static func word(_ value: Int) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8 & 0xFF)] }
    private static func long(_ value: Int) -> [UInt8] { word(value & 0xFFFF) + word(value >> 16 & 0xFFFF) }

    private static func deflated(_ bytes: [UInt8], window: Int32 = -15) -> [UInt8] {
        var stream = z_stream()
        deflateInit2_(
            &stream, 6, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        defer { deflateEnd(&stream) }
        var input = bytes
        let room = Int(deflateBound(&stream, UInt(bytes.count))) + 32
        return [UInt8](unsafeUninitializedCapacity: room) { output, count in
            input.withUnsafeMutableBufferPointer { input in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(room)
                deflate(&stream, Z_FINISH)
            }
            count = room - Int(stream.avail_out)
        }
    }
}
