import CZlib
import CZstd

/// Writes archives for the tests of sources.
struct TarMaker {
    private(set) var bytes: [UInt8] = []

    mutating func file(_ path: String, _ content: [UInt8]) { add(path, "0", content, link: "") }
    mutating func folder(_ path: String) { add(path + "/", "5", [], link: "") }
    mutating func symbolicLink(_ path: String, to target: String) { add(path, "2", [], link: target) }
    mutating func hardLink(_ path: String, to target: String) { add(path, "1", [], link: target) }

    /// A header that announces more than follows.
    mutating func lie(_ path: String, size: Int, _ content: [UInt8]) {
        bytes += Self.header(path, "0", size, link: "")
        bytes += content
    }

    private mutating func add(_ path: String, _ type: Character, _ content: [UInt8], link: String) {
        if path.utf8.count > 100 || link.utf8.count > 100 {
            var records: [UInt8] = []
            for (key, value) in [("path", path), ("linkpath", link)] where !value.isEmpty {
                let length = key.utf8.count + value.utf8.count + 3
                var total = length + String(length).utf8.count
                if String(total).utf8.count > String(length).utf8.count { total += 1 }
                records += Array("\(total) \(key)=\(value)\n".utf8)
            }
            block("PaxHeaders/x", "x", records, link: "")
        }
        block(path, type, content, link: link)
    }

    private mutating func block(_ path: String, _ type: Character, _ content: [UInt8], link: String) {
        bytes += Self.header(path, type, content.count, link: link)
        bytes += content
        bytes += [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
    }

    func finished() -> [UInt8] { bytes + [UInt8](repeating: 0, count: 1024) }

    private static func header(_ path: String, _ type: Character, _ size: Int, link: String) -> [UInt8] {
        var block = [UInt8](repeating: 0, count: 512)
        func put(_ text: String, _ offset: Int, _ limit: Int) {
            for (index, byte) in text.utf8.prefix(limit).enumerated() { block[offset + index] = byte }
        }
        func octal(_ value: Int, _ digits: Int) -> String {
            let text = String(value, radix: 8)
            return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
        }
        put(path, 0, 100)
        put(octal(0o644, 7), 100, 7)
        put(octal(0, 7), 108, 7)
        put(octal(0, 7), 116, 7)
        put(octal(size, 11), 124, 11)
        put(octal(0, 11), 136, 11)
        put("        ", 148, 8)
        block[156] = type.asciiValue ?? 0x30
        put(link, 157, 100)
        put("ustar", 257, 5)
        put("00", 263, 2)
        put(octal(block.reduce(0) { $0 + Int($1) }, 6), 148, 6)
        block[154] = 0
        return block
    }
}

enum Packing: String, CaseIterable {
    case none, gzip, zstd

    func pack(_ bytes: [UInt8]) -> [UInt8] {
        switch self {
        case .none: return bytes
        case .zstd:
            var out = [UInt8](repeating: 0, count: ZSTD_compressBound(bytes.count))
            let count = ZSTD_compress(&out, out.count, bytes, bytes.count, 3)
            return Array(out.prefix(count))
        case .gzip:
            var stream = z_stream()
            deflateInit2_(
                &stream, 6, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
            defer { deflateEnd(&stream) }
            var input = bytes
            var out = [UInt8](repeating: 0, count: bytes.count + bytes.count / 8 + 4096)
            let size = out.count
            let left = input.withUnsafeMutableBufferPointer { input in
                out.withUnsafeMutableBufferPointer { out in
                    stream.next_in = input.baseAddress
                    stream.avail_in = UInt32(input.count)
                    stream.next_out = out.baseAddress
                    stream.avail_out = UInt32(out.count)
                    deflate(&stream, Z_FINISH)
                    return Int(stream.avail_out)
                }
            }
            return Array(out.prefix(size - left))
        }
    }
}
