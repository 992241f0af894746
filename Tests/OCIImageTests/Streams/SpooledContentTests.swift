import Basics
import OCIImage
import Testing

struct SpooledContentTests {
    @Test(arguments: [0, 1, 999, 1000, 1001, 300_000, 1_200_000])
    func whatIsPushedIsRead(_ count: Int) throws {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 >> 8) }
        var spooled = SpooledContent(threshold: 1000)
        for chunks in [Chunks.all, .random(seed: 5), .each(70_000)] {
            // What was there before is forgotten, whether it lay in memory or in a file.
            spooled.reset(expecting: count)
            #expect(spooled.count == 0)
            try chunks.cut(bytes) { (piece) throws(Failure) in try spooled.append(piece) }
            #expect(spooled.count == count)
            #expect(try spooled.all(limit: count) == bytes)
            for (offset, length) in [(0, 1), (500, 1000), (count - 1, 10), (count, 1), (-1, 5), (0, 0)] {
                let expected = offset < 0 || length == 0 ? [] : Array(bytes.dropFirst(offset).prefix(length))
                #expect(try spooled.read(at: offset, count: length) == expected)
            }
            #expect(try spooled.read(at: 0, count: Int.max) == bytes)
            #expect(throws: Failure.self) { try spooled.all(limit: count - 1) }
        }
    }

    @Test func windowsStayWithinTheirContent() throws {
        let window = ContentWindow(MemoryContent([0, 1, 2, 3, 4, 5]), offset: 2, count: 3)
        #expect(try window.read(at: 0, count: 100) == [2, 3, 4])
        #expect(try window.read(at: 2, count: 2) == [4])
        #expect(try window.read(at: 3, count: 2) == [])
        #expect(ContentWindow(MemoryContent([0, 1]), offset: 5, count: 3).count == 0)
        #expect(ContentWindow(MemoryContent([0, 1]), offset: 1, count: Int.max).count == 1)
    }
}
