import Basics
import DockerfileSyntax
import ShellSyntax
import Workload

/// A command that runs when the container starts, before or as the application.
struct StartCommand {
    /// From the program's name on, expansions as written.
    var words: [String]
    var place: Span
    /// Behind a pipe: the program that reads its output.
    var reader: String?
    /// Whether it runs only in some cases.
    var isConditional: Bool

    var program: String { words.first.map { RelativePath.name($0) } ?? "" }
    var text: String { words.joined(separator: " ") }
    /// The words that are no options.
    var plain: [String] { words.dropFirst().filter { !$0.hasPrefix("-") } }
    func has(_ options: String...) -> Bool { words.contains { options.contains($0) } }

    /// Those of start scripts, of shell forms, and of the exec form with what it leads to.
    static func all(_ workload: Workload) -> [StartCommand] {
        var found: [StartCommand] = []
        for part in StartScript.all(workload) {
            let commands = part.shell.commands
            for (index, command) in commands.enumerated() {
                guard let effective = command.effective else { continue }
                let words = [effective.nameWord] + effective.arguments
                let isPiped = command.context.after == .pipe
                let reader = isPiped && index + 1 < commands.count ? commands[index + 1].program : nil
                found.append(
                    StartCommand(
                        words: words.map(\.template), place: part.place(effective.range), reader: reader,
                        isConditional: command.context.isConditional || command.context.isInFunction))
            }
        }
        for link in (workload.process?.links ?? []) + [workload.process?.missed].compactMap({ $0 })
        where [.runner, .program].contains(link.kind) && !link.words.isEmpty {
            let place = link.place
            if found.contains(where: { $0.place.path == place.path && $0.place.bytes.overlaps(place.bytes) }) {
                continue
            }
            found.append(StartCommand(words: link.words, place: place, reader: nil, isConditional: false))
        }
        return found
    }

    /// Whether everything that starts could be read.
    static func isComplete(_ workload: Workload) -> Bool {
        guard let chain = workload.process else { return false }
        if case .unknown = chain.verdict { return false }
        return true
    }
}
