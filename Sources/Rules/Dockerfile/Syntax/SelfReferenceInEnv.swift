import Basics
import DockerfileSyntax
import RuleKit

struct SelfReferenceInEnv: Rule {
    static let about = About(
        id: "DF126", since: "0.1", severity: .medium,
        title: Text(en: "ENV uses a variable that the same ENV sets", ja: "同じ ENV の中で設定した変数の参照"),
        why: Text(
            en: "All values of one ENV are worked out before any of them is set: the variable is still empty.",
            ja: "1 つの ENV の値はすべて設定前に展開されるため、参照した変数はまだ空です。"),
        remedy: Text(en: "Put the second setting into an ENV of its own.", ja: "2 つ目の設定を別の ENV に分けてください。"),
        message: Text(
            en: "`{name}` is set by the same `ENV` and still empty here",
            ja: "`{name}` は同じ `ENV` で設定されるため、ここではまだ空です"),
        links: ["https://docs.docker.com/reference/dockerfile/#environment-replacement"],
        aliases: ["DL3044"],
        differs: Text(
            en: "A variable that an earlier instruction sets is fine: its earlier value is used.",
            ja: "先行する命令で設定済みの変数は、その値が使われるため指摘しません。"),
        fails: [
            """
            FROM debian:12
            ENV APP=/opt/app BIN=⟦$APP⟧/bin
            """,
            """
            FROM debian:12
            ENV A=1 \\
                B=⟦${A}⟧2
            """,
        ],
        passes: [
            """
            FROM debian:12
            ENV APP=/opt/app
            ENV BIN=$APP/bin
            """,
            """
            FROM debian:12
            ENV PATH=/opt/bin:$PATH
            """,
            """
            FROM debian:12
            ENV A=1
            ENV A=2 B=$A
            """,
            """
            FROM debian:12
            ARG A=1
            ENV A=$A B=$A
            """,
        ],
        fixes: [
            (
                "FROM debian:12\nENV APP=/opt/app \\\n    BIN=$APP/bin \\\n    TZ=UTC",
                "FROM debian:12\nENV APP=/opt/app\nENV BIN=$APP/bin \\\n    TZ=UTC"
            )
        ]
    )

    /// The ENV is cut in two before the variable that wants the other.
    private func fix(_ use: Dockerfile.UndefinedVariable, _ pairs: [Pair], _ file: Dockerfile) -> Fix? {
        guard let place = pairs.firstIndex(where: { $0.range.contains(use.range.lowerBound) }), place > 0 else {
            return nil
        }
        let gap = pairs[place - 1].range.upperBound..<pairs[place].range.lowerBound
        guard !file.comments.contains(where: { $0.range.overlaps(gap) }) else { return nil }
        return .ask(gap, "\nENV ")
    }

    func check(_ file: Dockerfile, _ report: inout Report) {
        for use in file.undefinedVariables where file.instructions[use.instruction].keyword == .env {
            let pairs = file.instructions[use.instruction].pairs
            guard let set = pairs.first(where: { $0.key.shown == use.name }),
                set.range.upperBound <= use.range.lowerBound
            else { continue }
            report.fault(at: use.range, ["name": use.name], fix: fix(use, pairs, file))
        }
    }
}
