import Basics
import ECSModel

/// The bytes of a definition with all but a block of text in it blanked, and what the definition's language would put
/// into the block replaced by names of variables.
struct BuildspecMask {
    private let place: Place
    private let isTerraform: Bool
    private var bytes: [UInt8] = []
    /// Bytes that may still be moved: lines can be very long.
    private var room = 16 << 20
    /// Expressions by the names that stand for them.
    private(set) var names: [String: String] = [:]

    init(_ place: Place, isTerraform: Bool) {
        self.place = place
        self.isTerraform = isTerraform
    }

    private var source: SourceFile { place.source }
    private var range: Range<Int> { place.range.clamped(to: 0..<source.bytes.count) }

    /// `file("buildspec.yml")`: the text is a file of its own.
    func isWholeFile(_ definition: String) -> Bool {
        source.path != definition && range.lowerBound == 0 && range.upperBound == source.bytes.count
    }

    var startsBlock: Bool { source.bytes[range].starts(with: "<<".utf8) }

    private enum Putting { case nothing, substitutions, templates }
    private var putting: Putting = .nothing

    /// The range of the text where it is a block: a file, a heredoc, a literal block of YAML.
    mutating func block(definition: String) -> Range<Int>? {
        if isWholeFile(definition) {
            // Which of `file` and `templatefile` read it shows by what a shell has no use for.
            putting = source.bytes.has("$${") ? .templates : .nothing
            return range
        }
        let start = range.lowerBound
        var at = start
        let end = range.upperBound
        if startsBlock {
            guard let line = source.bytes[at..<end].firstIndex(of: 0x0A) else { return nil }
            putting = .templates
            var last = end
            // The closing mark stands on a line of its own; the range may or may not hold it.
            let mark = source.text(at..<line).drop { $0 == "<" || $0 == "-" }.filter { $0 != "\r" }
            if let before = source.bytes[line..<end].dropLast().lastIndex(of: 0x0A),
                Self.trimmed(source.text(before..<end)) == Self.trimmed(mark)
            {
                last = before + 1
            }
            return line + 1..<max(line + 1, last)
        }
        guard !isTerraform else { return nil }
        // A tag stands before or at the start of the range.
        let line = source.lineRange(source.line(at: start))
        let head = source.text(line.lowerBound..<max(line.lowerBound, min(end, line.upperBound)))
        if head.contains("!Sub") || head.contains("Fn::Sub") { putting = .substitutions }
        if source.bytes[at..<end].starts(with: "Fn::Sub:".utf8) { at += 8 }
        if source.bytes[at..<end].starts(with: "!Sub".utf8) { at += 4 }
        while at < end, source.bytes[at] == 0x20 { at += 1 }
        guard at < end, source.bytes[at] == UInt8(ascii: "|") else { return nil }
        guard let first = source.bytes[at..<end].firstIndex(of: 0x0A) else { return nil }
        return first + 1..<end
    }

    mutating func masked(_ keep: Range<Int>) -> SourceFile {
        bytes = source.bytes
        for index in bytes.indices where !keep.contains(index) && bytes[index] != 0x0A { bytes[index] = 0x20 }
        if putting != .nothing { replace(in: keep) }
        return SourceFile(path: source.path, bytes: bytes)
    }

    private mutating func replace(in keep: Range<Int>) {
        var at = keep.lowerBound
        while at + 2 < keep.upperBound {
            guard bytes[at] == UInt8(ascii: "$") else {
                at += 1
                continue
            }
            if putting == .templates, bytes[at + 1] == UInt8(ascii: "$"), bytes[at + 2] == UInt8(ascii: "{") {
                // `$${X}` is the shell's `${X}`.
                drop(at, before: keep.upperBound)
                at += 2
            } else if bytes[at + 1] == UInt8(ascii: "{") {
                if putting == .substitutions, bytes[at + 2] == UInt8(ascii: "!") {
                    drop(at + 2, before: keep.upperBound)
                    at += 2
                } else {
                    at = rename(from: at + 2, before: keep.upperBound)
                }
            } else {
                at += 1
            }
        }
    }

    /// Takes out a byte; the rest of its line moves up, but for a backslash that joins the next line to it.
    private mutating func drop(_ at: Int, before end: Int) {
        var last = bytes[at..<end].firstIndex(of: 0x0A) ?? end
        if last > at, bytes[last - 1] == 0x0D { last -= 1 }
        if last > at, bytes[last - 1] == UInt8(ascii: "\\") { last -= 1 }
        room -= last - at
        guard last > at, room > 0 else { return }
        for index in at..<(last - 1) { bytes[index] = bytes[index + 1] }
        bytes[last - 1] = 0x20
    }

    /// Makes an expression within `${…}` the name of a variable.
    private mutating func rename(from start: Int, before end: Int) -> Int {
        var close = start
        var depth = 0
        while close < end, bytes[close] != 0x0A {
            if bytes[close] == UInt8(ascii: "{") { depth += 1 }
            if bytes[close] == UInt8(ascii: "}") {
                if depth == 0 { break }
                depth -= 1
            }
            close += 1
        }
        guard close < end, bytes[close] == UInt8(ascii: "}"), close > start else { return start }
        let expression = String(decoding: bytes[start..<close], as: UTF8.self)
        for index in start..<close where !Self.isWord(bytes[index]) { bytes[index] = UInt8(ascii: "_") }
        if (0x30...0x39).contains(bytes[start]) { bytes[start] = UInt8(ascii: "_") }
        names[String(decoding: bytes[start..<close], as: UTF8.self)] = Self.trimmed(expression)
        return close + 1
    }

    private static func trimmed(_ text: String) -> String {
        let bytes = text.utf8.drop { $0 <= 0x20 }
        let end = bytes.lastIndex { $0 > 0x20 }.map { bytes.index(after: $0) } ?? bytes.startIndex
        return String(decoding: Array(bytes[bytes.startIndex..<end]), as: UTF8.self)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF) || byte == UInt8(ascii: "_")
    }
}
