import Basics
import Parity
import RuleKit
import Workload

/// Gathers the lines that a stored review must hold so that its reports can quote them.
struct QuotedLines {
    private var masking: Masking
    private var files: [String: Quoted?] = [:]

    private struct Quoted {
        let mask: SourceMask
        var lines: Set<Int> = []
    }

    /// Lines of an edit beyond these are left out in its middle.
    static let mostLinesOfAnEdit = 200
    /// Bytes of a line that are kept.
    static let mostBytes = 1 << 16

    init(_ review: Review) {
        masking = Masking(review)
    }

    /// Whether an edit would put a secret into the review.
    mutating func tellsSecret(_ edit: Edit, of path: String) -> Bool { masking.tells(edit, of: path) }

    /// The finding as it may be told.
    mutating func told(_ finding: Finding) -> Finding { masking.told(finding) }

    /// The graph as it may be told.
    mutating func told(_ graph: SystemGraph) -> SystemGraph { masking.told(graph) }

    /// The table as it may be told.
    mutating func told(_ table: ParityTable) -> ParityTable { masking.told(table) }

    /// Keeps the lines that an excerpt of the place shows.
    mutating func quote(_ span: Span) {
        keep(Excerpt.numbers(span).compactMap { $0 } + [span.start.line], of: span.path)
    }

    /// Keeps the lines that an edit touches, and says where it begins and ends.
    mutating func quote(_ range: Range<Int>, of path: String) -> (start: Position, end: Position) {
        let first = Position(line: 1, column: 1)
        guard let file = file(path) else { return (first, first) }
        let span = file.mask.source.span(range)
        let head = span.start.line...min(span.end.line, span.start.line + Self.mostLinesOfAnEdit)
        keep(Array(head) + [span.end.line], of: path)
        return (span.start, span.end)
    }

    private mutating func keep(_ numbers: [Int], of path: String) {
        guard file(path) != nil else { return }
        files[path]??.lines.formUnion(numbers)
    }

    private mutating func file(_ path: String) -> Quoted? {
        if let known = files[path] { return known }
        let file = masking.file(path).map { Quoted(mask: $0) }
        files.updateValue(file, forKey: path)
        return file
    }

    /// The lines by path and number. A file without any is there too: it tells that the file existed.
    var records: [String: [String: String]] {
        files.compactMapValues { file in
            file.map { file in
                let count = file.mask.source.lineStarts.count
                let lines = file.lines.filter { (1...count).contains($0) }
                return Dictionary(uniqueKeysWithValues: lines.map { (String($0), Self.text($0, file.mask)) })
            }
        }
    }

    /// A line with its carriage return, if it has one: places count it.
    private static func text(_ number: Int, _ mask: SourceMask) -> String {
        let source = mask.source
        let start = source.lineStarts[number - 1]
        var end = number < source.lineStarts.count ? source.lineStarts[number] - 1 : source.bytes.count
        if end - start > mostBytes {
            end = start + mostBytes
            while end > start, source.bytes[end] & 0xC0 == 0x80 { end -= 1 }
        }
        return String(decoding: mask.bytes(start..<end), as: UTF8.self)
    }
}
