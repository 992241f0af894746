import Basics

/// Cuts a file into directives, comments, blank lines and instructions, joining continuation lines as BuildKit does.
///
/// Nothing stops it: what cannot be read becomes a problem, and the next line is read.
struct DockerfileParser {
    private let source: SourceFile
    private let bytes: [UInt8]
    private var line = 0
    private(set) var escape = UInt8(ascii: "\\")
    private(set) var directives: [Directive] = []
    private(set) var comments: [Comment] = []
    private(set) var instructions: [InstructionDraft] = []
    private(set) var elements: [Dockerfile.Element] = []
    private(set) var problems: [SyntaxProblem] = []

    init(_ source: SourceFile) {
        self.source = source
        bytes = source.bytes
    }

    mutating func parse() {
        var maybeDirective = true
        let bom: [UInt8] = [0xEF, 0xBB, 0xBF]
        let skip = bytes.starts(with: bom) ? bom.count : 0
        while line < source.lineStarts.count {
            let full = lineRange(line)
            if full.isEmpty { return }
            var content = content(full)
            if line == 0 { content = min(skip, content.upperBound)..<content.upperBound }
            var start = content.lowerBound
            while start < content.upperBound, bytes[start].isSpace { start += 1 }
            let trimmed = start..<content.upperBound
            if trimmed.isEmpty {
                maybeDirective = false
                elements.append(.init(kind: .blank, range: full))
                line += 1
            } else if bytes[start] == UInt8(ascii: "#") {
                if maybeDirective { maybeDirective = directive(trimmed) }
                if !maybeDirective { comments.append(Comment(range: trimmed, isInside: false)) }
                elements.append(.init(kind: maybeDirective ? .directive : .comment, range: full))
                line += 1
            } else {
                maybeDirective = false
                instruction(from: trimmed, elementStart: full.lowerBound)
            }
        }
    }

    /// A line with its line end.
    private func lineRange(_ line: Int) -> Range<Int> {
        let end = line + 1 < source.lineStarts.count ? source.lineStarts[line + 1] : bytes.count
        return source.lineStarts[line]..<end
    }

    /// A line without its line end.
    private func content(_ range: Range<Int>) -> Range<Int> {
        var end = range.upperBound
        while end > range.lowerBound, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
        return range.lowerBound..<end
    }

    /// Reads `# name = value`; false when the comment is no directive, which ends their part of the file.
    private mutating func directive(_ range: Range<Int>) -> Bool {
        var position = range.lowerBound + 1
        while position < range.upperBound, bytes[position].isSpace { position += 1 }
        let nameStart = position
        while position < range.upperBound, bytes[position].isLetter || bytes[position].isDigit { position += 1 }
        let nameRange = nameStart..<position
        guard !nameRange.isEmpty, bytes[nameStart].isLetter else { return false }
        while position < range.upperBound, bytes[position].isSpace { position += 1 }
        guard position < range.upperBound, bytes[position] == UInt8(ascii: "=") else { return false }
        let valueRange = bytes.trimmed(position + 1..<range.upperBound)
        let name = source.text(nameRange).lowercased()
        guard !valueRange.isEmpty, ["syntax", "escape", "check"].contains(name) else { return false }
        let value = source.text(valueRange)
        if directives.contains(where: { $0.name == name }) {
            problems.append(SyntaxProblem(code: .duplicateDirective, range: range, arguments: ["name": name]))
        } else if name == "escape" {
            if value == "\\" || value == "`" {
                escape = bytes[valueRange.lowerBound]
            } else {
                problems.append(
                    SyntaxProblem(
                        code: .invalidDirective, range: valueRange, arguments: ["name": name, "value": value]))
            }
        }
        directives.append(Directive(name: name, value: value, range: range, valueRange: valueRange))
        return true
    }

    private mutating func instruction(from first: Range<Int>, elementStart: Int) {
        var text = LogicalText()
        var empty: [Range<Int>] = []
        var content = first
        var ended = false
        while true {
            let (kept, continues) = withoutContinuation(content)
            text.append(bytes, kept)
            ended = !continues
            line += 1
            while !ended, line < source.lineStarts.count {
                content = self.content(lineRange(line))
                var start = content.lowerBound
                while start < content.upperBound, bytes[start].isSpace { start += 1 }
                if start == content.upperBound {
                    // The end of the file after its last line break is no empty line.
                    if !lineRange(line).isEmpty { empty.append(content) }
                } else if bytes[start] == UInt8(ascii: "#") {
                    comments.append(Comment(range: start..<content.upperBound, isInside: true))
                } else {
                    break
                }
                line += 1
            }
            if ended || line >= source.lineStarts.count { break }
        }
        let end = line < source.lineStarts.count ? source.lineStarts[line] : bytes.count
        let whole = text.bytes.trimmed(0..<text.bytes.count)
        if whole.isEmpty {
            elements.append(.init(kind: .blank, range: elementStart..<max(elementStart, end)))
            return
        }
        var parser = InstructionParser(escape: escape)
        var instruction = parser.parse(text, whole)
        problems.append(contentsOf: parser.problems)
        instruction.emptyContinuations = empty
        if let first = empty.first {
            problems.append(SyntaxProblem(code: .emptyContinuation, range: first, arguments: [:]))
        }
        heredocs(&instruction)
        let behind = line < source.lineStarts.count ? source.lineStarts[line] : bytes.count
        elements.append(.init(kind: .instruction(instructions.count), range: elementStart..<max(elementStart, behind)))
        instructions.append(instruction)
    }

    /// Cuts a trailing escape character, unless another one stands before it.
    private func withoutContinuation(_ range: Range<Int>) -> (kept: Range<Int>, continues: Bool) {
        var end = range.upperBound
        while end > range.lowerBound, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
        guard end > range.lowerBound, bytes[end - 1] == escape else { return (range, false) }
        if end - 2 >= range.lowerBound, bytes[end - 2] == escape { return (range, false) }
        return (range.lowerBound..<end - 1, true)
    }

    private mutating func heredocs(_ instruction: inout InstructionDraft) {
        var holder = (instruction.keyword, instruction.arguments)
        if case .trigger(let trigger) = instruction.arguments { holder = (trigger.keyword, trigger.arguments) }
        guard [.run, .copy, .add].contains(holder.0), !holder.1.isJSON else { return }
        for found in HeredocMarker.find(instruction.text.bytes, instruction.argumentRange) {
            let marker = instruction.text.sourceRange(found.range)
            let start = line < source.lineStarts.count ? source.lineStarts[line] : bytes.count
            var terminator = bytes.count..<bytes.count
            while line < source.lineStarts.count {
                let range = content(lineRange(line))
                var from = range.lowerBound
                if found.chomps { while from < range.upperBound, bytes[from] == 0x09 { from += 1 } }
                line += 1
                if bytes[from..<range.upperBound].elementsEqual(found.name.utf8) {
                    terminator = from..<range.upperBound
                    break
                }
            }
            if terminator.isEmpty {
                problems.append(
                    SyntaxProblem(code: .unterminatedHeredoc, range: marker, arguments: ["name": found.name]))
            }
            let end = terminator.isEmpty ? bytes.count : source.lineStarts[source.line(at: terminator.lowerBound) - 1]
            instruction.heredocs.append(
                Heredoc(
                    name: found.name, expands: found.expands, chomps: found.chomps,
                    fileDescriptor: found.fileDescriptor, marker: marker, content: start..<max(start, end),
                    terminator: terminator))
            instruction.range = instruction.range.lowerBound..<max(instruction.range.upperBound, terminator.upperBound)
        }
    }
}
