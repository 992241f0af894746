import Basics
import ECSModel
import Templates

/// The lines of a text of several lines, each with its place in the file.
enum ScalarLines {
    /// Lines without blanks around them, those that are empty or begin with `#` left out. The place is that of the
    /// whole scalar where a line is not found as it is, as in a text with escapes.
    static func lines(of node: DocumentNode, in source: SourceFile) -> [(text: String, place: Place)] {
        guard let text = node.string else { return [] }
        let whole = node.range.clamped(to: 0..<source.bytes.count)
        var from = whole.lowerBound
        var found: [(text: String, place: Place)] = []
        for line in text.utf8.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            var line = line
            while let first = line.first, first == 0x20 || first == 0x09 { line = line.dropFirst() }
            while let last = line.last, last == 0x20 || last == 0x09 { line = line.dropLast() }
            guard !line.isEmpty, line.first != UInt8(ascii: "#") else { continue }
            let bytes = Array(line)
            let shown = String(decoding: bytes, as: UTF8.self)
            guard let range = find(bytes, in: source.bytes, from..<whole.upperBound) else {
                found.append((shown, Place(source, whole)))
                continue
            }
            found.append((shown, Place(source, range)))
            from = range.upperBound
        }
        return found
    }

    /// The first place of a line; lines stand in order, so that all of them together are looked for but once.
    private static func find(_ line: [UInt8], in bytes: [UInt8], _ part: Range<Int>) -> Range<Int>? {
        guard let first = line.first else { return nil }
        var position = part.lowerBound
        var tries = 0
        while position + line.count <= part.upperBound, tries < 4096 {
            guard let next = bytes[position..<part.upperBound].firstIndex(of: first),
                next + line.count <= part.upperBound
            else { return nil }
            if bytes[next..<next + line.count].elementsEqual(line) { return next..<next + line.count }
            tries += 1
            position = next + 1
        }
        return nil
    }
}
