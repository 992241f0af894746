import ArgumentParser
import RuleKit
import Rules

struct CompletionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "completions",
        abstract: "Print the completion script of a shell.",
        discussion: """
            bash: plimsoll completions bash > ~/.local/share/bash-completion/completions/plimsoll
            zsh:  plimsoll completions zsh > "${fpath[1]}/_plimsoll"
            fish: plimsoll completions fish > ~/.config/fish/completions/plimsoll.fish
            """
    )

    enum Shell: String, ExpressibleByArgument, CaseIterable {
        case bash, zsh, fish

        var form: CompletionShell {
            switch self {
            case .bash: .bash
            case .zsh: .zsh
            case .fish: .fish
            }
        }
    }

    @Argument(help: "bash, zsh or fish.")
    var shell: Shell

    func run() {
        Terminal.print(Plimsoll.completionScript(for: shell.form) + "\n")
    }
}

extension CompletionKind {
    /// Ids and names of the rules. Asked of the program itself when someone presses the key: no list goes stale.
    static var ruleNames: CompletionKind {
        .custom { _, _, prefix in
            let names = Registry.all.rules.flatMap { [$0.about.id, $0.slug] }
            // A shell that is given what cannot match would have to look through a thousand words.
            return names.filter { prefix.isEmpty || $0.hasPrefix(prefix) }.sorted()
        }
    }
}
