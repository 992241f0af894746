import Basics
import Testing

import struct Crypto.SHA256

@testable import OCIImage

struct HashQueuesTests {
    private func piece(_ bytes: [UInt8]) -> HashQueues.Piece {
        HashQueues.Piece(memory: bytes, range: 0..<bytes.count)
    }

    /// Which streams had a turn.
    private func run(_ queues: inout HashQueues) -> [Int] {
        var turns = queues.next()
        HashQueues.run(&turns)
        for turn in turns { _ = queues.giveBack(turn) }
        return turns.map(\.stream)
    }

    @Test func anOnlyStreamDoesNotWait() {
        var queues = HashQueues()
        let stream = queues.open()
        queues.add(piece([1, 2, 3]), to: stream)
        let turns = [run(&queues), run(&queues)]
        #expect(turns == [[stream], []])
    }

    @Test func twoStreamsGoTogether() {
        var queues = HashQueues()
        let (first, second) = (queues.open(), queues.open())
        queues.add(piece([1]), to: first)
        // Another one is likely to have something soon.
        let early = run(&queues)
        queues.add(piece([2]), to: second)
        let later = run(&queues)
        #expect(early.isEmpty && later == [first, second])
    }

    @Test func whoIsHalfAheadIsHelpedAlone() {
        var queues = HashQueues()
        let first = queues.open()
        _ = queues.open()
        for _ in 1..<HashQueues.depth / 2 { queues.add(piece([1]), to: first) }
        let early = run(&queues)
        queues.add(piece([1]), to: first)
        let later = run(&queues)
        #expect(early.isEmpty && later == [first])
    }

    @Test func whoIsCompleteIsHelpedAlone() {
        var queues = HashQueues()
        let first = queues.open()
        _ = queues.open()
        queues.add(piece([1]), to: first)
        let isFinished = queues.complete(first)
        let turns = run(&queues)
        #expect(!isFinished && turns == [first])
    }

    @Test func aStreamHasOneTurnAtATime() {
        var queues = HashQueues()
        let stream = queues.open()
        queues.add(piece([1]), to: stream)
        queues.add(piece([2]), to: stream)
        let turns = queues.next()
        let more = queues.next()
        #expect(turns.count == 1 && more.isEmpty)
    }

    @Test func theRestOfALongerPieceComesNext() {
        var queues = HashQueues()
        let (first, second) = (queues.open(), queues.open())
        let long = StreamHashTests.bytes(1_000, seed: 1)
        queues.add(piece(long), to: first)
        queues.add(piece([9]), to: first)
        queues.add(piece(Array(long.prefix(300))), to: second)
        let turns = run(&queues)
        let isFinished = [queues.complete(first), queues.complete(second)]
        #expect(turns == [first, second] && isFinished == [false, true])
        while !run(&queues).isEmpty {}
        let digests = [queues.close(first)?.finish(), queues.close(second)?.finish()]
        #expect(digests == [Digest(SHA256.hash(data: long + [9])), Digest(SHA256.hash(data: long.prefix(300)))])
    }

    @Test func whatIsClosedDuringItsTurnIsForgotten() {
        var queues = HashQueues()
        let stream = queues.open()
        queues.add(piece([1]), to: stream)
        var turns = queues.next()
        HashQueues.run(&turns)
        let hash = queues.close(stream)
        #expect(hash == nil)
        for turn in turns {
            let effect = queues.giveBack(turn)
            #expect(effect.memory == nil && !effect.isFinished)
        }
        let more = queues.next()
        #expect(turns.count == 1 && more.isEmpty)
    }

    @Test func nothingAtAllIsFinishedAtOnce() {
        var queues = HashQueues()
        let stream = queues.open()
        let isFinished = queues.complete(stream)
        let digest = queues.close(stream)?.finish()
        #expect(isFinished && digest == Digest(SHA256.hash(data: [UInt8]())))
    }
}
