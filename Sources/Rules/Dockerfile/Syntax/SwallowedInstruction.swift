import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct SwallowedInstruction: Rule {
    static let about = About(
        id: "DF103", since: "0.1", severity: .high,
        title: Text(en: "Instruction swallowed by the line above", ja: "上の行に取り込まれた命令"),
        why: Text(
            en: """
                The line above ends in a `\\`, so this instruction becomes an argument of it and never takes \
                effect.
                """,
            ja: "上の行が `\\` で終わっているため、この命令は上の行の引数になり、実行されません。"),
        remedy: Text(
            en: "Take the `\\`, and an `&&` before it, off the line above.",
            ja: "上の行の末尾の `\\` と、その前の `&&` を取り除いてください。"),
        message: Text(en: "`{word}` belongs to the instruction above", ja: "`{word}` が上の命令の一部になっています"),
        links: ["https://docs.docker.com/reference/dockerfile/"],
        fails: [
            """
            FROM debian:12
            RUN apt-get update && \\
            ⟦COPY⟧ . /app
            """,
            """
            FROM debian:12
            RUN make \\

            ⟦CMD⟧ ["./run"]
            """,
            """
            FROM debian:12
            ENV A=1 \\
            ⟦RUN⟧ make
            """,
        ],
        passes: [
            """
            FROM debian:12
            CMD ["echo", \\
            "COPY", "x"]
            """,
            """
            FROM debian:12
            RUN echo \\
              USER
            """,
            """
            FROM debian:12
            RUN cat > /Dockerfile <<EOF
            FROM debian
            COPY a b
            EOF
            """,
            """
            FROM debian:12
            RUN echo 'x \\
            COPY a b'
            """,
            """
            FROM debian:12
            RUN make \\
                && copy a b
            """,
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        for problem in file.problems where problem.code == .missingEquals {
            let word = problem.arguments["word"] ?? ""
            guard Self.names.contains(word), file.beginsLine(problem.range.lowerBound) else { continue }
            report.fault(at: problem.range, ["word": word])
        }
        for instruction in file.instructions where instruction.keyword != .unknown {
            for range in words(of: instruction) where file.beginsLine(range.lowerBound) {
                report.fault(at: range, ["word": file.source.text(range)])
            }
        }
    }

    private static let names = Set(Keyword.allCases.filter { $0 != .unknown && $0 != .from }.map(\.rawValue))

    /// The places of unquoted words that are instructions in capitals, with something behind them.
    private func words(of instruction: Instruction) -> [Range<Int>] {
        var found: [Range<Int>] = []
        if let script = instruction.script {
            for command in script.shell.commands {
                for word in command.words.dropLast() {
                    guard let literal = word.literal, !word.isQuoted, Self.names.contains(literal) else { continue }
                    found.append(script.sourceRange(word.range))
                }
            }
        } else if !instruction.isJSON {
            for word in instruction.words.dropLast() where Self.names.contains(word.raw) { found.append(word.range) }
        }
        return found
    }
}
