import Basics
import DockerfileSyntax

/// The comments by which other tools are silenced, with those tools' own grammar: what silences nothing there silences
/// nothing here.
enum ForeignPragma {
    /// All of a Dockerfile: those of comments, of parser directives, and trivy's behind an instruction.
    static func read(_ file: Dockerfile) -> [Pragma] {
        var pragmas: [Pragma] = []
        for directive in file.directives where directive.name == "check" {
            if let pragma = buildKit(directive, file.source) { pragmas.append(pragma) }
        }
        let text = Words(file.source)
        for comment in file.comments {
            let start = text.skip([0x20, 0x09, UInt8(ascii: "#")], from: comment.range.lowerBound)
            let body = start..<comment.range.upperBound
            if let pragma = listed(comment, body, file, text) { pragmas.append(pragma) }
            if text.hasSkip, let pragma = checkov(comment, body, file, text) { pragmas.append(pragma) }
        }
        if text.hasIgnore { pragmas += TrivyPragma.read(file, text) }
        return pragmas
    }

    // MARK: hadolint, tally, ShellCheck

    /// `hadolint ignore=A,B # reason`, `tally global ignore=A;reason=why`, `shellcheck disable=SC2086`.
    private static func listed(_ comment: Comment, _ body: Range<Int>, _ file: Dockerfile, _ text: Words) -> Pragma? {
        guard body.count > 10, let tool = tool(of: body.lowerBound, text) else { return nil }
        var position = body.lowerBound + (tool == .shellCheck ? 10 : tool == .hadolint ? 8 : 5)
        let afterTool = position
        position = text.blanks(from: position)
        guard position > afterTool else { return nil }
        var isGlobal = false
        if tool != .shellCheck, text.take("global", &position) {
            isGlobal = true
            position = text.blanks(from: position)
        }
        guard text.take(tool == .shellCheck ? "disable" : "ignore", &position) else { return nil }
        position = text.blanks(from: position)
        guard text.take("=", &position) else { return nil }
        let names = text.names(&position, in: body)
        guard !names.isEmpty else { return nil }
        // hadolint reads nothing where something else than a comment stands behind the names.
        let rest = text.blanks(from: position)
        var reason = ""
        if rest < body.upperBound {
            switch (tool, text.bytes[rest]) {
            case (_, UInt8(ascii: "#")): reason = text.trimmed(rest + 1..<body.upperBound)
            case (.tally, UInt8(ascii: ";")):
                var start = rest + 1
                _ = text.take("reason=", &start)
                reason = text.trimmed(start..<body.upperBound)
            case (.shellCheck, _): reason = text.trimmed(rest..<body.upperBound)
            default: return nil
            }
        }
        let scope = isGlobal ? 0..<text.bytes.count : scope(of: comment, tool, file)
        return Pragma(
            tool: tool, isGlobal: isGlobal, rules: names, reason: reason, range: comment.range, scope: scope)
    }

    private static func tool(of start: Int, _ text: Words) -> Pragma.Tool? {
        var position = start
        switch text.bytes[start] {
        case UInt8(ascii: "h"): return text.take("hadolint", &position) ? .hadolint : nil
        case UInt8(ascii: "t"): return text.take("tally", &position) ? .tally : nil
        case UInt8(ascii: "s"): return text.take("shellcheck", &position) ? .shellCheck : nil
        default: return nil
        }
    }

    /// hadolint and tally: the instruction in the very next line. ShellCheck's directive is read as our own pragma is.
    private static func scope(of comment: Comment, _ tool: Pragma.Tool, _ file: Dockerfile) -> Range<Int> {
        if tool == .shellCheck { return Pragma.scope(of: comment, in: file) }
        let line = file.source.line(at: comment.range.lowerBound)
        return Pragma.instruction(inLine: line + 1, of: file) ?? comment.range.lowerBound..<comment.range.lowerBound
    }

    // MARK: BuildKit

    /// `# check=skip=A,B;error=true`: BuildKit reads it at the top of a file only, where it is a parser directive.
    private static func buildKit(_ directive: Directive, _ source: SourceFile) -> Pragma? {
        let text = Words(source)
        var names: [Pragma.Name] = []
        var isStrict = false
        var start = directive.valueRange.lowerBound
        while start < directive.valueRange.upperBound {
            var end = start
            while end < directive.valueRange.upperBound, text.bytes[end] != UInt8(ascii: ";") { end += 1 }
            var position = text.blanks(from: start)
            if text.take("skip", &position) {
                position = text.blanks(from: position)
                if text.take("=", &position) { names += text.names(&position, in: start..<end) }
            } else if text.take("error", &position) {
                position = text.blanks(from: position)
                if text.take("=", &position) {
                    isStrict = ["1", "t", "T", "true", "TRUE", "True"].contains(text.trimmed(position..<end))
                }
            }
            start = end + 1
        }
        guard !names.isEmpty || isStrict else { return nil }
        return Pragma(
            tool: .buildKit, isGlobal: true, rules: names, reason: "", range: directive.range,
            scope: 0..<source.bytes.count, isStrict: isStrict)
    }

    // MARK: checkov

    /// `checkov:skip=CKV_DOCKER_2:reason`, anywhere in a comment: for the whole file, and one in each comment.
    private static func checkov(_ comment: Comment, _ body: Range<Int>, _ file: Dockerfile, _ text: Words) -> Pragma? {
        for position in body
        where text.bytes[position] == UInt8(ascii: "c") || text.bytes[position] == UInt8(ascii: "b") {
            var end = position
            guard text.take("checkov:skip=", &end) || text.take("bridgecrew:skip=", &end) else { continue }
            let start = text.blanks(from: end)
            end = start
            while end < body.upperBound, text.isUpper(end) { end += 1 }
            guard end > start else { return nil }
            let hasReason = end < body.upperBound && text.bytes[end] == UInt8(ascii: ":")
            var reason = hasReason ? text.trimmed(end + 1..<body.upperBound) : ""
            if reason.utf8.count > 1, reason.hasPrefix("\""), reason.hasSuffix("\"") {
                reason = String(reason.dropFirst().dropLast())
            }
            return Pragma(
                tool: .checkov, isGlobal: true, rules: [text.name(start..<end)], reason: reason,
                range: comment.range, scope: 0..<text.bytes.count)
        }
        return nil
    }
}

/// The bytes of a file, for the small grammars of pragmas.
struct Words {
    let source: SourceFile
    let bytes: [UInt8]
    /// Whether `:ignore:` and `:skip=` occur at all: most files have neither, and are not looked through again.
    let hasIgnore: Bool
    let hasSkip: Bool

    init(_ source: SourceFile) {
        self.source = source
        bytes = source.bytes
        (hasIgnore, hasSkip) = bytes.withUnsafeBufferPointer { buffer in
            var found = (ignore: false, skip: false)
            var position = 0
            while position + 5 < buffer.count {
                if buffer[position] == 0x3A {
                    let next = buffer[position + 1]
                    if next == UInt8(ascii: "i") { found.ignore = true }
                    if next == UInt8(ascii: "s") { found.skip = true }
                }
                position += 1
            }
            return found
        }
    }

    func skip(_ set: [UInt8], from start: Int) -> Int {
        var position = start
        while position < bytes.count, set.contains(bytes[position]) { position += 1 }
        return position
    }

    func blanks(from start: Int) -> Int {
        var position = start
        while position < bytes.count, bytes[position] == 0x20 || bytes[position] == 0x09 { position += 1 }
        return position
    }

    func take(_ word: StaticString, _ position: inout Int) -> Bool {
        let count = word.utf8CodeUnitCount
        guard position + count <= bytes.count else { return false }
        for offset in 0..<count where bytes[position + offset] != word.utf8Start[offset] { return false }
        position += count
        return true
    }

    func name(_ range: Range<Int>) -> Pragma.Name { Pragma.Name(text: source.text(range), range: range) }

    func trimmed(_ range: Range<Int>) -> String {
        var range = range
        while let first = range.first, bytes[first] <= 0x20 { range = first + 1..<range.upperBound }
        while let last = range.last, bytes[last] <= 0x20 { range = range.lowerBound..<last }
        return source.text(range)
    }

    /// Names between commas. A comma without a name behind it takes the whole list back, as in hadolint.
    func names(_ position: inout Int, in range: Range<Int>) -> [Pragma.Name] {
        var names: [Pragma.Name] = []
        while true {
            let start = blanks(from: position)
            var end = start
            while end < range.upperBound, Pragma.isName(bytes, end, range.upperBound) { end += 1 }
            guard end > start else { return [] }
            names.append(name(start..<end))
            position = end
            let comma = blanks(from: end)
            guard comma < range.upperBound, bytes[comma] == UInt8(ascii: ",") else { return names }
            position = comma + 1
        }
    }

    /// A capital letter, digit or underscore.
    func isUpper(_ position: Int) -> Bool {
        let byte = bytes[position]
        return byte >= 0x41 && byte <= 0x5A || byte >= 0x30 && byte <= 0x39 || byte == 0x5F
    }
}
