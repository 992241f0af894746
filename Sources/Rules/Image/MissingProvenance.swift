import Basics
import ImageScan
import RuleKit

struct MissingProvenance: Rule {
    static let about = About(
        id: "IM604", since: "0.1", severity: .low, set: .style,
        title: Text(en: "No provenance beside the image", ja: "イメージに来歴情報がない"),
        why: Text(
            en: """
                SLSA provenance tells from which commit, by which builder and with which inputs an image was made. Without \
                it that can only be believed.
                """,
            ja: """
                SLSA の来歴情報 (provenance) は、イメージのビルド元コミット、ビルダー、入力を示します。ないと確認する手段がありません。
                """),
        remedy: Text(
            en: """
                Build with `docker buildx build --provenance=mode=max --push`, or attest with `cosign attest` or \
                `actions/attest-build-provenance`.
                """,
            ja: """
                `docker buildx build --provenance=mode=max --push` でビルドするか、`cosign attest` や \
                `actions/attest-build-provenance` で付与してください。
                """),
        message: Text(en: "No provenance lies beside the image", ja: "イメージに来歴情報 (provenance) が付いていません"),
        links: ["https://docs.docker.com/build/metadata/attestations/slsa-provenance/"],
        fails: [
            """
            === image
            ⟦⟧NO-SIGNATURES
            """,
            """
            === image
            ⟦⟧SIGNATURE cosign verified
            """,
        ],
        passes: [
            """
            === image
            CMD ["sh"]
            """,
            """
            === image
            SIGNATURE provenance unchecked
            """,
        ]
    )

    func check(_ subject: ImageSubject, _ report: inout Report) {
        guard let all = subject.image.signatures, !all.contains(where: { $0.form == .provenance }) else { return }
        report.fault(at: subject.span)
    }
}
