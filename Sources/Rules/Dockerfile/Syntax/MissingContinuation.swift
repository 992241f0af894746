import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct MissingContinuation: Rule {
    static let about = About(
        id: "DF102", since: "0.1", severity: .high,
        title: Text(en: "Line break without a backslash", ja: "行末のバックスラッシュの抜け"),
        why: Text(
            en: "The builder takes the next line for an instruction of its own and stops.",
            ja: "ビルダーは次の行を別の命令とみなし、そこで停止します。"),
        remedy: Text(en: "End the line above with a `\\`.", ja: "上の行の末尾に `\\` を付けてください。"),
        message: Text(
            en: "The line above does not continue, so `{word}` is read as an instruction",
            ja: "上の行が継続していないため、`{word}` が命令として読まれます"),
        links: ["https://docs.docker.com/reference/dockerfile/"],
        aliases: ["DL1000"],
        fails: [
            """
            FROM debian:12
            RUN apt-get update &&
                ⟦apt-get⟧ install -y curl
            """,
            """
            FROM debian:12
            RUN make && \\
                make install
                ⟦make⟧ clean
            """,
            """
            FROM debian:12
            RUN apt-get update &&
            ⟦apt-get⟧ install -y curl
            """,
        ],
        passes: [
            """
            FROM debian:12
            RUN apt-get update && \\
                apt-get install -y curl
            """,
            """
            FROM debian:12
            RNU echo
            """,
            """
            FROM debian:12
            RUN echo hello

              apt-get update
            """,
        ],
        fixes: [
            (
                """
                FROM debian:12
                RUN apt-get update &&
                    apt-get install -y curl
                """,
                """
                FROM debian:12
                RUN apt-get update && \\
                    apt-get install -y curl
                """
            )
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        for index in file.instructions.indices where file.instructions[index].keyword == .unknown {
            guard file.followsDirectly(index), file.instructions[index - 1].keyword != .unknown else { continue }
            let word = file.instructions[index].keywordRange
            let before = file.instructions[index - 1]
            let isIndented = file.source.lineStarts[file.source.line(at: word.lowerBound) - 1] < word.lowerBound
            let isOpen = before.script?.shell.problems.contains { $0.kind == .missingCommand } == true
            guard before.heredocs.isEmpty, isIndented && before.keyword != .from || isOpen else { continue }
            let end = file.source.lineRange(file.source.line(at: max(0, before.range.upperBound - 1))).upperBound
            let escape = String(decoding: [file.escape], as: UTF8.self)
            report.fault(
                at: word, ["word": file.instructions[index].keywordText],
                fix: .ask(before.range.upperBound..<end, " " + escape))
        }
    }
}
