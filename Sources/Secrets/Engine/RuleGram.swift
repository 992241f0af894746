/// A group of four bytes with the pattern that it is of.
struct RuleGram {
    /// Capitals folded, the first byte lowest.
    var gram: UInt32
    var rule: Int
    /// How far the group stands behind the anchor.
    var delta: Int
    var check: GramCheck
}

/// Up to four more bytes of a pattern, capitals folded, with how far they stand behind its anchor.
struct GramCheck: Sendable, Equatable {
    var bytes: UInt32 = 0
    /// Zero where a byte may be any.
    var mask: UInt32 = 0
    var delta: Int16 = 0

    /// Whether they stand there; true where that cannot be read.
    @inline(__always)
    func holds(in memory: UnsafeRawBufferPointer, _ anchor: Int) -> Bool {
        let place = anchor &+ Int(delta)
        guard let base = memory.baseAddress, place >= 0, place <= memory.count &- 4 else { return true }
        let value = UInt32(littleEndian: base.loadUnaligned(fromByteOffset: place, as: UInt32.self)) | 0x2020_2020
        return (value ^ bytes) & mask == 0
    }
}
