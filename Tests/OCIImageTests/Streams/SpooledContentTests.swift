import Basics
import OCIImage
import Testing

struct SpooledContentTests {
    @Test(arguments: [0, 1, 999, 1000, 1001, 300_000, 1_200_000])
    func whatIsPushedIsRead(_ count: Int) throws {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 >> 8) }
        for chunks in [Chunks.all, .random(seed: 5), .each(70_000)] {
            var spooled = SpooledContent(threshold: 1000)
            try chunks.cut(bytes) { (piece) throws(Failure) in try spooled.append(piece) }
            #expect(spooled.count == count)
            // It can be read before it is finished, too.
            for content in [spooled as any FileContent, try spooled.finish()] {
                #expect(try content.all(limit: count) == bytes)
                for (offset, length) in [(0, 1), (500, 1000), (count - 1, 10), (count, 1), (-1, 5), (0, 0)] {
                    let expected = offset < 0 || length == 0 ? [] : Array(bytes.dropFirst(offset).prefix(length))
                    #expect(try content.read(at: offset, count: length) == expected)
                }
                #expect(try content.read(at: 0, count: Int.max) == bytes)
                #expect(throws: Failure.self) { try content.all(limit: count - 1) }
            }
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
