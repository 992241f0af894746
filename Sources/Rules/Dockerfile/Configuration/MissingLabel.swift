import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct MissingLabel: Rule {
    static let about = About(
        id: "DF625", since: "0.1", severity: .low,
        title: Text(en: "Label that the schema asks for is missing", ja: "スキーマで必須のラベルの欠落"),
        why: Text(
            en: "Inventories and alarms that look an image up by this label do not find it.",
            ja: "このラベルを手がかりにする台帳や監視から、イメージが漏れてしまいます。"),
        remedy: Text(
            en: "Set it with `LABEL`, or take it out of `label-schema`.",
            ja: "`LABEL` で設定するか、`label-schema` から外してください。"),
        message: Text(en: "The image has no label `{key}`", ja: "イメージにラベル `{key}` がありません"),
        links: ["https://docs.docker.com/engine/manage-resources/labels/"],
        aliases: ["DL3049"],
        differs: Text(
            en: "Only the image that is shipped has to carry the labels, not each stage.",
            ja: "ラベルを求めるのは配布するイメージだけで、途中のステージには求めません。"),
        fails: [
            """
            === plimsoll.yml
            label-schema: {team: text, version: semver}
            === Dockerfile
            FROM debian:12 AS build
            FROM ⟦debian:12⟧
            LABEL version=1.2.3
            """
        ],
        passes: [
            """
            === .hadolint.yaml
            label-schema: {team: text, version: semver}
            === Dockerfile
            FROM debian:12 AS base
            LABEL team=shop
            FROM base
            LABEL version="$VERSION"
            """,
            "FROM debian:12",
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        guard let labels = report.policy?.labels, let stage = workload.stage, let config = workload.config else {
            return
        }
        for label in labels where config.labels[label.key] == nil {
            report.fault(at: stage.image.range, ["key": label.key])
        }
    }
}
