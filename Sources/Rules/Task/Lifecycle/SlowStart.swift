import Basics
import ECSModel
import RuleKit
import ShellSyntax
import Workload

/// Work between the start of a container and its first answer, as its start commands show it.
struct SlowStart {
    var command: String
    var place: Span

    static func of(_ container: TaskSubject.Container) -> SlowStart? {
        if container.startsAsImage {
            guard let workload = container.workload, workload.startsOnECS else { return nil }
            let found = StartCommand.all(workload).first { !$0.isConditional && isWork($0) }
            return found.map { SlowStart(command: $0.text, place: $0.place) }
        }
        for key in ["entryPoint", "command"] {
            for item in container.definition.term[key]?.items ?? [] {
                guard let text = item.string, text.utf8.contains(UInt8(ascii: " ")) else { continue }
                for command in ShellScript.parse(text: text).commands {
                    guard let effective = command.effective else { continue }
                    let words = ([effective.nameWord] + effective.arguments).map(\.template)
                    let start = StartCommand(
                        words: words, place: item.span, isConditional: command.context.isConditional)
                    if !start.isConditional, isWork(start) {
                        return SlowStart(command: start.text, place: item.span)
                    }
                }
            }
        }
        return nil
    }

    private static func isWork(_ command: StartCommand) -> Bool {
        MigratesAtStart.migrates(command) || InstallsAtStart.installs(command) || BuildsAtStart.builds(command)
            || DownloadsAtStart.downloads(command)
    }
}
