import Basics

/// The files of a stored review: the lines that it quotes at their numbers, and blank lines between them.
struct StoredFiles: Sendable {
    private let files: [String: SourceFile]

    /// The lines, blank ones counted, that all files of a review may have together.
    private static let mostLines = 1 << 24

    init(_ records: [String: [String: String]]) throws {
        var rest = Self.mostLines
        var files: [String: SourceFile] = [:]
        for (path, lines) in records { files[path] = try Self.file(path, lines, &rest) }
        self.files = files
    }

    private static func file(_ path: String, _ lines: [String: String], _ rest: inout Int) throws -> SourceFile {
        var texts: [Int: String] = [:]
        for (key, text) in lines {
            let place: [any CodingKey] = [StoredKey("sources"), StoredKey(path), StoredKey(key)]
            guard let number = Int(key), number >= 1, number < rest else {
                throw StoredProblem(place, Text(en: "is no number of a line", ja: "行番号として正しくありません"))
            }
            guard !text.utf8.contains(0x0A) else {
                throw StoredProblem(place, Text(en: "is more than one line", ja: "1 行ではありません"))
            }
            texts[number] = text
        }
        var bytes: [UInt8] = []
        var line = 1
        for (number, text) in texts.sorted(by: { $0.key < $1.key }) {
            bytes += Array(repeating: 0x0A, count: number - line)
            bytes += text.utf8
            line = number
        }
        // A place can end where the next line begins.
        if !texts.isEmpty { bytes.append(0x0A) }
        rest -= line
        return SourceFile(path: path, bytes: bytes, isQuotation: true)
    }

    subscript(path: String) -> SourceFile? { files[path] }

    /// The place with its bytes in the file here.
    func span(_ place: PlaceRecord) -> Span {
        Span(
            path: place.path, bytes: range(place.path, place.start, place.end), start: place.start, end: place.end)
    }

    /// The bytes between two positions: none only where the positions are the same.
    func range(_ path: String, _ start: Position, _ end: Position) -> Range<Int> {
        let file = files[path]
        let lower = file.map { Self.offset(of: start, in: $0) } ?? 0
        let upper = file.map { Self.offset(of: end, in: $0) } ?? 0
        return lower..<max(upper, start == end ? lower : lower + 1)
    }

    private static func offset(of position: Position, in file: SourceFile) -> Int {
        guard position.line <= file.lineStarts.count else { return file.bytes.count }
        var offset = file.lineStarts[position.line - 1]
        let end = position.line < file.lineStarts.count ? file.lineStarts[position.line] - 1 : file.bytes.count
        var left = position.column - 1
        while offset < end {
            if file.bytes[offset] & 0xC0 != 0x80 {
                if left == 0 { return offset }
                left -= 1
            }
            offset += 1
        }
        return end
    }
}
