/// A quick 64-bit hash over content that comes in pieces: equal files are found by it, nothing is proven by it.
///
/// Four lanes take eight bytes each in turn, mixed by a multiplication of 64 by 64 bits folded to 64, so that the
/// processor works on four at once. Pieces of any length give the same value.
struct ContentHash {
    private static let stripe = 32
    private typealias Lanes = (UInt64, UInt64, UInt64, UInt64)

    private var lanes: Lanes
    /// The beginning of a stripe that was cut; zeros behind it.
    private var pending: Lanes = (0, 0, 0, 0)
    private var pendingBytes = 0
    private var total: UInt64 = 0

    init(seed: UInt64 = 0x9E37_79B9_7F4A_7C15) {
        lanes = (seed, seed ^ 0xA076_1D64_78BD_642F, seed ^ 0xE703_7ED1_A0B4_28DB, seed ^ 0x8EBC_6AF0_9C88_C6E3)
    }

    @inline(__always) private static func mix(_ state: UInt64, _ word: UInt64) -> UInt64 {
        let product = (state ^ word).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
        return product.high ^ product.low &+ word
    }

    @inline(__always) private static func mix(_ lanes: inout Lanes, _ words: Lanes) {
        lanes.0 = mix(lanes.0, words.0)
        lanes.1 = mix(lanes.1, words.1)
        lanes.2 = mix(lanes.2, words.2)
        lanes.3 = mix(lanes.3, words.3)
    }

    mutating func update(_ bytes: UnsafeRawBufferPointer) {
        total &+= UInt64(bytes.count)
        var rest = bytes
        if pendingBytes > 0 {
            wait(for: &rest)
            guard pendingBytes == Self.stripe else { return }
            Self.mix(&lanes, Self.words(pending))
            pending = (0, 0, 0, 0)
            pendingBytes = 0
        }
        var local = lanes
        var offset = 0
        while offset &+ Self.stripe <= rest.count {
            Self.mix(&local, Self.words(rest.loadUnaligned(fromByteOffset: offset, as: Lanes.self)))
            offset &+= Self.stripe
        }
        lanes = local
        rest = UnsafeRawBufferPointer(rebasing: rest[offset...])
        wait(for: &rest)
    }

    /// Moves what completes a stripe, or all there is.
    private mutating func wait(for rest: inout UnsafeRawBufferPointer) {
        let count = min(Self.stripe - pendingBytes, rest.count)
        let piece = UnsafeRawBufferPointer(rebasing: rest[..<count])
        withUnsafeMutableBytes(of: &pending) { pending in
            UnsafeMutableRawBufferPointer(rebasing: pending[pendingBytes...]).copyMemory(from: piece)
        }
        pendingBytes += count
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }

    /// The same on every machine.
    @inline(__always) private static func words(_ lanes: Lanes) -> Lanes {
        (lanes.0.littleEndian, lanes.1.littleEndian, lanes.2.littleEndian, lanes.3.littleEndian)
    }

    /// Never 0, which stands for "not hashed".
    func finish() -> UInt64 {
        var lanes = lanes
        Self.mix(&lanes, Self.words(pending))
        let halves = Self.mix(Self.mix(lanes.0, lanes.1), Self.mix(lanes.2, lanes.3))
        return max(1, Self.mix(halves, total))
    }
}
