/// Numbers of fixed width in bytes that nobody vouches for: nil beyond their end, and for what no Int holds.
struct BinaryNumbers {
    let bytes: [UInt8]
    var isBig: Bool

    init(_ bytes: [UInt8], isBig: Bool = false) {
        self.bytes = bytes
        self.isBig = isBig
    }

    var count: Int { bytes.count }

    func u8(_ at: Int) -> Int? {
        at >= 0 && at < bytes.count ? Int(bytes[at]) : nil
    }

    func u16(_ at: Int) -> Int? { number(at, 2) }
    func u32(_ at: Int) -> Int? { number(at, 4) }
    func u64(_ at: Int) -> Int? { number(at, 8) }

    /// A pointer or size, of 4 or 8 bytes.
    func word(_ at: Int, is64: Bool) -> Int? { number(at, is64 ? 8 : 4) }

    private func number(_ at: Int, _ width: Int) -> Int? {
        guard at >= 0, at <= bytes.count - width else { return nil }
        var value: UInt64 = 0
        for index in 0..<width {
            let byte = bytes[at + (isBig ? index : width - 1 - index)]
            value = value << 8 | UInt64(byte)
        }
        return Int(exactly: value)
    }

    /// The text from an offset up to a NUL or `limit` bytes.
    func text(_ at: Int, limit: Int) -> String? {
        guard at >= 0, at <= bytes.count, limit >= 0 else { return nil }
        let end = at + min(limit, bytes.count - at)
        return String(decoding: bytes[at..<end].prefix { $0 != 0 }, as: UTF8.self)
    }
}
