import Basics
import DockerfileSyntax
import RuleKit

struct InstructionBeforeFrom: Rule {
    static let about = About(
        id: "DF114", since: "0.1", severity: .high,
        title: Text(en: "Instruction before the first FROM", ja: "最初の FROM より前の命令"),
        why: Text(en: "The builder stops at this line: no image is built.", ja: "ビルダーがこの行で停止し、イメージはビルドされません。"),
        remedy: Text(en: "Begin with FROM; only ARG may stand before it.", ja: "FROM から始めてください。その前に置けるのは ARG だけです。"),
        message: Text(
            en: "`{instruction}` stands before the first `FROM`",
            ja: "`{instruction}` が最初の `FROM` より前にあります"),
        links: ["https://docs.docker.com/reference/dockerfile/#format"],
        aliases: ["DL3061"],
        fails: [
            """
            ⟦ENV⟧ A=1
            FROM debian:12
            """,
            """
            ARG A=1
            ⟦RUN⟧ true
            FROM debian:12
            """,
        ],
        passes: [
            """
            ARG A=1
            FROM debian:12
            """,
            """
            # syntax=docker/dockerfile:1
            FROM debian:12
            """,
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        report.faults(in: file, [.instructionBeforeFrom])
    }
}
