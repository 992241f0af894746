import Basics
import DockerfileSyntax
import RuleKit

struct LabelOutsideSchema: Rule {
    static let about = About(
        id: "DF626", since: "0.1", severity: .low,
        title: Text(en: "Label outside the schema", ja: "スキーマにないラベル"),
        why: Text(
            en: "Where only agreed labels are allowed, another one is most often a misspelt one.",
            ja: "取り決めたラベルだけを許す運用では、それ以外のラベルの多くは書き間違いです。"),
        remedy: Text(
            en: "Correct or remove it, or add it to `label-schema`.", ja: "修正または削除するか、`label-schema` に追加してください。"),
        message: Text(en: "`{key}` is not in the label schema", ja: "`{key}` はラベルのスキーマにありません"),
        links: ["https://docs.docker.com/engine/manage-resources/labels/"],
        aliases: ["DL3050"],
        fails: [
            """
            === plimsoll.yml
            label-schema: {team: text}
            strict-labels: true
            === Dockerfile
            FROM debian:12
            LABEL team=shop ⟦taem⟧=shop
            """,
            """
            === .hadolint.yaml
            strict-labels: true
            === Dockerfile
            FROM debian:12
            LABEL ⟦team⟧=shop
            """,
        ],
        passes: [
            """
            === plimsoll.yml
            label-schema: {team: text}
            === Dockerfile
            FROM debian:12
            LABEL team=shop other=x
            """
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        guard let policy = report.policy, policy.isStrict else { return }
        let known = Set((policy.labels ?? []).map(\.key))
        for instruction in file.instructions where instruction.keyword == .label {
            for pair in instruction.pairs {
                guard let key = pair.key.value, !known.contains(key) else { continue }
                report.fault(at: pair.key.range, ["key": key])
            }
        }
    }
}
