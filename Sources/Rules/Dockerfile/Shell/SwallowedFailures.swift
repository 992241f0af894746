import DockerfileSyntax
import RuleKit
import ShellSyntax

/// Steps of a script whose failure goes unnoticed because more commands follow without `set -e`.
enum SwallowedFailures {
    /// The first command that an image depends on and whose failure the script ignores without saying so.
    static func first(in run: ShellRuns.Run) -> Command? {
        guard run.script.shell.problems.isEmpty, !asksForStatus(run) else { return nil }
        // What a later step, whose failure counts, cannot work without: `wget a.tgz; tar xf a.tgz`.
        let lastUse = run.commands.lastIndex {
            $0.context.failureIsFatal && $0.isVital && $0.packageCall?.manager.isSystem != true
        }
        return run.commands.first { command in
            guard command.isVital, isSwallowed(command, in: run) else { return false }
            return command.packageCall?.installs == true || command.index >= (lastUse ?? 0)
        }
    }

    /// The script looks at `$?`, or traps errors: it takes care of failures by itself.
    private static func asksForStatus(_ run: ShellRuns.Run) -> Bool {
        run.commands.contains { command in
            command.program == "trap" || command.words.contains { $0.variables.contains("?") }
                || command.assignments.contains { $0.value?.variables.contains("?") == true }
        }
    }

    static func isSwallowed(_ command: Command, in run: ShellRuns.Run) -> Bool {
        let context = command.context
        guard !context.failureIsFatal, !context.failureIsTolerated, !context.isFinal, !context.isInTest,
            !context.isNegated, !context.isInSubstitution, !context.isInFunction, !context.isInNestedShell,
            !context.runsInBackground, context.pipelineCount == 1, !context.options.contains(.errexit)
        else { return false }
        return !isRescued(command, run.script.shell.statements)
    }

    /// Whether `|| …` somewhere right of it in its list takes its failure.
    private static func isRescued(_ command: Command, _ statements: [Statement]) -> Bool {
        guard let statement = statements.first(where: { contains($0.range, command.range) }) else { return false }
        guard let index = statement.links.firstIndex(where: { contains($0.pipeline.range, command.range) }) else {
            return true
        }
        if statement.links[(index + 1)...].contains(where: { $0.connector == .or }) { return true }
        // Deeper lists: a group or a body of a loop has its own statements; only those of the last element count.
        for element in statement.links[index].pipeline.elements {
            guard case .compound(let compound) = element, contains(compound.range, command.range) else { continue }
            return isRescued(command, bodies(compound))
        }
        return false
    }

    private static func bodies(_ compound: Compound) -> [Statement] {
        switch compound.kind {
        case .subshell(let body), .group(let body), .each(_, _, let body), .loop(_, let body, _): body
        case .conditional(let branches, let otherwise): branches.flatMap(\.body) + otherwise
        case .choice(_, let arms): arms.flatMap(\.body)
        case .function: []
        }
    }

    private static func contains(_ outer: Range<Int>, _ inner: Range<Int>) -> Bool {
        outer.lowerBound <= inner.lowerBound && inner.upperBound <= outer.upperBound
    }

    /// The program and its verb, without arguments, which may be long or secret.
    static func shown(_ command: Command) -> String {
        let program = command.program ?? ""
        guard let verb = command.packageCall?.rawVerb, !verb.isEmpty else {
            let next = command.effectiveArguments.first?.literal ?? ""
            return next.utf8.allSatisfy { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A } && !next.isEmpty
                && next.utf8.count < 16
                && !command.isDownload ? program + " " + next : program
        }
        return program + " " + verb
    }
}
