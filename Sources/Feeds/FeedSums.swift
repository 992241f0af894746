import Basics
import Crypto

/// What a server says that the bytes of a file add up to.
///
/// Google's storage sends `x-goog-hash: crc32c=…,md5=…` in Base64 of the bytes as stored, and as ETag the MD5 in
/// hexadecimal where the file was written in one piece (cloud.google.com/storage/docs/xml-api/reference-headers). An
/// ETag of another server is any text.
struct FeedSums: Hashable {
    var md5: [UInt8]?
    var crc32c: UInt32?

    init(hashes: [String], tag: String?, isGoogle: Bool, storedEncoding: String?) {
        // Of bytes that the server unpacked on the way the sums say nothing.
        guard storedEncoding == nil || storedEncoding == "identity" else { return }
        for part in hashes.flatMap({ $0.split(separator: ",") }) {
            let pair = part.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, let bytes = Base64.decode(pair[1]) else { continue }
            if pair[0] == "md5", bytes.count == 16 { md5 = bytes }
            if pair[0] == "crc32c", bytes.count == 4 { crc32c = bytes.reduce(0) { $0 << 8 | UInt32($1) } }
        }
        if isGoogle, md5 == nil, crc32c == nil, let tag { md5 = Self.hexadecimal(tag) }
    }

    private static func hexadecimal(_ tag: String) -> [UInt8]? {
        let text = Array(tag.utf8.filter { $0 != UInt8(ascii: "\"") })
        guard text.count == 32 else { return nil }
        var bytes: [UInt8] = []
        for start in stride(from: 0, to: 32, by: 2) {
            guard let byte = UInt8(String(decoding: text[start..<start + 2], as: UTF8.self), radix: 16) else {
                return nil
            }
            bytes.append(byte)
        }
        return bytes
    }

    /// Whether a file has these sums; nothing known is true.
    func agree(with file: FeedFile) throws(Failure) -> Bool {
        if md5 == nil, crc32c == nil { return true }
        var hash = Insecure.MD5()
        var sum = CRC32C()
        var offset = 0
        while true {
            let chunk = try file.read(at: offset, count: 1 << 20)
            if chunk.isEmpty { break }
            offset += chunk.count
            if md5 != nil { hash.update(data: chunk) }
            if crc32c != nil { sum.update(chunk) }
        }
        if let md5, !hash.finalize().elementsEqual(md5) { return false }
        return crc32c.map { $0 == sum.value } ?? true
    }
}

/// The checksum of Castagnoli (RFC 3720, appendix B.4), eight bytes a step.
struct CRC32C {
    private var rest: UInt32 = 0xFFFF_FFFF

    var value: UInt32 { ~rest }

    private static let tables: [UInt32] = {
        var tables = [UInt32](repeating: 0, count: 8 * 256)
        for index in 0..<256 {
            var value = UInt32(index)
            for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0x82F6_3B78 : value >> 1 }
            tables[index] = value
        }
        for index in 256..<tables.count {
            let before = tables[index - 256]
            tables[index] = before >> 8 ^ tables[Int(before & 0xFF)]
        }
        return tables
    }()

    mutating func update(_ bytes: [UInt8]) {
        var crc = rest
        Self.tables.withUnsafeBufferPointer { tables in
            bytes.withUnsafeBufferPointer { bytes in
                var offset = 0
                while offset + 8 <= bytes.count {
                    crc ^=
                        UInt32(bytes[offset]) | UInt32(bytes[offset + 1]) << 8 | UInt32(bytes[offset + 2]) << 16
                        | UInt32(bytes[offset + 3]) << 24
                    let low = tables[1792 + Int(crc & 0xFF)] ^ tables[1536 + Int(crc >> 8 & 0xFF)]
                    let middle = tables[1280 + Int(crc >> 16 & 0xFF)] ^ tables[1024 + Int(crc >> 24)]
                    let high = tables[768 + Int(bytes[offset + 4])] ^ tables[512 + Int(bytes[offset + 5])]
                    crc = low ^ middle ^ high ^ tables[256 + Int(bytes[offset + 6])] ^ tables[Int(bytes[offset + 7])]
                    offset += 8
                }
                while offset < bytes.count {
                    crc = crc >> 8 ^ tables[Int((crc ^ UInt32(bytes[offset])) & 0xFF)]
                    offset += 1
                }
            }
        }
        rest = crc
    }
}

enum Base64 {
    /// Nil for what is no Base64 with its padding.
    static func decode(_ text: some StringProtocol) -> [UInt8]? {
        let input = Array(text.utf8)
        let padding = input.reversed().prefix { $0 == UInt8(ascii: "=") }.count
        guard input.count % 4 == 0, !input.isEmpty, padding <= 2 else { return nil }
        var bytes: [UInt8] = []
        var value: UInt32 = 0
        var bits = 0
        var isEnded = false
        for byte in input {
            let digit: UInt32
            switch byte {
            case 0x41...0x5A: digit = UInt32(byte) - 0x41
            case 0x61...0x7A: digit = UInt32(byte) - 0x61 + 26
            case 0x30...0x39: digit = UInt32(byte) - 0x30 + 52
            case UInt8(ascii: "+"): digit = 62
            case UInt8(ascii: "/"): digit = 63
            case UInt8(ascii: "="):
                isEnded = true
                continue
            default: return nil
            }
            guard !isEnded else { return nil }
            value = value << 6 | digit
            bits += 6
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: value >> UInt32(bits)))
                value &= 1 << UInt32(bits) - 1
            }
        }
        return bytes
    }
}
