import Basics
import Testing

import struct Crypto.SHA256

@testable import OCIImage

struct StreamHashTests {
    /// Bytes that repeat after no power of two.
    static func bytes(_ count: Int, seed: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761 &+ seed &* 40_503) >> 7) }
    }

    private func library(_ bytes: [UInt8]) -> Digest { Digest(SHA256.hash(data: bytes)) }

    @Test(arguments: [true, false])
    func everyLengthAsTheLibraryHasIt(usesLanes: Bool) {
        for count in 0...300 {
            let bytes = Self.bytes(count, seed: count)
            var hash = StreamHash(usesLanes: usesLanes)
            bytes.withUnsafeBytes { hash.feed($0) }
            #expect(hash.finish() == library(bytes), "\(count) bytes")
        }
    }

    /// FIPS 180-4's own example is of 56 bytes, for which the length needs a block of its own.
    @Test(arguments: [true, false])
    func theExampleOfTheStandard(usesLanes: Bool) {
        var hash = StreamHash(usesLanes: usesLanes)
        Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8).withUnsafeBytes { hash.feed($0) }
        #expect(
            hash.finish().description == "sha256:248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
    }

    /// Two streams, cut in all manner of ways, each piece of one with a piece of the other.
    @Test(arguments: [true, false])
    func twoTogetherAsEachAlone(usesLanes: Bool) {
        for seed in 1...40 {
            let first = Self.bytes(4_000 + seed * 37, seed: seed)
            let second = Self.bytes(9_000 - seed * 101, seed: seed + 1)
            var one = StreamHash(usesLanes: usesLanes)
            var other = StreamHash(usesLanes: usesLanes)
            var done = (0, 0)
            var step = UInt32(seed)
            while done.0 < first.count || done.1 < second.count {
                step = step &* 1_103_515_245 &+ 12_345
                let ends = (
                    min(first.count, done.0 + Int(step >> 8) % 700), min(second.count, done.1 + Int(step >> 16) % 1_500)
                )
                first[done.0..<ends.0].withUnsafeBytes { bytes in
                    second[done.1..<ends.1].withUnsafeBytes { others in
                        StreamHash.feed(&one, bytes, &other, others)
                    }
                }
                done = ends
            }
            #expect(one.finish() == library(first))
            #expect(other.finish() == library(second))
        }
    }

    /// One that has lanes beside one that has none, as tests make them.
    @Test func twoKindsTogether() {
        let bytes = Self.bytes(1_000, seed: 3)
        var one = StreamHash(usesLanes: true)
        var other = StreamHash(usesLanes: false)
        bytes.withUnsafeBytes { StreamHash.feed(&one, $0, &other, $0) }
        #expect(one.finish() == library(bytes) && other.finish() == library(bytes))
    }
}
