import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct CdInsteadOfWorkdir: Rule {
    static let about = About(
        id: "DF405", since: "0.1", severity: .style, set: .style,
        title: Text(en: "cd instead of WORKDIR", ja: "WORKDIR の代わりに cd を使用"),
        why: Text(
            en: "A `cd` holds for one `RUN` only, and readers must follow it to know where the build works.",
            ja: "`cd` はその `RUN` の中だけで有効なため、作業ディレクトリを読み手が追う必要があります。"),
        remedy: Text(
            en: "Name the directory by `WORKDIR` where more than one instruction works in it.",
            ja: "複数の命令が同じディレクトリで作業する場合は `WORKDIR` で指定してください。"),
        message: Text(en: "`cd {directory}` begins this `RUN`", ja: "この `RUN` は `cd {directory}` で始まっています"),
        links: ["https://docs.docker.com/reference/dockerfile/#workdir"],
        aliases: ["DL3003", "DS-0013"],
        differs: Text(
            en:
                "Only a `cd` to a fixed absolute path at the start of a `RUN` counts; one in a subshell or later does not.",
            ja: "`RUN` の先頭で固定の絶対パスへ移動する `cd` だけを報告します。サブシェル内や途中の `cd` は対象外です。"),
        answers: ["COST_04.workdir"],
        yieldsTo: ["DF406"],
        fails: ["FROM debian:13\nRUN ⟦cd /usr/src/app⟧ && make"],
        passes: [
            "FROM debian:13\nWORKDIR /usr/src/app\nRUN make",
            "FROM debian:13\nRUN (cd /tmp && tar xf /a.tar)",
            "FROM debian:13\nRUN git clone https://example.com/a /a && cd /a && make",
            "FROM debian:13\nRUN cd \"$(mktemp -d)\" && make -f /Makefile",
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        for run in ShellRuns.of(file) {
            guard let first = run.commands.first, first.program == "cd", first.context.subshellDepth == 0,
                let directory = first.effectiveArguments.first?.literal, directory.hasPrefix("/")
            else { continue }
            report.fault(at: run.place(first.range), ["directory": directory])
        }
    }
}
