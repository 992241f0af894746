import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

/// Edits that take a command out of the list it stands in.
enum CommandEdits {
    /// What to cut from a script so that a command of its own no longer runs and those around it run as before; nil
    /// where it is part of more. `isAll` when nothing else is left.
    static func removal(of command: Command, in shell: ShellScript) -> (range: Range<Int>, isAll: Bool)? {
        guard command.context.pipelineCount == 1, command.context.subshellDepth == 0, !command.context.isConditional,
            !command.context.isInFunction, !command.context.isInLoop, !command.context.isInSubstitution,
            !command.context.isInNestedShell,
            let statement = shell.statements.first(where: { $0.range.overlaps(command.range) }),
            let place = statement.links.firstIndex(where: { $0.pipeline.range.overlaps(command.range) }),
            !statement.links.contains(where: { $0.connector == .or }),
            case .command(command.index)? = statement.links[place].pipeline.elements.first,
            statement.terminator != .background || statement.links.count == 1
        else { return nil }
        let links = statement.links
        if place + 1 < links.count {
            return (links[place].pipeline.range.lowerBound..<links[place + 1].pipeline.range.lowerBound, false)
        }
        if place > 0 {
            return (links[place - 1].pipeline.range.upperBound..<links[place].pipeline.range.upperBound, false)
        }
        guard shell.statements.count > 1 else { return (shell.range, true) }
        var end = statement.range.upperBound
        if statement.terminator == .background {
            while end < shell.range.upperBound, shell.bytes[end].isBlank { end += 1 }
            if end < shell.range.upperBound, shell.bytes[end] == UInt8(ascii: "&") { end += 1 }
        }
        return (statement.range.lowerBound..<max(end, statement.range.upperBound), false)
    }

    /// Takes a command out of a RUN; the whole RUN where it does nothing else.
    static func remove(_ command: Command, from run: ShellRuns.Run) -> Edit? {
        remove(command, run.script, run.index, run.file)
    }

    static func remove(_ command: Command, _ script: EmbeddedScript, _ index: Int, _ file: Dockerfile) -> Edit? {
        guard let cut = removal(of: command, in: script.shell) else { return nil }
        if cut.isAll { return file.instructions[index].keyword == .run ? file.removing(index) : nil }
        guard file.instructions[index].heredocs.isEmpty || isLine(cut.range, script.shell) else { return nil }
        if !file.instructions[index].heredocs.isEmpty {
            return Edit(file.source.wholeLines(script.sourceRange(cut.range)), "")
        }
        // Between `;` on one line it would leave an empty command.
        guard !isStatement(cut.range, script.shell) else {
            guard let place = script.shell.statements.firstIndex(where: { $0.range.lowerBound == cut.range.lowerBound })
            else { return nil }
            let statements = script.shell.statements
            let range =
                place + 1 < statements.count
                ? statements[place].range.lowerBound..<statements[place + 1].range.lowerBound
                : statements[place - 1].range.upperBound..<statements[place].range.upperBound
            return Edit(script.sourceRange(range), "")
        }
        return Edit(sourceRange(cut.range, script), "")
    }

    /// From the first byte's place to that of the byte behind the last, so that the next command's indent stays.
    private static func sourceRange(_ range: Range<Int>, _ script: EmbeddedScript) -> Range<Int> {
        let bytes = script.shell.bytes
        let start = script.text.sourceOffset(range.lowerBound)
        guard range.upperBound < bytes.count else { return script.sourceRange(range) }
        let end = script.text.sourceOffset(range.upperBound)
        // A cut that begins behind a command ends with its own last byte.
        let isTail = range.lowerBound > 0 && !bytes[range.lowerBound].isBlank && bytes[range.upperBound - 1].isBlank
        return isTail ? start..<max(start, end) : script.sourceRange(range)
    }

    private static func isStatement(_ range: Range<Int>, _ shell: ShellScript) -> Bool {
        shell.statements.contains { $0.range.lowerBound == range.lowerBound && $0.range.upperBound <= range.upperBound }
    }

    private static func isLine(_ range: Range<Int>, _ shell: ShellScript) -> Bool {
        guard isStatement(range, shell) else { return false }
        var start = range.lowerBound
        while start > shell.range.lowerBound, shell.bytes[start - 1].isBlank { start -= 1 }
        var end = range.upperBound
        while end < shell.range.upperBound, shell.bytes[end].isBlank || shell.bytes[end] == 0x0D { end += 1 }
        return (start == shell.range.lowerBound || shell.bytes[start - 1] == 0x0A)
            && (end >= shell.range.upperBound || shell.bytes[end] == 0x0A)
    }

    /// Takes a command out of a script file, with its line and the comment that speaks of this line alone.
    static func remove(_ command: Command, from shell: ShellScript, of source: SourceFile, path: String?) -> Edit? {
        guard let cut = removal(of: command, in: shell), !cut.isAll else { return nil }
        guard isStatement(cut.range, shell) else { return Edit(path: path, cut.range, "") }
        guard isLine(cut.range, shell) else { return nil }
        var first = source.line(at: cut.range.lowerBound)
        let last = source.line(at: max(cut.range.lowerBound, cut.range.upperBound - 1))
        let isBlank = { (line: Int) in
            line > source.lineStarts.count || source.text(source.lineRange(line)).allSatisfy(\.isWhitespace)
        }
        if isBlank(last + 1) {
            while first > 1 {
                let text = source.text(source.lineRange(first - 1))
                guard text.hasPrefix("#"), !text.hasPrefix("#!") else { break }
                first -= 1
            }
        }
        let lines = source.lineRange(first).lowerBound..<source.lineRange(last).upperBound
        return Edit(path: path, source.wholeLines(lines), "")
    }
}

extension UInt8 {
    fileprivate var isBlank: Bool { self == 0x20 || self == 0x09 }
}
