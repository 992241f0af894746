import Basics
import DockerfileSyntax
import RuleKit

struct LabelOfWrongForm: Rule {
    static let about = About(
        id: "DF627", since: "0.1", severity: .medium,
        title: Text(en: "Label against the schema", ja: "スキーマに反するラベルの値"),
        why: Text(
            en: "Programs that read the label by its agreed form fail or skip the image.",
            ja: "取り決めた形式でラベルを読むプログラムが失敗したり、イメージを読み飛ばしたりします。"),
        remedy: Text(en: "Write the value in the form `{type}`.", ja: "値を `{type}` の形式で書いてください。"),
        message: Text(en: "`{key}` must be of the form `{type}`", ja: "`{key}` は `{type}` の形式でなければなりません"),
        links: ["https://docs.docker.com/engine/manage-resources/labels/"],
        aliases: ["DL3052", "DL3053", "DL3054", "DL3055", "DL3056", "DL3058"],
        differs: Text(
            en: "A value from a variable is not judged; an SPDX expression counts as well as one identifier.",
            ja: "変数で与えられる値は判定しません。SPDX は単独の識別子だけでなく式も認めます。"),
        fails: [
            """
            === .hadolint.yaml
            label-schema: {version: semver, created: rfc3339, doc: url, rev: hash, licence: spdx, contact: email}
            === Dockerfile
            FROM debian:12
            LABEL version=⟦v1⟧ created=⟦today⟧ doc=⟦"not a link"⟧ rev=⟦xyz⟧ licence=⟦"Apache 2"⟧ contact=⟦nobody⟧
            """
        ],
        passes: [
            """
            === plimsoll.yml
            label-schema: {version: semver, created: rfc3339, doc: url, rev: hash, licence: spdx, contact: email, t: text}
            === Dockerfile
            FROM debian:12
            LABEL version=1.2.3-rc.1+b created=2026-02-03T04:05:06Z doc=urn:a:b rev=0123abc licence=MIT contact=a@b.c t=x
            """,
            """
            === plimsoll.yml
            label-schema: {version: semver}
            === Dockerfile
            FROM debian:12
            LABEL version=$VERSION other=x
            """,
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        guard let labels = report.policy?.labels else { return }
        for instruction in file.instructions where instruction.keyword == .label {
            for pair in instruction.pairs {
                guard let label = labels.first(where: { $0.key == pair.key.value }), let word = pair.value,
                    let value = word.value, !word.raw.contains("$"), !value.isEmpty,
                    !LabelForm.isValid(value, as: label.type)
                else { continue }
                report.fault(at: word.range, ["key": label.key, "type": label.type.rawValue])
            }
        }
    }
}
