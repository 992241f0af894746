import Basics
import DockerfileSyntax
import RuleKit

/// Edits of instructions that rules share. Line ends are written as `\n`: they become those of the file when applied.
extension Dockerfile {
    /// Puts lines in front of an instruction, above the comments that belong to it.
    func inserting(_ lines: String, before index: Int) -> Edit {
        let start = commentedStart(of: index)
        return Edit(start..<start, lines + "\n" + source.indent(at: instructions[index].range.lowerBound))
    }

    /// Puts lines behind an instruction, its here-documents included.
    func inserting(_ lines: String, after index: Int) -> Edit {
        let end = source.lineEnd(instructions[index].range.upperBound)
        return Edit(end..<end, "\n" + lines)
    }

    /// Takes an instruction away with its line end, and with one of two blank lines that would be left side by side.
    func removing(_ index: Int) -> Edit {
        Edit(source.wholeLines(instructions[index].range), "")
    }

    /// Takes one pair out of an ENV, LABEL or ARG, or the instruction where it has no other.
    func removing(pair: Pair, of index: Int) -> Edit {
        let pairs = instructions[index].pairs
        guard pairs.count > 1, let place = pairs.firstIndex(where: { $0.range == pair.range }) else {
            return removing(index)
        }
        if place > 0 { return Edit(pairs[place - 1].range.upperBound..<pair.range.upperBound, "") }
        return Edit(pair.range.lowerBound..<pairs[1].range.lowerBound, "")
    }

    /// Takes one word out of an EXPOSE, VOLUME or the like, or the instruction where it has no other.
    func removing(word: Word, of index: Int) -> Edit? {
        let instruction = instructions[index]
        let words = instruction.words
        guard words.count > 1, let place = words.firstIndex(where: { $0.range == word.range }) else {
            return words.count == 1 ? removing(index) : nil
        }
        guard instruction.isJSON else { return Edit(removal(of: word.range), "") }
        if place > 0 { return Edit(words[place - 1].range.upperBound..<word.range.upperBound, "") }
        return Edit(word.range.lowerBound..<words[1].range.lowerBound, "")
    }

    /// Adds a flag in front of an instruction's arguments: `--chown=app`.
    func adding(flag: String, to index: Int) -> Edit {
        let end = instructions[index].flags.last?.range.upperBound ?? instructions[index].keywordRange.upperBound
        return Edit(end..<end, " " + flag)
    }

    /// What to cut so that words of an instruction vanish with the blanks, and the continuation, around them.
    func removal(of range: Range<Int>) -> Range<Int> {
        let bytes = source.bytes
        var start = source.behindBlanks(before: range.lowerBound)
        let end = range.upperBound
        let beginsLine = start > 0 && bytes[start - 1] == 0x0A
        guard beginsLine else { return start..<end }
        var next = end
        while next < bytes.count, bytes[next] == 0x20 || bytes[next] == 0x09 { next += 1 }
        let isAlone = next >= bytes.count || [0x0A, 0x0D, escape].contains(bytes[next])
        if !isAlone { return range.lowerBound..<next }
        // The line above ends in the continuation that led here.
        while start > 0, bytes[start - 1] == 0x0A {
            var before = start - 1
            if before > 0, bytes[before - 1] == 0x0D { before -= 1 }
            before = source.behindBlanks(before: before)
            guard before > 0, bytes[before - 1] == escape else { break }
            start = source.behindBlanks(before: before - 1)
        }
        return bytes[start..<range.lowerBound].contains(0x0A) && start > 0 && bytes[start - 1] == 0x0A
            ? source.wholeLines(range) : start..<end
    }

    /// Where the comments begin that stand right above an instruction, or the instruction itself.
    private func commentedStart(of index: Int) -> Int {
        var start = instructions[index].range.lowerBound
        guard let place = elements.firstIndex(where: { $0.kind == .instruction(index) }) else { return start }
        for element in elements[..<place].reversed() {
            guard element.kind == .comment, !element.range.isEmpty else { break }
            start = element.range.lowerBound
        }
        while start < source.bytes.count, source.bytes[start] == 0x20 || source.bytes[start] == 0x09 { start += 1 }
        return start
    }
}

extension SourceFile {
    /// The end of the line at an offset, before its line ending.
    func lineEnd(_ offset: Int) -> Int { max(offset, lineRange(line(at: offset)).upperBound) }

    /// The blanks at the start of the line at an offset.
    func indent(at offset: Int) -> String {
        let start = lineRange(line(at: offset)).lowerBound
        return String(decoding: bytes[start..<offset].prefix { $0 == 0x20 || $0 == 0x09 }, as: UTF8.self)
    }

    /// The offset behind which only blanks stand up to `offset`.
    func behindBlanks(before offset: Int) -> Int {
        var start = offset
        while start > 0, bytes[start - 1] == 0x20 || bytes[start - 1] == 0x09 { start -= 1 }
        return start
    }

    /// The lines that a range touches, with the last line's end, and a blank line behind it when one stands before it.
    func wholeLines(_ range: Range<Int>) -> Range<Int> {
        let first = line(at: range.lowerBound)
        var last = line(at: max(range.lowerBound, range.upperBound - 1))
        let isBlank = { (line: Int) in
            let range = self.lineRange(line)
            return line >= 1 && line <= self.lineStarts.count
                && self.behindBlanks(before: range.upperBound) <= range.lowerBound
        }
        var start = lineStarts[first - 1]
        if first > 1, isBlank(first - 1), last < lineStarts.count, isBlank(last + 1) { last += 1 }
        if last < lineStarts.count { return start..<lineStarts[last] }
        // The last line has no end of its own: that of the line before goes.
        if bytes.last != 0x0A, start > 0 { start = lineRange(first - 1).upperBound }
        return start..<bytes.count
    }
}
