package import Basics
package import DockerfileSyntax

/// A comment that silences rules: `# plimsoll ignore=DF201,some-slug the reason`, for the instruction below or around
/// it, or `# plimsoll global ignore=DF201 the reason`, for the whole file; or the like of another tool.
package struct Pragma: Sendable, Hashable {
    /// Whose grammar it follows.
    package enum Tool: Sendable, Hashable, CaseIterable {
        case plimsoll, hadolint, buildKit, trivy, checkov, tally, shellCheck
    }

    package var tool: Tool = .plimsoll
    package var isGlobal: Bool
    /// Ids, slugs or peers' ids, with their places.
    package var rules: [Name]
    package var reason: String
    /// The whole comment.
    package var range: Range<Int>
    /// The bytes it speaks of; empty where it speaks of nothing.
    package var scope: Range<Int>
    /// The first day on which it no longer counts.
    package var ends: Day?
    /// BuildKit's `error=true`: its checks fail the build.
    package var isStrict = false

    package struct Name: Sendable, Hashable {
        package var text: String
        package var range: Range<Int>
    }

    /// All pragmas of a Dockerfile.
    package static func read(_ file: Dockerfile) -> [Pragma] { own(file) + ForeignPragma.read(file) }

    /// Those of a Dockerfile that follow our own grammar.
    package static func own(_ file: Dockerfile) -> [Pragma] {
        file.comments.compactMap { comment -> Pragma? in
            guard var pragma = parse(file.source, comment.range) else { return nil }
            if !pragma.isGlobal { pragma.scope = scope(of: comment, in: file) }
            return pragma
        }
    }

    /// The instruction that begins in a line; nil where none does.
    static func instruction(inLine line: Int, of file: Dockerfile) -> Range<Int>? {
        let range = file.source.lineRange(line)
        guard line <= file.source.lineStarts.count else { return nil }
        var low = 0
        var high = file.instructions.count
        while low < high {
            let middle = (low + high) / 2
            if file.instructions[middle].range.lowerBound < range.lowerBound { low = middle + 1 } else { high = middle }
        }
        guard low < file.instructions.count, file.instructions[low].range.lowerBound <= range.upperBound else {
            return nil
        }
        return file.instructions[low].range
    }

    /// The instruction around the comment, or the next one below it.
    static func scope(of comment: Comment, in file: Dockerfile) -> Range<Int> {
        let start = comment.range.lowerBound
        // Instructions stand in order: the first that ends behind the comment holds it or follows it.
        var low = 0
        var high = file.instructions.count
        while low < high {
            let middle = (low + high) / 2
            if file.instructions[middle].range.upperBound <= start { low = middle + 1 } else { high = middle }
        }
        return low < file.instructions.count ? file.instructions[low].range : start..<start
    }

    /// Reads one comment; nil when it is no pragma.
    static func parse(_ source: SourceFile, _ range: Range<Int>) -> Pragma? {
        let bytes = source.bytes
        var position = range.lowerBound
        func skip(_ byte: UInt8) { while position < range.upperBound, bytes[position] == byte { position += 1 } }
        func take(_ word: String) -> Bool {
            let end = position + word.utf8.count
            guard end <= range.upperBound, bytes[position..<end].elementsEqual(word.utf8) else { return false }
            position = end
            return true
        }
        skip(UInt8(ascii: "#"))
        skip(0x20)
        guard take("plimsoll") else { return nil }
        skip(UInt8(ascii: ":"))
        skip(0x20)
        let isGlobal = take("global")
        skip(0x20)
        guard take("ignore") else { return nil }
        skip(0x20)
        guard take("=") else { return nil }
        var names: [Name] = []
        repeat {
            skip(0x20)
            let start = position
            while position < range.upperBound, isName(bytes, position, range.upperBound) { position += 1 }
            if position > start { names.append(Name(text: source.text(start..<position), range: start..<position)) }
            skip(0x20)
        } while take(",")
        var reason = source.text(position..<range.upperBound)[...]
        while let first = reason.first, " #:;.-–—\t".contains(first) { reason = reason.dropFirst() }
        while reason.last?.isWhitespace == true { reason = reason.dropLast() }
        return Pragma(
            isGlobal: isGlobal, rules: names, reason: String(reason), range: range,
            scope: 0..<bytes.count)
    }

    /// Whether the byte belongs to a name: `tally/secrets-in-code` and `slim:ID.10001` are names as well, but a full stop
    /// or colon behind a name ends it.
    static func isName(_ bytes: [UInt8], _ position: Int, _ end: Int) -> Bool {
        let byte = bytes[position]
        if isNameByte(byte) { return true }
        let isJoint = byte == UInt8(ascii: "/") || byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".")
        return isJoint && position + 1 < end && isNameByte(bytes[position + 1])
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (byte >= 0x30 && byte <= 0x39) || byte == 0x2D || byte == 0x5F
    }
}

/// What became of a pragma in a review, for the rules about pragmas.
package struct PragmaUse: Sendable {
    package let pragma: Pragma
    package let source: SourceFile
    /// Whether its last day has passed, so that it silences nothing.
    package let isExpired: Bool
    /// The names that silenced something.
    package var used: Set<String> = []
    /// The names that are no rule.
    package var unknown: Set<String> = []
    /// The names whose rules all judged.
    package var judged: Set<String> = []
}
