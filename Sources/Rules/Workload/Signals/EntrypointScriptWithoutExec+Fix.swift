import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax
import Workload

extension EntrypointScriptWithoutExec {
    private static let unreached = Text(
        en: "The commands behind it no longer run.", ja: "この後に続くコマンドは実行されなくなります。")

    /// CMD as a JSON array, where a script that ends in `"$@"` would get `/bin/sh -c` and its text.
    private func argumentsShell(_ workload: Workload) -> (edit: Edit, isSame: Bool)? {
        guard let config = workload.config else { return nil }
        let line = CommandLine(config)
        guard let script = line.shellArguments, let index = line.scriptInstruction,
            let exec = StartEdits.exec(script.shell, workload)
        else { return nil }
        return (Edit(workload.dockerfile.instructions[index].argumentsSpan, exec.text), exec.isSame)
    }

    /// `web &` and `wait` are one command, when there is no other job.
    func job(_ workload: Workload, _ chain: ProcessChain, _ place: Span) -> Fix? {
        guard chain.background.filter({ $0.place != chain.missed?.place }).isEmpty,
            let script = workload.scripts.first(where: { $0.source.path == place.path }),
            let command = script.shell.commands.first(where: { $0.range == place.bytes }), command.wrappers.isEmpty,
            command.assignments.isEmpty, let waiting = script.shell.commands.last, waiting.program == "wait",
            waiting.index == command.index + 1,
            let index = script.shell.statements.firstIndex(where: { $0.range.lowerBound == command.range.lowerBound }),
            index + 2 == script.shell.statements.count
        else { return nil }
        var end = command.range.upperBound
        while end < script.range.upperBound, [0x20, 0x09].contains(script.source.bytes[end]) { end += 1 }
        guard end < script.range.upperBound, script.source.bytes[end] == UInt8(ascii: "&") else { return nil }
        let path = place.path == workload.dockerfile.source.path ? nil : place.path
        let start = command.range.lowerBound
        guard let removal = CommandEdits.remove(waiting, from: script.shell, of: script.source, path: path) else {
            return nil
        }
        return Fix(
            .ask,
            [
                Edit(path: path, start..<start, "exec "), Edit(path: path, command.range.upperBound..<end + 1, ""),
                removal,
            ])
    }

    func fix(_ workload: Workload, _ chain: ProcessChain, _ place: Span) -> Fix? {
        guard chain.canBecome, let script = workload.scripts.first(where: { $0.source.path == place.path }) else {
            return nil
        }
        let end = min(place.bytes.upperBound, script.range.upperBound)
        let rest = script.source.bytes[end..<script.range.upperBound]
        // Commands that follow would no longer run.
        let isLast = rest.allSatisfy { $0 == 0x0A || $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }
        let start = place.bytes.lowerBound
        let path = place.path == workload.dockerfile.source.path ? nil : place.path
        var edits = [Edit(path: path, start..<start, "exec ")]
        // What the script becomes is a shell of its own, when CMD is in shell form.
        let command = argumentsShell(workload)
        if let command { edits.append(command.edit) }
        // The signal that arrives now must be handled, or nothing is won.
        if let program = chain.missed, StopHandler.isMissing(program, workload),
            let handler = StopHandler.edit(program, workload)
        {
            return Fix(.ask, edits + [handler], note: StopHandler.note)
        }
        guard isLast, command?.isSame != false else {
            return Fix(.ask, edits, note: command?.isSame == false ? StartEdits.packageNote : Self.unreached)
        }
        return Fix(.safe, edits)
    }
}
