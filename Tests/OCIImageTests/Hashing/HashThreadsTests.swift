import Basics
import Testing

import struct Crypto.SHA256

@testable import OCIImage

struct HashThreadsTests {
    /// Hands bytes over in pieces of many sizes, as a decompressor does.
    private func lend(_ bytes: [UInt8], to lane: HashLane) {
        var memory = lane.memory()
        var done = 0
        var step = UInt32(truncatingIfNeeded: bytes.count)
        while done < bytes.count {
            step = step &* 1_103_515_245 &+ 12_345
            let count = min(bytes.count - done, Int(step >> 8) % memory.count)
            memory.replaceSubrange(0..<count, with: bytes[done..<(done + count)])
            lane.lend(&memory, count: count)
            done += count
        }
    }

    /// More readers than threads, more pieces than fit.
    @Test(arguments: [1, 2])
    func eachStreamHasItsDigest(count: Int) async throws {
        let threads = HashThreads(count)
        defer { threads.close() }
        let digests = try await withThrowingTaskGroup(of: (Digest, Digest).self) { group in
            for seed in 0..<6 {
                group.addTask {
                    let bytes = [UInt8](repeating: UInt8(seed), count: seed * 400_000 + seed)
                    let lane = threads.lane()
                    lend(bytes, to: lane)
                    return (try lane.finish(), Digest(SHA256.hash(data: bytes)))
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(digests.count == 6)
        for (found, expected) in digests { #expect(found == expected) }
    }

    @Test func aReaderThatGivesUpHoldsUpNobody() throws {
        let threads = HashThreads(1)
        defer { threads.close() }
        do {
            let lane = threads.lane()
            lend([UInt8](repeating: 1, count: 1_000_000), to: lane)
        }
        let lane = threads.lane()
        lend([1, 2, 3], to: lane)
        #expect(try lane.finish() == Digest(SHA256.hash(data: [1, 2, 3] as [UInt8])))
    }
}
