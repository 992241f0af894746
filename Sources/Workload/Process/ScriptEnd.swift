import ShellSyntax

/// How a script hands over to the program it starts.
enum ScriptEnd {
    /// It becomes the program.
    case exec(Command)
    /// It waits for its last command; `isSimple` when that is a command of its own, in no loop, pipe or condition.
    case waits(Command, isSimple: Bool)
    /// Its last command runs in the background and nothing waits.
    case background
    /// It traps the signal and passes it on.
    case forwards
    case unknown

    static func of(_ script: ShellScript) -> ScriptEnd {
        if script.commands.isEmpty { return .unknown }
        let top = script.commands.filter { !$0.context.isInSubstitution && !$0.context.isInFunction }
        if top.contains(where: trapsTermination) { return .forwards }
        // An `exec` anywhere before the end takes over when its branch is taken; the last one that is not
        // conditional always does.
        let execs = top.filter { $0.wrappers.first == "exec" && $0.words.count > 1 && !$0.context.isInNestedShell }
        if let last = execs.last(where: { !$0.context.isConditional }) { return .exec(last) }
        guard let last = top.last(where: { !$0.words.isEmpty }) else { return .unknown }
        if last.wrappers.first == "exec", last.words.count > 1 {
            // Every branch ends in an exec: any of them shows the way.
            return .exec(last)
        }
        if !execs.isEmpty { return .unknown }
        if last.context.runsInBackground { return .background }
        if last.program == "wait" || last.context.isInLoop || last.context.isConditional { return .unknown }
        // Builtins are no programs to wait for.
        if ["exit", "return", "true", ":", "set", "cd", "echo", "export", "printf"].contains(last.program ?? "") {
            return .unknown
        }
        let isSimple =
            last.context.pipelineCount == 1 && !last.context.isNegated && last.context.subshellDepth == 0
            && last.context.before != .or && last.kind == .simple
        return .waits(last, isSimple: isSimple)
    }

    private static func trapsTermination(_ command: Command) -> Bool {
        command.program == "trap"
            && command.arguments.contains { ["TERM", "SIGTERM", "15"].contains($0.literal ?? "") }
    }
}
