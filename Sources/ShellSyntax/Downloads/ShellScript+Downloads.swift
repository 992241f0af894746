extension ShellScript {
    /// The downloads among the commands, with what is fetched and at once run marked as such.
    static func downloads(_ commands: [Command]) -> [Download] {
        var downloads = commands.compactMap { Download($0) }
        guard !downloads.isEmpty else { return [] }
        var pipes: [Int: (position: Int, execution: Download.Execution)] = [:]
        var substituted: [(commands: Range<Int>, execution: Download.Execution)] = []
        for index in commands.indices {
            guard let program = commands[index].program, runsInput(program) else { continue }
            let command = commands[index]
            if command.context.pipelineIndex > 0, program != "eval" {
                let execution = Download.Execution(interpreter: program, form: .pipe, commandIndex: command.index)
                pipes[command.context.pipelineID] = (command.context.pipelineIndex, execution)
            }
            guard command.hasSubstitution else { continue }
            let words = command.effectiveArguments + command.redirections.map(\.target)
            for substitution in words.flatMap(\.substitutions) {
                let isProcess = substitution.kind == .processInput
                substituted.append(
                    (
                        substitution.commands,
                        Download.Execution(
                            interpreter: program, form: isProcess ? .processSubstitution : .substitution,
                            commandIndex: command.index)
                    ))
            }
        }
        guard !pipes.isEmpty || !substituted.isEmpty else { return downloads }
        substituted.sort { $0.commands.lowerBound < $1.commands.lowerBound }
        for index in downloads.indices {
            let command = commands[downloads[index].commandIndex]
            if let pipe = pipes[command.context.pipelineID], pipe.position > command.context.pipelineIndex {
                downloads[index].pipesInto = pipe.execution
            } else if let owner = innermost(substituted, command.index) {
                downloads[index].pipesInto = owner
            }
        }
        return downloads
    }

    /// The last, and so innermost, substitution that holds a command. The list is sorted by their start.
    private static func innermost(
        _ substituted: [(commands: Range<Int>, execution: Download.Execution)], _ index: Int
    ) -> Download.Execution? {
        var low = 0
        var high = substituted.count
        while low < high {
            let middle = (low + high) / 2
            if substituted[middle].commands.lowerBound <= index { low = middle + 1 } else { high = middle }
        }
        // Substitutions nest no deeper than the reader follows.
        for candidate in substituted[max(0, low - Reader.depthLimit)..<low].reversed()
        where candidate.commands.contains(index) {
            return candidate.execution
        }
        return nil
    }

    /// Whether a program runs what it reads: shells, `eval`, `source`, and script interpreters.
    private static func runsInput(_ program: String) -> Bool {
        if Dialect(interpreter: program) != nil { return true }
        switch program {
        case "eval", "source", ".", "python", "python2", "python3", "perl", "ruby", "node", "php": return true
        default: return program.hasPrefix("python3.")
        }
    }
}
