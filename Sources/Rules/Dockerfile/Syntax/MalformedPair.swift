import Basics
import DockerfileSyntax
import RuleKit

struct MalformedPair: Rule {
    static let about = About(
        id: "DF108", since: "0.1", severity: .high,
        title: Text(en: "Setting without name or equals sign", ja: "名前または等号のない設定"),
        why: Text(en: "The builder stops at this line: no image is built.", ja: "ビルダーがこの行で停止し、イメージはビルドされません。"),
        remedy: Text(
            en: "Write `NAME=value`, with quotes around a value that holds spaces.",
            ja: "`NAME=value` の形で書き、空白を含む値は引用符で囲んでください。"),
        message: Text(en: "This is no `NAME=value`", ja: "`NAME=value` の形になっていません"),
        links: ["https://docs.docker.com/reference/dockerfile/#env"],
        yieldsTo: ["DF103"],
        fails: [
            """
            FROM debian:12
            ENV A=1 ⟦B⟧
            """,
            """
            FROM debian:12
            LABEL note=two ⟦words⟧
            """,
            """
            FROM debian:12
            ENV ⟦=1⟧
            """,
            """
            FROM debian:12
            ARG ⟦=1⟧
            """,
        ],
        passes: [
            """
            FROM debian:12
            ENV A=1 B=2
            """,
            """
            FROM debian:12
            ENV A one two
            """,
            """
            FROM debian:12
            LABEL note="two words"
            """,
            """
            FROM debian:12
            ENV A=two\\ words
            """,
            """
            FROM debian:12
            ARG A B
            """,
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        report.faults(in: file, [.missingEquals, .blankName])
    }
}
