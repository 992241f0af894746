/// A quick 64-bit hash over content that comes in pieces: equal files are found by it, nothing is proven by it.
///
/// Each 8 bytes are mixed by a multiplication of 64 by 64 bits folded to 64; pieces of any length give the same value.
struct ContentHash {
    private var state: UInt64
    private var pending: UInt64 = 0
    private var pendingBytes = 0
    private var total: UInt64 = 0

    init(seed: UInt64 = 0x9E37_79B9_7F4A_7C15) {
        state = seed
    }

    @inline(__always) private static func mix(_ state: UInt64, _ word: UInt64) -> UInt64 {
        let product = (state ^ word).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
        return product.high ^ product.low &+ word
    }

    mutating func update(_ bytes: UnsafeRawBufferPointer) {
        total &+= UInt64(bytes.count)
        var offset = 0
        if pendingBytes > 0 {
            while pendingBytes < 8, offset < bytes.count {
                pending |= UInt64(bytes[offset]) &<< (8 * UInt64(pendingBytes))
                pendingBytes += 1
                offset += 1
            }
            guard pendingBytes == 8 else { return }
            state = Self.mix(state, pending)
            pending = 0
            pendingBytes = 0
        }
        var local = state
        while offset &+ 8 <= bytes.count {
            local = Self.mix(local, bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian)
            offset &+= 8
        }
        state = local
        while offset < bytes.count {
            pending |= UInt64(bytes[offset]) &<< (8 * UInt64(pendingBytes))
            pendingBytes += 1
            offset += 1
        }
    }

    /// Never 0, which stands for "not hashed".
    consuming func finish() -> UInt64 {
        max(1, Self.mix(Self.mix(state, pending), total))
    }
}
