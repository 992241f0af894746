import ArgumentParser
import Foundation
import Testing

@testable import plimsoll

struct CompletionTests {
    @Test(arguments: CompletionsCommand.Shell.allCases)
    func theShellAcceptsItsScript(shell: CompletionsCommand.Shell) throws {
        let script = try Program.run("completions", shell.rawValue)
        #expect(script.code == 0)
        #expect(script.output.contains("doctor") && script.output.contains("fail-on"))
        // Without the shell there is nothing to ask; CI has bash at least.
        guard Program.isInstalled(shell.rawValue) else { return }
        let folder = try TestFolder(["script": Data(script.output.utf8)])
        let check = try Program.start(shell.rawValue, ["-n", folder.path("script")])
        #expect(check.code == 0, "\(check.errors)")
    }

    struct Line: Sendable, CustomTestStringConvertible {
        let words: [String]
        let offers: Set<String>
        let withholds: Set<String>

        var testDescription: String { words.joined(separator: " ") }
    }

    /// Presses the key in a real bash: the words as they stand, the last of them unfinished.
    @Test(arguments: [
        Line(words: ["plimsoll", "re"], offers: ["review"], withholds: ["doctor", "man"]),
        Line(words: ["plimsoll", "review", "--format", ""], offers: ["sarif", "html"], withholds: ["review"]),
        Line(words: ["plimsoll", "review", "--level", "st"], offers: ["strict", "style"], withholds: ["calm"]),
        Line(words: ["plimsoll", "explain", "DF20"], offers: ["DF201", "DF202"], withholds: ["DF301", "root-user"]),
        Line(words: ["plimsoll", "explain", "untagged-"], offers: ["untagged-base-image"], withholds: ["DF201"]),
        Line(words: ["plimsoll", "fix", "--rule", "root-"], offers: ["root-user"], withholds: ["DF201"]),
        Line(words: ["plimsoll", "completions", ""], offers: ["bash", "zsh", "fish"], withholds: []),
    ])
    func bashOffers(line: Line) throws {
        let script = """
            PATH=\(Program.program.deletingLastPathComponent().path):$PATH
            source <(plimsoll completions bash)
            COMP_WORDS=("$@")
            COMP_CWORD=$(($# - 1))
            COMP_LINE="$*"
            COMP_POINT=${#COMP_LINE}
            _plimsoll "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}" 2> /dev/null
            printf '%s\\n' "${COMPREPLY[@]}"
            """
        let result = try Program.start("bash", ["-c", script, "bash"] + line.words)
        let offered = Set(result.output.split(whereSeparator: \.isNewline).map { $0.filter { $0 != " " } })
        #expect(line.offers.isSubset(of: offered), "\(offered)\n\(result.errors)")
        #expect(line.withholds.isDisjoint(with: offered), "\(offered)")
    }
}
