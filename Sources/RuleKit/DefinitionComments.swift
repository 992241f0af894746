import Basics

/// The comments of a YAML, JSON or Terraform file, and what they stand beside.
///
/// Only lines are looked at: a file that cannot be read as a whole still has its comments.
struct DefinitionComments {
    struct Comment {
        /// From its first mark on.
        var range: Range<Int>
        /// What it says, without the marks and blanks around it.
        var body: Range<Int>
        /// The line, from 1.
        var line: Int
        /// Whether something stands before it in the line.
        var isBehind: Bool
    }

    private enum Language { case yaml, terraform, json }

    let source: SourceFile
    private let language: Language
    private(set) var comments: [Comment] = []
    /// So many bytes are still read to find out what comments are about: thousands of nested ones would cost too much.
    private var budget = 64 << 20

    init(_ source: SourceFile) {
        self.source = source
        let path = source.path.lowercased()
        if path.hasSuffix(".tf") || path.hasSuffix(".tfvars") {
            language = .terraform
        } else if path.hasSuffix(".json") || path.hasSuffix(".jsonnet") || path.hasSuffix(".libsonnet") {
            language = .json
        } else {
            language = .yaml
        }
        for line in 1...max(1, source.lineStarts.count) {
            if let comment = comment(inLine: line) { comments.append(comment) }
        }
    }

    private var bytes: [UInt8] { source.bytes }

    private func comment(inLine line: Int) -> Comment? {
        let range = source.lineRange(line)
        var quote: UInt8 = 0
        var at = range.lowerBound
        while at < range.upperBound {
            let byte = bytes[at]
            if quote != 0 {
                if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
                    at += 1
                } else if byte == quote {
                    quote = 0
                }
            } else if let width = mark(at, in: range) {
                return comment(at, width, range, line)
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") && beginsText(at, in: range) {
                quote = byte
            }
            at += 1
        }
        return nil
    }

    /// An apostrophe within a word of YAML opens no text.
    private func beginsText(_ at: Int, in line: Range<Int>) -> Bool {
        guard language != .terraform else { return false }
        return at == line.lowerBound || " \t:,[{(".utf8.contains(bytes[at - 1])
    }

    /// The length of what begins a comment at a place.
    private func mark(_ at: Int, in line: Range<Int>) -> Int? {
        switch bytes[at] {
        case UInt8(ascii: "#"):
            if language == .yaml, at > line.lowerBound, !" \t".utf8.contains(bytes[at - 1]) { return nil }
            // `#{NAME}` is a mark of deployment tools.
            return at + 1 < line.upperBound && bytes[at + 1] == UInt8(ascii: "{") ? nil : 1
        case UInt8(ascii: "/") where language != .yaml && at + 1 < line.upperBound:
            return bytes[at + 1] == UInt8(ascii: "/") || bytes[at + 1] == UInt8(ascii: "*") ? 2 : nil
        default: return nil
        }
    }

    private func comment(_ at: Int, _ width: Int, _ line: Range<Int>, _ number: Int) -> Comment {
        var start = at + width
        while start < line.upperBound, "#/* \t".utf8.contains(bytes[start]) { start += 1 }
        var end = line.upperBound
        while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
        if width == 2, bytes[at + 1] == UInt8(ascii: "*"), end - start >= 2, bytes[end - 1] == UInt8(ascii: "/"),
            bytes[end - 2] == UInt8(ascii: "*")
        {
            end -= 2
            while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
        }
        let isBehind = bytes[line.lowerBound..<at].contains { $0 > 0x20 }
        return Comment(range: at..<max(end, at + width), body: start..<end, line: number, isBehind: isBehind)
    }

    // MARK: What a comment is about

    /// What begins in the line of a comment, or in the next line that holds more than a comment.
    mutating func scope(of comment: Comment) -> Range<Int> {
        if comment.isBehind { return block(fromLine: comment.line, isBehind: true) }
        var line = comment.line + 1
        while line <= source.lineStarts.count, budget > 0, isIdle(line) {
            budget -= source.lineRange(line).count + 1
            line += 1
        }
        guard line <= source.lineStarts.count else { return comment.range.lowerBound..<comment.range.lowerBound }
        return block(fromLine: line, isBehind: false)
    }

    /// The resource that a comment stands in, as checkov reads it; empty where it stands in none.
    mutating func resource(around comment: Comment) -> Range<Int> {
        let nowhere = comment.range.lowerBound..<comment.range.lowerBound
        switch language {
        case .json: return nowhere
        case .terraform:
            var line = comment.line
            while line > 0, budget > 0 {
                budget -= 2
                if let first = bytes[safe: source.lineRange(line).lowerBound], isLetter(first) {
                    let block = self.block(fromLine: line, isBehind: false)
                    return block.contains(comment.range.lowerBound) ? block : nowhere
                }
                line -= 1
            }
            return nowhere
        case .yaml:
            // Up along lines that are indented less and less.
            var smallest = Int.max
            var found: Int?
            var line = comment.isBehind ? comment.line : comment.line + 1
            while line < source.lineStarts.count, budget > 0, isIdle(line) {
                budget -= source.lineRange(line).count + 1
                line += 1
            }
            while line > 0, budget > 0 {
                budget -= source.lineRange(line).count + 1
                if !isIdle(line) {
                    let indent = indent(line)
                    if indent == 0 {
                        let isResources = source.text(source.lineRange(line)).hasPrefix("Resources:")
                        guard isResources, let found else { return nowhere }
                        return block(fromLine: found, isBehind: false)
                    }
                    if indent < smallest {
                        smallest = indent
                        found = line
                    }
                }
                line -= 1
            }
            return nowhere
        }
    }

    private mutating func block(fromLine line: Int, isBehind: Bool) -> Range<Int> {
        let range = source.lineRange(line)
        guard budget > 0 else { return range.lowerBound..<range.lowerBound }
        let block = language == .yaml ? indented(range, line, isBehind) : bracketed(range)
        budget -= block.count + 1
        return block
    }

    /// The line with those below it that are indented more.
    private func indented(_ range: Range<Int>, _ line: Int, _ isBehind: Bool) -> Range<Int> {
        let start = range.lowerBound + indent(line)
        var column = indent(line)
        var isItem = false
        // Behind `- name: web` a comment speaks of the name, above it of the item.
        if bytes[safe: start] == UInt8(ascii: "-"), bytes[safe: start + 1] == 0x20 {
            isItem = true
            if isBehind {
                var at = start
                while at < range.upperBound, bytes[at] == UInt8(ascii: "-") || bytes[at] == 0x20 { at += 1 }
                column = at - range.lowerBound
            }
        }
        var end = range.upperBound
        var next = line + 1
        while next <= source.lineStarts.count {
            defer { next += 1 }
            if isIdle(next) { continue }
            let below = source.lineRange(next)
            let indent = indent(next)
            let isItemBelow = bytes[safe: below.lowerBound + indent] == UInt8(ascii: "-")
            guard indent > column || !isItem && indent == column && isItemBelow else { break }
            end = below.upperBound
        }
        return start..<max(start, end)
    }

    /// The line with those below it up to where its brackets are closed.
    private func bracketed(_ line: Range<Int>) -> Range<Int> {
        var depth = 0
        var isInText = false
        var at = line.lowerBound
        while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "\\") where isInText: at += 1
            case UInt8(ascii: "\""): isInText.toggle()
            case 0x0A:
                isInText = false
                if depth <= 0 { return line.lowerBound..<at }
            case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "("): if !isInText { depth += 1 }
            case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ")"):
                if !isInText {
                    depth -= 1
                    // Brackets that close more than was opened belong to what is around.
                    if depth < 0 { return line.lowerBound..<at }
                }
            default: break
            }
            at += 1
        }
        return line.lowerBound..<bytes.count
    }

    /// Whether a line holds nothing or a comment only.
    private func isIdle(_ line: Int) -> Bool {
        let range = source.lineRange(line)
        var at = range.lowerBound
        while at < range.upperBound, bytes[at] <= 0x20 { at += 1 }
        return at == range.upperBound || mark(at, in: range) != nil
    }

    private func indent(_ line: Int) -> Int {
        let range = source.lineRange(line)
        var at = range.lowerBound
        while at < range.upperBound, bytes[at] == 0x20 { at += 1 }
        return at - range.lowerBound
    }

    private func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}

extension [UInt8] {
    fileprivate subscript(safe index: Int) -> UInt8? { indices.contains(index) ? self[index] : nil }
}
