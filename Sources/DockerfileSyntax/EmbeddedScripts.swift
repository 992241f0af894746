import Basics
import ShellSyntax

/// Finds what shells read in a Dockerfile, and reads it: which shell it is follows SHELL, stage by stage.
enum EmbeddedScripts {
    /// The shell in force, and the options it is started with.
    private struct Shell {
        var interpreter: EmbeddedScript.Interpreter = .sh
        var options: ShellOptions = []

        init() {}

        /// From the words of SHELL, or of an exec form that starts a shell.
        init(_ words: [String]) {
            interpreter = EmbeddedScripts.interpreter(words.first ?? "")
            options = ShellOptions(arguments: words.dropFirst())
        }
    }

    /// - Parameter pragmas: in the order of the file.
    static func attach(
        to instructions: inout [InstructionDraft], _ stages: [Stage], _ pragmas: [ShellPragma], _ source: SourceFile
    ) {
        // The shell each stage ends with, for the stages built on it.
        var shells: [Shell] = []
        for stage in stages {
            var shell = Shell()
            switch stage.base {
            case .stage(let index) where shells.indices.contains(index): shell = shells[index]
            case .image(let image) where isWindows(image): shell.interpreter = .cmd
            default: break
            }
            // A comment before the stage's FROM speaks of the stage before.
            let from = instructions.indices.contains(stage.from) ? instructions[stage.from].range.lowerBound : 0
            var left = pragmas.isEmpty ? [] : pragmas.drop { $0.offset < from }
            for index in stage.instructions {
                while let pragma = left.first, pragma.offset < instructions[index].range.lowerBound {
                    shell = Shell([pragma.shell])
                    left = left.dropFirst()
                }
                if instructions[index].keyword == .shell {
                    shell = Shell(instructions[index].words.map(\.raw))
                } else {
                    attach(to: &instructions[index], shell, source)
                }
            }
            shells.append(shell)
        }
        let first = stages.first?.from ?? instructions.count
        for index in 0..<first { attach(to: &instructions[index], Shell(), source) }
    }

    private static func attach(to instruction: inout InstructionDraft, _ shell: Shell, _ source: SourceFile) {
        if case .trigger(let trigger) = instruction.arguments {
            var draft = InstructionDraft(trigger)
            draft.heredocs = instruction.heredocs
            attach(to: &draft, shell, source)
            instruction.arguments = .trigger(Instruction(draft))
            return
        }
        switch instruction.keyword {
        case .run, .cmd, .entrypoint: instruction.script = script(instruction.arguments, instruction, shell, source)
        case .healthcheck:
            if case .health(_, let command) = instruction.arguments {
                instruction.script = script(command, instruction, shell, source)
            }
        default: break
        }
    }

    private static func script(
        _ arguments: Instruction.Arguments, _ instruction: InstructionDraft, _ shell: Shell, _ source: SourceFile
    ) -> EmbeddedScript? {
        switch arguments {
        case .json(let words): return execForm(words, instruction)
        case .text: return shellForm(arguments, instruction, shell, source)
        default: return nil
        }
    }

    /// `["sh", "-c", "…"]`: a script where the string stands in the file byte for byte.
    private static func execForm(_ words: [Word], _ instruction: InstructionDraft) -> EmbeddedScript? {
        guard let first = words.first,
            let flag = words.dropFirst().firstIndex(where: { isCommandFlag($0.raw) }), flag + 1 < words.count
        else { return nil }
        let shell = Shell(words[...flag].map(\.raw))
        guard shell.interpreter.isShell, interpreter(first.raw).isShell else { return nil }
        let word = words[flag + 1]
        // Escapes between source and value leave no place for each byte.
        guard word.range.count == word.raw.utf8.count + 2 else { return nil }
        var text = LogicalText()
        let all = instruction.text
        guard let start = all.logicalOffset(ofSource: word.range.lowerBound + 1) else { return nil }
        text.append(all, start..<start + word.raw.utf8.count)
        return read(text, shell, .file)
    }

    private static func isCommandFlag(_ word: String) -> Bool {
        word.hasPrefix("-") && !word.hasPrefix("--") && word.hasSuffix("c")
    }

    private static func shellForm(
        _ arguments: Instruction.Arguments, _ instruction: InstructionDraft, _ shell: Shell, _ source: SourceFile
    ) -> EmbeddedScript {
        let bytes = instruction.text.bytes
        var range = instruction.argumentRange
        if instruction.keyword == .healthcheck {
            // Behind the type, `CMD`.
            var start = range.lowerBound
            while start < range.upperBound, !bytes[start].isSpace { start += 1 }
            range = bytes.trimmed(start..<range.upperBound)
        }
        if let heredoc = instruction.heredocs.first, instruction.heredocs.count == 1,
            instruction.text.sourceRange(range) == heredoc.marker
        {
            return heredocScript(heredoc, shell, source)
        }
        var text = LogicalText()
        text.append(instruction.text, range)
        guard !instruction.heredocs.isEmpty else { return read(text, shell, .dockerfile(escape: 0)) }
        // The builder hands the here-documents on to the shell as they stand.
        for heredoc in instruction.heredocs {
            let newline = heredoc.content.lowerBound - 1
            if newline >= 0, source.bytes[newline] == 0x0A {
                text.append(source.bytes, newline..<newline + 1)
            }
            let end = max(heredoc.content.upperBound, heredoc.terminator.upperBound)
            text.append(source.bytes, heredoc.content.lowerBound..<end)
        }
        return read(text, shell, .file)
    }

    /// `RUN <<EOF`: the content is the script, and a shebang in it names who reads it.
    private static func heredocScript(_ heredoc: Heredoc, _ shell: Shell, _ source: SourceFile) -> EmbeddedScript {
        let bytes = source.bytes
        var text = LogicalText()
        if heredoc.chomps {
            var position = heredoc.content.lowerBound
            while position < heredoc.content.upperBound {
                while position < heredoc.content.upperBound, bytes[position] == 0x09 { position += 1 }
                var end = position
                while end < heredoc.content.upperBound, bytes[end] != 0x0A { end += 1 }
                end = min(end + 1, heredoc.content.upperBound)
                text.append(bytes, position..<end)
                position = end
            }
        } else {
            text.append(bytes, heredoc.content)
        }
        var shell = shell
        if let shebang = Shebang(text.bytes, in: 0..<text.bytes.count) {
            shell = Shell([shebang.interpreter] + shebang.arguments)
        }
        return read(text, shell, .file)
    }

    private static func read(_ text: LogicalText, _ shell: Shell, _ embedding: Embedding) -> EmbeddedScript {
        let isShell = shell.interpreter.isShell
        let script = ShellScript.parse(
            isShell ? text.bytes : [], dialect: shell.interpreter == .bash ? .bash : .posix, options: shell.options,
            embedding: embedding)
        return EmbeddedScript(text: text, shell: script, interpreter: shell.interpreter)
    }

    private static func interpreter(_ path: String) -> EmbeddedScript.Interpreter {
        var name = path.lowercased()
        if let slash = name.lastIndex(where: { $0 == "/" || $0 == "\\" }) {
            name = String(name[name.index(after: slash)...])
        }
        if name.hasSuffix(".exe") { name.removeLast(4) }
        switch name {
        case "sh", "dash", "ash": return .sh
        case "bash", "zsh", "ksh": return .bash
        case "powershell", "pwsh": return .powershell
        case "cmd": return .cmd
        default: return .other(name)
        }
    }

    private static func isWindows(_ image: ImageReference) -> Bool {
        let name = image.repository
        return image.registry == "mcr.microsoft.com" && name.hasPrefix("windows")
            || ["nanoserver", "servercore", "windowsservercore"].contains(image.lastName)
            || (image.tag ?? "").has("windowsservercore") || (image.tag ?? "").has("nanoserver")
    }
}
