import Basics
import DockerfileSyntax
import RuleKit

struct InvalidJSONForm: Rule {
    static let about = About(
        id: "DF106", since: "0.1", severity: .high,
        title: Text(en: "JSON array expected", ja: "JSON 配列でなければならない引数"),
        why: Text(en: "The builder stops at this line: no image is built.", ja: "ビルダーがこの行で停止し、イメージはビルドされません。"),
        remedy: Text(
            en: "Write an array of strings in double quotes: `[\"a\", \"b\"]`.",
            ja: "ダブルクォートで囲んだ文字列の配列 `[\"a\", \"b\"]` で書いてください。"),
        message: Text(en: "This must be a JSON array of strings", ja: "ここは文字列の JSON 配列でなければなりません"),
        links: ["https://docs.docker.com/reference/dockerfile/#shell"],
        fails: [
            """
            FROM debian:12
            CMD ⟦["sleep", 10]⟧
            """,
            """
            FROM debian:12
            SHELL ⟦/bin/bash -c⟧
            """,
            """
            FROM debian:12
            ENTRYPOINT ⟦[null]⟧
            """,
        ],
        passes: [
            """
            FROM debian:12
            CMD ["sleep", "10"]
            """,
            """
            FROM debian:12
            SHELL ["/bin/bash", "-c"]
            """,
            """
            FROM debian:12
            RUN [ -f /x ] && true
            """,
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        report.faults(in: file, [.nonStringJSON, .shellNotJSON])
    }
}
