import Basics
import Testing

struct SourceFileTests {
    private let file = SourceFile(path: "Dockerfile", text: "FROM a\nRUN 日本 x\r\n\n😀z")

    @Test(arguments: [
        (0, 1, 1), (5, 1, 6), (6, 1, 7), (7, 2, 1), (11, 2, 5), (14, 2, 6), (17, 2, 7), (18, 2, 8), (21, 3, 1),
        (22, 4, 1), (26, 4, 2), (27, 4, 3),
    ])
    func columnsCountCodePoints(offset: Int, line: Int, column: Int) {
        #expect(file.position(at: offset) == Position(line: line, column: column))
        #expect(file.line(at: offset) == line)
    }

    @Test func linesEndWithoutTheirLineBreak() {
        #expect((1...4).map { file.text(file.lineRange($0)) } == ["FROM a", "RUN 日本 x", "", "😀z"])
        #expect(file.lineRange(0).isEmpty)
        #expect(file.lineRange(5).isEmpty)
        #expect(SourceFile(path: "", text: "").lineStarts == [0])
        #expect(SourceFile(path: "", text: "").lineRange(1) == 0..<0)
    }

    @Test func rangesOutsideAreCutToTheFile() {
        let span = file.span(22..<1_000)
        #expect(span.bytes == 22..<27)
        #expect(span.start == Position(line: 4, column: 1) && span.end == Position(line: 4, column: 3))
        #expect(file.text(0..<1_000).hasSuffix("z"))
        #expect(file.position(at: 10_000) == Position(line: 4, column: 3))
    }

    @Test func bytesThatAreNoTextAreReplaced() {
        let file = SourceFile(path: "x", bytes: [0x61, 0xFF, 0x62])
        #expect(file.text(0..<3) == "a\u{FFFD}b")
        #expect(file.position(at: 2).column == 3)
    }

    /// Columns of a very long line come from marks: they must agree with counting from its start.
    @Test(arguments: [1, 2, 3])
    func marksOfAVeryLongLineCountAlike(shift: Int) {
        // Three-byte characters, so that marks fall inside of some.
        let text = "x\n" + String(repeating: "a", count: shift) + String(repeating: "語", count: 9_000) + "\nlast line"
        let file = SourceFile(path: "x", text: text)
        let bytes = Array(text.utf8)
        for offset in [2, 3, 4_095, 4_096, 4_097, 8_191, 8_192, 8_193, 12_288, 20_000, 27_001] {
            let counted = bytes[2..<offset].reduce(1) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
            #expect(file.position(at: offset) == Position(line: 2, column: counted))
        }
        #expect(file.position(at: bytes.count) == Position(line: 3, column: 10))
    }

    @Test func positionsCompareByLineFirst() {
        #expect(Position(line: 1, column: 9) < Position(line: 2, column: 1))
        #expect(Position(line: 2, column: 1) < Position(line: 2, column: 2))
    }
}
