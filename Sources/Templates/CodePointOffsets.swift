/// Turns places counted in code points, as YAML's parser counts them, into byte offsets.
struct CodePointOffsets {
    private let bytes: [UInt8]
    /// The byte offset of each 64th code point; empty for ASCII, where both counts are the same.
    private var marks: [Int] = []
    private static let stride = 64

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        guard bytes.contains(where: { $0 >= 0x80 }) else { return }
        var count = 0
        for (offset, byte) in bytes.enumerated() where byte & 0xC0 != 0x80 {
            if count % Self.stride == 0 { marks.append(offset) }
            count += 1
        }
    }

    /// The byte offset of the code point with this index; the end of the file when there is no such one.
    func offset(_ index: Int) -> Int {
        guard !marks.isEmpty else { return min(max(index, 0), bytes.count) }
        let mark = max(index, 0) / Self.stride
        guard mark < marks.count else { return bytes.count }
        var offset = marks[mark]
        var left = max(index, 0) % Self.stride
        while left > 0, offset < bytes.count {
            offset += 1
            while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
            left -= 1
        }
        return offset
    }
}
