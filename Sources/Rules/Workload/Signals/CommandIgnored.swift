import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax
import Workload

struct CommandIgnored: Rule {
    static let about = About(
        id: "WL112", since: "0.1", severity: .high,
        title: Text(en: "CMD is never used", ja: "CMD が使われない"),
        why: Text(
            en:
                "An `ENTRYPOINT` in shell form takes no arguments: `CMD` and the task definition's `command` are dropped without a word.",
            ja: "シェル形式の `ENTRYPOINT` は引数を受け取りません。`CMD` もタスク定義の `command` も、警告なしに無視されます。"),
        remedy: Text(
            en: "Write `ENTRYPOINT` as a JSON array, or delete the `CMD`.",
            ja: "`ENTRYPOINT` を JSON 配列で書くか、`CMD` を削除してください。"),
        message: Text(
            en: "`CMD` is dropped by the shell form `ENTRYPOINT`", ja: "シェル形式の `ENTRYPOINT` により `CMD` は無視されます"),
        links: ["https://docs.docker.com/reference/dockerfile/#understand-how-cmd-and-entrypoint-interact"],
        answers: ["12F_12.same-image"],
        fails: ["FROM debian:12\nENTRYPOINT /run.sh\nCMD ⟦[\"--port\", \"80\"]⟧"],
        passes: [
            "FROM debian:12\nENTRYPOINT [\"/run.sh\"]\nCMD [\"--port\", \"80\"]",
            "FROM debian:12\nENTRYPOINT /run.sh",
            "FROM debian:12 AS base\nCMD [\"a\"]\nFROM base\nENTRYPOINT /run.sh",
            "FROM debian:12\nENTRYPOINT exec /run.sh \"$0\" \"$@\"\nCMD [\"a\"]",
        ],
        fixes: [
            (
                "FROM debian:12\nENTRYPOINT /run.sh\nCMD [\"--port\", \"80\"]",
                "FROM debian:12\nENTRYPOINT [\"/run.sh\"]\nCMD [\"--port\", \"80\"]"
            ),
            (
                "FROM debian:12\nENTRYPOINT exec /run.sh --all\nCMD [\"/other.sh\"]",
                "FROM debian:12\nENTRYPOINT exec /run.sh --all"
            ),
        ]
    )

    /// Options are meant for the entrypoint, which gets them in exec form; anything else never ran.
    private func fix(_ script: EmbeddedScript, _ index: Int, _ workload: Workload) -> Fix? {
        let file = workload.dockerfile
        let command = file.instructions[index]
        if command.isJSON, command.words.first?.raw.hasPrefix("-") == true {
            guard let entrypoint = workload.config?.entrypoint?.instruction, let words = ExecForm.words(script.shell),
                file.instructions[entrypoint].heredocs.isEmpty
            else { return nil }
            return .ask(
                file.instructions[entrypoint].argumentsSpan, ExecForm.text(words),
                note: Text(
                    en: "The program gets the words of `CMD` now.", ja: "プログラムに `CMD` の引数が渡されるようになります。"))
        }
        return Fix(.ask, [file.removing(index)])
    }

    func check(_ workload: Workload, _ report: inout Report) {
        guard let config = workload.config, workload.role != .buildOnly else { return }
        let line = CommandLine(config)
        guard let index = line.ignoredCommand, let script = line.script, script.interpreter.isShell,
            // `sh -c` gets the words of CMD behind the text, but a script must ask for them.
            !script.shell.commands.contains(where: { command in
                command.words.contains { !$0.variables.filter { ["@", "*", "0", "1"].contains($0) }.isEmpty }
            })
        else { return }
        let instruction = workload.dockerfile.instructions[index]
        let entrypoint = config.entrypoint.map { workload.dockerfile.instructions[$0.instruction].argumentsSpan }
        report.fault(
            at: instruction.argumentsSpan, fix: fix(script, index, workload),
            related: entrypoint.map {
                [.init(workload.dockerfile.source.span($0), Text(en: "the shell form", ja: "シェル形式の指定"))]
            } ?? [])
    }
}
