/// Writes tar archives for tests, in all forms and also wrongly.
struct TarWriter {
    enum Form { case v7, ustar, gnu, star }

    struct Header {
        var name: [UInt8]
        var type: UInt8 = UInt8(ascii: "0")
        var size = 0
        var form = Form.ustar
        var link: [UInt8] = []
        var mode = 0o644
        var user = 0
        var group = 0
        var modified = 0
        var prefix: [UInt8] = []
        /// Bytes laid over the block before its checksum is made.
        var patches: [(offset: Int, bytes: [UInt8])] = []
        var signedChecksum = false

        init(_ name: String, _ type: Character = "0", size: Int = 0, form: Form = .ustar) {
            self.name = Array(name.utf8)
            self.type = type.asciiValue ?? 0
            self.size = size
            self.form = form
        }

        func with(_ change: (inout Header) -> Void) -> Header {
            var copy = self
            change(&copy)
            return copy
        }
    }

    private(set) var bytes: [UInt8] = []

    /// Octal digits and a NUL, or base 256 for what does not fit and for negative numbers.
    static func number(_ value: Int, _ width: Int) -> [UInt8] {
        if value >= 0, value < 1 << (3 * (width - 1)) {
            let digits = String(value, radix: 8)
            return Array((String(repeating: "0", count: width - 1 - digits.count) + digits).utf8) + [0]
        }
        var bytes = [UInt8](repeating: value < 0 ? 0xFF : 0, count: width)
        var rest = value
        for index in (max(0, width - 8)..<width).reversed() {
            bytes[index] = UInt8(truncatingIfNeeded: rest)
            rest >>= 8
        }
        if value >= 0 { bytes[0] |= 0x80 }
        return bytes
    }

    mutating func header(_ header: Header) {
        var block = [UInt8](repeating: 0, count: 512)
        func put(_ offset: Int, _ bytes: [UInt8]) {
            block.replaceSubrange(offset..<offset + bytes.count, with: bytes)
        }
        put(0, Array(header.name.prefix(100)))
        put(100, Self.number(header.mode, 8))
        put(108, Self.number(header.user, 8))
        put(116, Self.number(header.group, 8))
        put(124, Self.number(header.size, 12))
        put(136, Self.number(header.modified, 12))
        put(157, Array(header.link.prefix(100)))
        block[156] = header.type
        switch header.form {
        case .v7: break
        case .gnu: put(257, Array("ustar  \0".utf8))
        case .ustar: put(257, Array("ustar\u{0}00".utf8))
        case .star:
            put(257, Array("ustar\u{0}00".utf8))
            put(476, Array("00000000001 ".utf8))
            put(508, Array("tar\0".utf8))
        }
        put(345, header.prefix)
        for patch in header.patches { put(patch.offset, patch.bytes) }
        put(148, Array("        ".utf8))
        let sum = block.reduce(0) { $0 + (header.signedChecksum ? Int(Int8(bitPattern: $1)) : Int($1)) }
        let digits = String(sum, radix: 8)
        put(148, Array((String(repeating: "0", count: max(0, 6 - digits.count)) + digits).utf8) + [0, 0x20])
        bytes += block
    }

    /// Bytes as they are, filled up to a block.
    mutating func data(_ content: [UInt8]) {
        bytes += content
        bytes += [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
    }

    mutating func file(_ name: String, _ content: [UInt8] = [], form: Form = .ustar) {
        header(Header(name, size: content.count, form: form))
        data(content)
    }

    /// A header of type `x` or `g` with its records.
    mutating func pax(_ records: [(String, [UInt8])], type: Character = "x") {
        var content: [UInt8] = []
        for (key, value) in records { content += Self.record(key, value) }
        header(Header("PaxHeaders/0", type, size: content.count))
        data(content)
    }

    mutating func pax(_ records: [(String, String)], type: Character = "x") {
        pax(records.map { ($0.0, Array($0.1.utf8)) }, type: type)
    }

    static func record(_ key: String, _ value: [UInt8]) -> [UInt8] {
        let rest = key.utf8.count + value.count + 3
        var length = rest
        while String(length).count + rest != length { length = String(length).count + rest }
        return Array("\(length) \(key)=".utf8) + value + [0x0A]
    }

    /// A long name (`L`) or link (`K`) as GNU writes it.
    mutating func long(_ type: Character, _ text: String) {
        let content = Array(text.utf8) + [0]
        header(Header("././@LongLink", type, size: content.count, form: .gnu))
        data(content)
    }

    mutating func end() { bytes += [UInt8](repeating: 0, count: 1024) }

    static func archive(_ write: (inout TarWriter) -> Void) -> [UInt8] {
        var writer = TarWriter()
        write(&writer)
        writer.end()
        return writer.bytes
    }
}
