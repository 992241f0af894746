/// A command that takes the place of the shell: `exec nginx`, `exec "$@"`.
package struct ExecTarget: Sendable {
    package let commandIndex: Int
    package let invocation: Invocation
    /// It is, or ends in, the script's own arguments: `exec "$@"`, `exec tini -- "$@"`.
    package let passesArguments: Bool
}

/// `trap HANDLER SIGNAL…`
package struct Trap: Sendable {
    package enum Action: String, Sendable, Hashable {
        case handle
        /// `trap '' TERM`
        case ignore
        /// `trap - TERM`
        case reset
    }

    package let action: Action
    package let handler: Word
    /// Without `SIG`, in capitals: `TERM`, `INT`, `EXIT`; numbers by name where POSIX names them.
    package let signals: [String]
    package let commandIndex: Int
    package let range: Range<Int>
}

/// A variable that the script sets.
package struct VariableAssignment: Sendable {
    package let name: String
    /// Nil when it is empty, an array, or only declared or read.
    package let value: Word?
    package let isExported: Bool
    /// Only for the one command it stands before: `A=1 make`.
    package let isTemporary: Bool
    package let commandIndex: Int
    package let range: Range<Int>
}

extension ShellScript {
    /// The commands that replace the shell, in source order, with other wrappers (`gosu`, `tini`) taken away.
    package var execTargets: [ExecTarget] {
        commands.compactMap { command in
            guard command.wrappers.contains("exec"), let invocation = command.effective else { return nil }
            let last = command.words[command.words.count - 1]
            return ExecTarget(
                commandIndex: command.index, invocation: invocation,
                passesArguments: last.soleParameter.map { $0.name == "@" || $0.name == "*" } ?? false)
        }
    }

    /// The command whose status is the script's; of several (arms of `case`) the last one.
    package var finalCommand: Command? { commands.last { $0.context.isFinal } }

    /// The `trap` commands.
    package var traps: [Trap] {
        commands.compactMap { command in
            guard command.program == "trap" else { return nil }
            var words = command.effectiveArguments
            if words.first?.literal == "--" { words = words.dropFirst() }
            guard let handler = words.first, words.count > 1 else { return nil }
            if handler.literal == "-p" || handler.literal == "-l" { return nil }
            let action: Trap.Action = handler.literal == "" ? .ignore : handler.literal == "-" ? .reset : .handle
            return Trap(
                action: action, handler: handler, signals: words.dropFirst().map { Self.signal($0.template) },
                commandIndex: command.index, range: command.range)
        }
    }

    private static func signal(_ text: String) -> String {
        switch text {
        case "0": return "EXIT"
        case "1": return "HUP"
        case "2": return "INT"
        case "3": return "QUIT"
        case "6": return "ABRT"
        case "9": return "KILL"
        case "14": return "ALRM"
        case "15": return "TERM"
        default:
            let name = text.uppercased()
            return name.hasPrefix("SIG") ? String(name.dropFirst(3)) : name
        }
    }

    /// Everything that sets a variable: assignments, `export`, `local`, `declare`, `readonly` and `read`.
    package var variablesAssigned: [VariableAssignment] {
        var found: [VariableAssignment] = []
        for command in commands {
            for assignment in command.assignments {
                found.append(
                    VariableAssignment(
                        name: assignment.name, value: assignment.value, isExported: false,
                        isTemporary: !command.words.isEmpty, commandIndex: command.index, range: assignment.range))
            }
            switch command.program {
            case "export", "local", "declare", "typeset", "readonly":
                let options = Options(command.effectiveArguments)
                let exports = command.program == "export" || options.has("-x")
                for word in options.positionals { found.append(Self.declaration(word, exports, command)) }
            case "read":
                let options = Options(
                    command.effectiveArguments, taking: ["-p", "-d", "-n", "-N", "-t", "-u", "-i", "-a"])
                for word in options.positionals { found.append(Self.declaration(word, false, command)) }
            default: break
            }
        }
        return found
    }

    private static func declaration(_ word: Word, _ isExported: Bool, _ command: Command) -> VariableAssignment {
        let text = word.template
        let name = text.utf8.firstIndex(of: Byte.equals).map { String(text[..<$0]) } ?? text
        return VariableAssignment(
            name: name, value: word.afterEquals, isExported: isExported, isTemporary: false,
            commandIndex: command.index, range: word.range)
    }
}
