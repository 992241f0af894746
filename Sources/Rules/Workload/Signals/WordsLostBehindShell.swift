import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax
import Workload

struct WordsLostBehindShell: Rule {
    static let about = About(
        id: "WL116", since: "0.1", severity: .high,
        title: Text(en: "Words behind `sh -c` that are not part of the command", ja: "`sh -c` の後ろで無視される語"),
        why: Text(
            en:
                "`sh -c` runs the next word only; those behind it become `$0`, `$1` and so on, and the program starts without its arguments.",
            ja: "`sh -c` が実行するのは次の 1 語だけです。それより後ろの語は `$0` や `$1` になり、プログラムは引数なしで起動します。"),
        remedy: Text(
            en: "Write the whole command as one string behind `-c`, or leave the shell out.",
            ja: "`-c` の後ろにコマンド全体を 1 つの文字列で書くか、シェルを使わずに起動してください。"),
        message: Text(en: "the shell runs `{command}` without `{word}`", ja: "シェルは `{word}` を渡さずに `{command}` を実行します"),
        links: ["https://pubs.opengroup.org/onlinepubs/9799919799/utilities/sh.html"],
        answers: ["COST_05.sigterm"],
        fails: [
            "FROM node:22\nCMD [\"sh\", \"-c\", \"node\", ⟦\"server.js\"⟧]",
            "FROM debian:12\nENTRYPOINT [\"/bin/bash\", \"-c\"]\nCMD [\"nginx\", ⟦\"-g\"⟧, \"daemon off;\"]",
        ],
        passes: [
            "FROM node:22\nCMD [\"sh\", \"-c\", \"node server.js\"]",
            "FROM debian:12\nCMD [\"sh\", \"-c\", \"exec app $0 $@\", \"a\"]",
            "FROM debian:12\nENTRYPOINT [\"sh\", \"-c\", \"exec \\\"$@\\\"\", \"--\"]\nCMD [\"app\"]",
            "FROM debian:12\nCMD [\"bash\", \"-c\", \"set -e; ./run\", \"name\"]",
        ],
        fixes: [
            (
                "FROM node:22\nCMD [\"sh\", \"-c\", \"node\", \"server.js\"]",
                "FROM node:22\nCMD [\"node\", \"server.js\"]"
            )
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        guard let config = workload.config, workload.role != .buildOnly else { return }
        let words = CommandLine(config).words.map(\.word)
        guard let shell = words.first, ["sh", "bash", "ash", "dash"].contains(RelativePath.name(shell.raw)),
            let flag = words.dropFirst().firstIndex(where: { $0.raw == "-c" }),
            words[1..<flag].allSatisfy({ $0.raw.hasPrefix("-") }), flag + 2 < words.count
        else { return }
        let script = ShellScript.parse(text: words[flag + 1].raw)
        // One bare word cannot ask for the words behind it; a script with `$1` can, and one of several words is whole.
        guard script.commands.count == 1, script.commands.first?.words.count == 1, !words[flag + 1].raw.contains("$")
        else { return }
        let lost = words[flag + 2]
        let command = words[(flag + 1)...]
        let isOne = CommandLine(config).words.allSatisfy { $0.instruction == CommandLine(config).words[0].instruction }
        let range = shell.range.lowerBound..<(words.last?.range.upperBound ?? shell.range.upperBound)
        let text = command.map { ExecForm.quoted($0.raw) }.joined(separator: ", ")
        let isPlain = command.allSatisfy { !ShellSyntaxInExecForm.isShellSyntax($0.raw) }
        report.fault(
            at: lost.range, ["command": words[flag + 1].raw, "word": lost.raw],
            fix: isOne && isPlain ? .ask(range, text) : nil)
    }
}
