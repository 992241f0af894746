import Basics
import RuleKit

/// An example of a rule as Markdown: each file with carets below what is marked.
enum ExampleBlock {
    static func render(_ text: String) -> String {
        let fixture = Fixture(text)
        let others = fixture.files.keys.filter { $0 != fixture.main }.sorted()
        let paths = (fixture.files[fixture.main] == nil ? [] : [fixture.main]) + others
        return paths.map { path in
            let source = fixture.source(path)
            let marks = fixture.marks.filter { $0.path == path }.map(\.range)
            let caption = paths == ["Dockerfile"] ? "" : "`\(path)`\n\n"
            return caption + Markdown.fence(marked(source, marks), "text")
        }.joined(separator: "\n")
    }

    /// The lines of a file, with a line of carets below each that a mark touches.
    private static func marked(_ source: SourceFile, _ marks: [Range<Int>]) -> String {
        var lines: [String] = []
        for number in 1...source.lineStarts.count {
            let range = source.lineRange(number)
            if number == source.lineStarts.count, range.isEmpty, number > 1 { break }
            lines.append(source.text(range))
            if let carets = carets(range, source, marks) { lines.append(carets) }
        }
        return lines.joined(separator: "\n")
    }

    private static func carets(_ line: Range<Int>, _ source: SourceFile, _ marks: [Range<Int>]) -> String? {
        var result = ""
        var isMarked = false
        var offset = line.lowerBound
        for scalar in source.text(line).unicodeScalars {
            let isInside = marks.contains {
                // An empty mark is a place between two characters: shown under the one behind it.
                $0.isEmpty ? $0.lowerBound == offset : $0.contains(offset)
            }
            // Carets stand under the text, not under the indentation of a continued line.
            let isIndent = (scalar == " " || scalar == "\t") && !isMarked
            let sign = isInside && !(isIndent && !marks.contains { $0.lowerBound == offset }) ? "^" : " "
            if sign == "^" { isMarked = true }
            let width = DisplayWidth.of(String(scalar))
            result += scalar == "\t" && sign == " " ? "\t" : String(repeating: sign, count: width)
            offset += String(scalar).utf8.count
        }
        if marks.contains(where: { $0.isEmpty && $0.lowerBound == line.upperBound }) {
            return result + "^"
        }
        guard isMarked else { return nil }
        while result.last == " " { result.removeLast() }
        return result
    }
}
