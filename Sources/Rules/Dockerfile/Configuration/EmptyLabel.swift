import Basics
import DockerfileSyntax
import RuleKit

struct EmptyLabel: Rule {
    static let about = About(
        id: "DF622", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Label without a value", ja: "値のないラベル"),
        why: Text(
            en: "Tools that select images by it find nothing, and no error tells why.",
            ja: "このラベルでイメージを選ぶツールが、エラーもなく何も見つけられなくなります。"),
        remedy: Text(en: "Give it a value or remove it.", ja: "値を設定するか、削除してください。"),
        message: Text(en: "`{key}` is empty", ja: "`{key}` が空です"),
        links: ["https://docs.docker.com/engine/manage-resources/labels/"],
        aliases: ["DL3051"],
        fails: [
            """
            FROM debian:12
            LABEL ⟦com.example.team=""⟧
            """,
            """
            FROM debian:12
            LABEL a=b ⟦c=⟧
            """,
        ],
        passes: [
            """
            FROM debian:12
            LABEL com.example.team=x
            """,
            """
            FROM debian:12
            ARG REVISION=
            LABEL revision=$REVISION
            """,
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        for instruction in file.instructions where instruction.keyword == .label {
            for pair in instruction.pairs where pair.value?.value == "" && pair.value?.raw.contains("$") == false {
                report.fault(at: pair.range, ["key": pair.key.shown])
            }
        }
    }
}
