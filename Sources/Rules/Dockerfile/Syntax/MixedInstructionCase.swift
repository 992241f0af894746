import Basics
import DockerfileSyntax
import RuleKit

struct MixedInstructionCase: Rule {
    static let about = About(
        id: "DF121", since: "0.1", severity: .style, set: .style,
        title: Text(en: "Instructions in mixed case", ja: "大文字と小文字が混在した命令"),
        why: Text(en: "Instructions are harder to tell from their arguments.", ja: "命令と引数の見分けが付きにくくなります。"),
        remedy: Text(en: "Write all instructions in the same case.", ja: "すべての命令を同じ書き方 (大文字または小文字) にそろえてください。"),
        message: Text(
            en: "`{word}` is not written like the other instructions",
            ja: "`{word}` の大文字・小文字がほかの命令とそろっていません"),
        links: ["https://docs.docker.com/reference/build-checks/consistent-instruction-casing/"],
        aliases: ["ConsistentInstructionCasing"],
        fails: [
            """
            FROM debian:12
            ⟦run⟧ make
            CMD ["x"]
            """,
            """
            FROM debian:12
            ⟦Copy⟧ a b
            """,
        ],
        passes: [
            """
            FROM debian:12
            RUN make
            """,
            """
            from debian:12
            run make
            """,
        ],
        fixes: [
            (
                """
                FROM debian:12
                run make
                CMD ["x"]
                """,
                """
                FROM debian:12
                RUN make
                CMD ["x"]
                """
            )
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        let known = file.instructions.filter { $0.keyword != .unknown }
        let lower = known.count { $0.keywordText == $0.keyword.rawValue.lowercased() }
        let upper = known.count { $0.keywordText == $0.keyword.rawValue }
        for instruction in known {
            let right = lower > upper ? instruction.keyword.rawValue.lowercased() : instruction.keyword.rawValue
            if instruction.keywordText == right { continue }
            report.fault(
                at: instruction.keywordRange, ["word": instruction.keywordText],
                fix: .safe(instruction.keywordRange, right))
        }
    }
}
