import Basics
import ImageScan
import OCIImage
import RuleKit

struct MissingRevisionLabel: Rule {
    static let about = About(
        id: "IM505", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "No label names the source revision", ja: "ソースのリビジョンを示すラベルがない"),
        why: Text(
            en: "When a running task fails, nobody can tell from its image which commit it is.",
            ja: "稼働中のタスクに障害が起きたとき、イメージからどのコミットなのかを特定できません。"),
        remedy: Text(
            en: """
                Have the build set `org.opencontainers.image.revision`, `.source` and `.version`, by `--label` or by \
                `docker/metadata-action`.
                """,
            ja: """
                ビルド時に `--label` や `docker/metadata-action` で `org.opencontainers.image.revision`、`.source`、`.version` \
                を付けてください。
                """),
        message: Text(
            en: "The image has no label `org.opencontainers.image.revision`",
            ja: "イメージに `org.opencontainers.image.revision` ラベルがありません"),
        proof: Text(
            en: "The image's labels name the revision `{revision}` of `{source}`",
            ja: "イメージのラベルに `{source}` のリビジョン `{revision}` が記録されています"),
        links: ["https://github.com/opencontainers/image-spec/blob/main/annotations.md"],
        answers: ["REL_04.labels"],
        fails: [
            """
            === image
            ⟦⟧LABEL org.opencontainers.image.source=https://example.com/app
            """,
            """
            === image
            ⟦⟧LABEL vcs-ref=8c1a5b2
            LABEL org.opencontainers.image.revision=
            """,
        ],
        passes: [
            """
            === image
            LABEL org.opencontainers.image.revision=3f2c1a9
            """,
            """
            === image
            LABEL org.label-schema.vcs-ref=3f2c1a9
            """,
        ],
        proves: [
            """
            === image
            ⟦⟧LABEL org.opencontainers.image.revision=3f2c1a9
            LABEL org.opencontainers.image.source=https://example.com/app
            """
        ]
    )

    func check(_ subject: ImageSubject, _ report: inout Report) {
        let labels = subject.image.configuration.labels
        func label(_ names: String...) -> String? { names.lazy.compactMap { labels[$0] }.first { !$0.isEmpty } }
        guard let revision = label("org.opencontainers.image.revision", "org.label-schema.vcs-ref") else {
            report.fault(at: subject.span)
            return
        }
        guard let source = label("org.opencontainers.image.source", "org.label-schema.vcs-url") else { return }
        report.holds(
            at: subject.span, ["revision": String(revision.prefix(64)), "source": String(source.prefix(200))])
    }
}
