import Basics
import DockerfileSyntax

/// `#trivy:ignore:AVD-DS-0002:exp:2026-12-01`, also with `tfsec:` before it: several in a line, in the lines right above
/// an instruction or in its first line.
enum TrivyPragma {
    static func read(_ file: Dockerfile, _ text: Words) -> [Pragma] {
        var pragmas: [Pragma] = []
        // By their lines: a block of such comments is for what follows the last of them.
        var comments: [Int: [Pragma]] = [:]
        for comment in file.comments where !comment.isInside {
            let found = read(comment.range, text)
            if !found.isEmpty { comments[file.source.line(at: comment.range.lowerBound)] = found }
        }
        // From the last line up, so that a block of any length is gone through once.
        var below: [Int: Range<Int>] = [:]
        for line in comments.keys.sorted(by: >) {
            let nowhere = text.source.lineRange(line).lowerBound
            let next = comments[line + 1] != nil ? below[line + 1] : Pragma.instruction(inLine: line + 1, of: file)
            below[line] = next ?? nowhere..<nowhere
        }
        for line in comments.keys.sorted() {
            for var pragma in comments[line] ?? [] {
                pragma.scope = below[line] ?? pragma.scope
                pragmas.append(pragma)
            }
        }
        for instruction in file.instructions {
            let start = instruction.range.lowerBound
            let end = file.source.lineRange(file.source.line(at: start)).upperBound
            for var pragma in read(start..<max(start, end), text) {
                pragma.scope = instruction.range
                pragmas.append(pragma)
            }
        }
        return pragmas
    }

    /// Words of the form `#trivy:ignore:ID[parameters]:exp:2026-12-01`. A rule without an id is none.
    static func read(_ range: Range<Int>, _ text: Words) -> [Pragma] {
        var pragmas: [Pragma] = []
        var position = range.lowerBound
        while position < range.upperBound {
            position = text.blanks(from: position)
            let wordStart = position
            while position < range.upperBound, text.bytes[position] > 0x20 { position += 1 }
            var start = text.skip([UInt8(ascii: "#"), UInt8(ascii: "/"), UInt8(ascii: "*")], from: wordStart)
            guard start < position, text.take("trivy:", &start) || text.take("tfsec:", &start) else {
                if position == wordStart { position += 1 }
                continue
            }
            if var pragma = sections(start..<position, text) {
                pragma.range = wordStart..<position
                let rest = text.trimmed(position..<range.upperBound).prefix { $0 != "#" }
                pragma.reason = String(rest.drop { "-–—:;/* ".contains($0) })
                while pragma.reason.last?.isWhitespace == true { pragma.reason.removeLast() }
                pragmas.append(pragma)
            }
        }
        return pragmas
    }

    /// Reads `key:value:key:value`.
    private static func sections(_ range: Range<Int>, _ text: Words) -> Pragma? {
        var parts: [Range<Int>] = []
        var start = range.lowerBound
        for position in range where text.bytes[position] == UInt8(ascii: ":") {
            parts.append(start..<position)
            start = position + 1
        }
        parts.append(start..<range.upperBound)
        var name: Pragma.Name?
        var ends: Day?
        for index in stride(from: 0, to: parts.count - 1, by: 2) {
            let value = parts[index + 1]
            switch text.source.text(parts[index]) {
            case "ignore":
                let end = value.first { text.bytes[$0] == UInt8(ascii: "[") } ?? value.upperBound
                if end > value.lowerBound { name = text.name(value.lowerBound..<end) }
            case "exp":
                // A date that is none has always passed.
                ends = Day(text.source.text(value)) ?? Day(year: 1, month: 1, day: 1)
            default: break
            }
        }
        return name.map {
            Pragma(
                tool: .trivy, isGlobal: false, rules: [$0], reason: "", range: range, scope: range, ends: ends)
        }
    }
}
