import Basics
import DockerfileSyntax
import ShellSyntax
import Workload

extension Workload {
    /// Whether what it starts is judged: it runs on ECS, on Linux, and not as a Lambda function.
    var startsOnECS: Bool {
        role.runs && stage != nil && knownBase?.isLambda != true && knownBase?.family != .windows
    }

    /// The program that serves in the end, also where signals do not reach it.
    var finalProgram: ProcessChain.Link? { process?.application ?? process?.missed }

    /// The file that a place is in, when it is one that the chain was read from.
    func bytes(of span: Span) -> [UInt8]? {
        if span.path == dockerfile.source.path { return dockerfile.source.bytes }
        return scripts.first { $0.source.path == span.path }?.source.bytes
    }

    /// Where ENTRYPOINT or CMD stands: the whole instruction's arguments around a place.
    func startInstruction(around span: Span) -> Span? {
        guard span.path == dockerfile.source.path else { return nil }
        return [config?.command?.instruction, config?.entrypoint?.instruction].compactMap { $0 }
            .map { dockerfile.instructions[$0].argumentsSpan }
            .first { $0.lowerBound <= span.bytes.lowerBound && span.bytes.upperBound <= $0.upperBound }
            .map { dockerfile.source.span($0) }
    }

    /// The place of the last of ENTRYPOINT and CMD; the name of the base image where there is neither.
    var startPlace: Range<Int> {
        let index = config?.command?.instruction ?? config?.entrypoint?.instruction
        if let index { return dockerfile.instructions[index].argumentsSpan }
        return stage?.image.range ?? 0..<0
    }
}

extension ProcessChain.Link {
    /// The words as people write them; what a variable hides is `…`.
    var command: String {
        words.isEmpty ? name : words.map { $0.isEmpty ? "…" : $0 }.joined(separator: " ")
    }

    /// From its first word to its last, where they stand in one file.
    var place: Span {
        guard let last = spans.last, last.path == span.path, last.end > span.start else { return span }
        return Span(
            path: span.path, bytes: span.bytes.lowerBound..<last.bytes.upperBound, start: span.start, end: last.end)
    }
}

enum ExecForm {
    /// The JSON array of words.
    static func text(_ words: [String]) -> String {
        "[" + words.map(quoted).joined(separator: ", ") + "]"
    }

    static func quoted(_ word: String) -> String {
        var result = "\""
        for scalar in word.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\t": result += "\\t"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    /// Whether a byte means the same to a shell with and without quotes.
    static func isPlain(_ byte: UInt8) -> Bool {
        let letter = byte | 0x20
        return (0x61...0x7A).contains(letter) || (0x2B...0x3A).contains(byte) && byte != 0x2C || byte == 0x5F
            || byte == 0x40 || byte == 0x3D
    }

    /// The words of a script that is one command with nothing for a shell to do; nil for any other.
    static func words(_ script: ShellScript) -> [String]? {
        guard script.commands.count == 1, let command = script.commands.first, command.kind == .simple,
            command.assignments.isEmpty, command.redirections.isEmpty, command.context.pipelineCount == 1,
            !command.context.isNegated, !command.context.runsInBackground, command.nested.isEmpty,
            script.statements.count == 1, command.context.subshellDepth == 0, !command.context.isConditional,
            !command.context.isInLoop, !command.context.isInFunction
        else { return nil }
        var words: [String] = []
        for word in command.words {
            guard let literal = word.literal, !word.hasUnquotedGlob, !word.hasTilde, !word.hasBraces else { return nil }
            words.append(literal)
        }
        if words.first == "exec" { words.removeFirst() }
        let builtins = [
            "cd", "source", ".", "eval", "export", "set", "ulimit", "trap", "exit", "wait", "read",
            "umask", "unset", "alias", "type", "command", "shift", "return",
        ]
        guard let first = words.first, !builtins.contains(first) else { return nil }
        return words
    }
}
