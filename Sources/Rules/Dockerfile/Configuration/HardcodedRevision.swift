import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct HardcodedRevision: Rule {
    static let about = About(
        id: "DF624", since: "0.1", severity: .low,
        title: Text(en: "Source revision written into the Dockerfile", ja: "Dockerfile に直接書かれたリビジョン"),
        why: Text(
            en: """
                The label names the same revision in each image, and is wrong from the next commit on: what \
                runs cannot be traced to its source.
                """,
            ja: "どのイメージにも同じリビジョンが記録され、次のコミットからは誤りになります。実行中のイメージからソースをたどれません。"),
        remedy: Text(
            en: "Pass it in: `ARG REVISION` and `LABEL org.opencontainers.image.revision=$REVISION`.",
            ja: "`ARG REVISION` と `LABEL org.opencontainers.image.revision=$REVISION` のように、ビルド時に渡してください。"),
        message: Text(
            en: "Each image will claim to be built from `{revision}`",
            ja: "どのイメージも `{revision}` からビルドしたことになります"),
        proof: Text(en: "Source and revision of the image are labelled", ja: "イメージのソースとリビジョンがラベルに記録されています"),
        links: ["https://github.com/opencontainers/image-spec/blob/main/annotations.md"],
        answers: ["REL_04.labels"],
        fails: [
            """
            FROM debian:12
            LABEL org.opencontainers.image.revision=⟦3f2c1a9⟧
            """
        ],
        passes: [
            """
            FROM debian:12
            ARG REVISION
            LABEL org.opencontainers.image.revision=$REVISION
            """,
            """
            FROM debian:12
            LABEL org.opencontainers.image.source=https://example.com/a
            """,
            """
            FROM debian:12 AS a
            LABEL org.opencontainers.image.revision=3f2c1a9
            FROM debian:12
            """,
        ],
        proves: [
            """
            FROM debian:12
            ARG REVISION
            LABEL org.opencontainers.image.source=https://example.com/a ⟦org.opencontainers.image.revision=$REVISION⟧
            """
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        guard let stage = file.lastStage else { return }
        let labels = ImageConfig(file, stage).labels
        guard let revision = labels["org.opencontainers.image.revision"]?.value, let word = revision.value else {
            report.unsure(
                at: stage.image.range,
                because: Text(
                    en: "the pipeline may add the labels when it builds", ja: "ラベルはビルド時にパイプラインで付与されている可能性があります"))
            return
        }
        if !word.raw.contains("$"), word.value?.isEmpty == false {
            report.fault(at: word.range, ["revision": word.shown])
        } else if labels["org.opencontainers.image.source"]?.value.value?.raw.isEmpty == false {
            report.holds(at: revision.range)
        }
    }
}
