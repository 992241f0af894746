import Basics
import CShaLanes
import Crypto

/// The SHA-256 of a stream (FIPS 180-4).
///
/// Where the processor has instructions for it, two streams that are fed together take two thirds of the time that they
/// take one after the other; elsewhere this is swift-crypto's, one stream at a time.
struct StreamHash: Sendable {
    private enum Engine: Sendable {
        case lane(HashState)
        case library(SHA256)
    }

    static let hasLanes = sha_lanes_usable()

    private var engine: Engine

    /// - Parameter usesLanes: false for swift-crypto's in any case.
    init(usesLanes: Bool = hasLanes) {
        engine = usesLanes && Self.hasLanes ? .lane(HashState()) : .library(SHA256())
    }

    mutating func feed(_ bytes: UnsafeRawBufferPointer) {
        switch engine {
        case .lane(var state):
            state.feed(bytes)
            engine = .lane(state)
        case .library(var hash):
            hash.update(bufferPointer: bytes)
            engine = .library(hash)
        }
    }

    /// Feeds two streams, each with its own bytes.
    static func feed(
        _ first: inout StreamHash, _ bytes: UnsafeRawBufferPointer,
        _ second: inout StreamHash, _ others: UnsafeRawBufferPointer
    ) {
        guard case .lane(var one) = first.engine, case .lane(var other) = second.engine else {
            first.feed(bytes)
            second.feed(others)
            return
        }
        HashState.feed(&one, bytes, &other, others)
        first.engine = .lane(one)
        second.engine = .lane(other)
    }

    func finish() -> Digest {
        switch engine {
        case .lane(let state): Digest(sha256Hex: Hex.text(state.finish()))
        case .library(let hash): Digest(hash.finalize())
        }
    }
}

/// What SHA-256 keeps between two pieces of a stream.
private struct HashState: Sendable {
    private static let block = 64

    /// FIPS 180-4, 5.3.3.
    private var words = SIMD8<UInt32>(
        0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19)
    /// The beginning of a block whose rest has yet to come.
    private var begun = SIMD64<UInt8>()
    private var begunCount = 0
    /// Bytes so far.
    private var count: UInt64 = 0

    mutating func feed(_ bytes: UnsafeRawBufferPointer) {
        count &+= UInt64(bytes.count)
        takeRest(fill(bytes))
    }

    static func feed(
        _ first: inout HashState, _ bytes: UnsafeRawBufferPointer,
        _ second: inout HashState, _ others: UnsafeRawBufferPointer
    ) {
        first.count &+= UInt64(bytes.count)
        second.count &+= UInt64(others.count)
        let one = first.fill(bytes)
        let other = second.fill(others)
        let blocks = min(one.count, other.count) / block
        if blocks > 0, let start = one.baseAddress, let otherStart = other.baseAddress {
            withUnsafeMutablePointer(to: &first.words) { words in
                withUnsafeMutablePointer(to: &second.words) { otherWords in
                    sha_lanes_two(
                        UnsafeMutableRawPointer(words).assumingMemoryBound(to: UInt32.self),
                        start.assumingMemoryBound(to: UInt8.self),
                        UnsafeMutableRawPointer(otherWords).assumingMemoryBound(to: UInt32.self),
                        otherStart.assumingMemoryBound(to: UInt8.self), blocks)
                }
            }
        }
        first.takeRest(UnsafeRawBufferPointer(rebasing: one[(blocks * block)...]))
        second.takeRest(UnsafeRawBufferPointer(rebasing: other[(blocks * block)...]))
    }

    /// Takes what begins with a block and is counted already.
    private mutating func takeRest(_ rest: UnsafeRawBufferPointer) {
        let blocks = rest.count / Self.block
        hash(rest, blocks)
        keep(UnsafeRawBufferPointer(rebasing: rest[(blocks * Self.block)...]))
    }

    /// Completes the block that was begun; gives back what is left.
    private mutating func fill(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        guard begunCount > 0 else { return bytes }
        let taken = min(Self.block - begunCount, bytes.count)
        keep(UnsafeRawBufferPointer(rebasing: bytes[..<taken]))
        if begunCount == Self.block {
            begunCount = 0
            let whole = begun
            withUnsafeBytes(of: whole) { hash($0, 1) }
        }
        return UnsafeRawBufferPointer(rebasing: bytes[taken...])
    }

    /// Keeps bytes of an incomplete block.
    private mutating func keep(_ bytes: UnsafeRawBufferPointer) {
        for byte in bytes {
            begun[begunCount] = byte
            begunCount += 1
        }
    }

    private mutating func hash(_ bytes: UnsafeRawBufferPointer, _ blocks: Int) {
        guard blocks > 0, let start = bytes.baseAddress else { return }
        withUnsafeMutablePointer(to: &words) { words in
            sha_lanes_one(
                UnsafeMutableRawPointer(words).assumingMemoryBound(to: UInt32.self),
                start.assumingMemoryBound(to: UInt8.self), blocks)
        }
    }

    /// The 32 bytes of the digest.
    func finish() -> [UInt8] {
        var last = self
        // A one, zeros, and the count of bits in the last eight bytes of a block (5.1.1).
        let length = (begunCount < 56 ? 56 : 120) - begunCount
        var padding = [UInt8](repeating: 0, count: length)
        padding[0] = 0x80
        let bits = count &* 8
        for shift in stride(from: 56, through: 0, by: -8) {
            padding.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
        }
        padding.withUnsafeBytes { last.feed($0) }
        var bytes: [UInt8] = []
        for index in 0..<8 {
            for shift: UInt32 in [24, 16, 8, 0] {
                bytes.append(UInt8(truncatingIfNeeded: last.words[index] >> shift))
            }
        }
        return bytes
    }
}
