import Basics
import ImageScan
import RuleKit

struct ImageNotSigned: Rule {
    static let about = About(
        id: "IM601", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "The image has no signature", ja: "イメージに署名がない"),
        why: Text(
            en: """
                Whoever may push to the repository can put another image under its tag, and nothing before production can \
                tell the two apart.
                """,
            ja: "リポジトリにプッシュできる人なら同じタグで別のイメージに差し替えられ、本番で動くまでに見分ける手段がありません。"),
        remedy: Text(
            en: "Sign the digest after the push, with AWS Signer (notation), cosign or ECR's managed signing.",
            ja: "プッシュの後に、AWS Signer (notation)、cosign、または ECR のマネージド署名でダイジェストに署名してください。"),
        message: Text(
            en: "No signature of cosign or notation lies beside the image",
            ja: "イメージに cosign や notation の署名が付いていません"),
        proof: Text(
            en: "A signature ({form}) of the image is verified{signer|=|: }{signer}",
            ja: "イメージの署名 ({form}) を検証しました{signer|=|: }{signer}"),
        links: ["https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-signing.html"],
        aliases: ["CIS-DI-0005"],
        differs: Text(
            en: """
                dockle looks at `DOCKER_CONTENT_TRUST` of the machine it runs on, which says nothing of the image. This \
                rule looks for the signature itself.
                """,
            ja: """
                dockle は実行したマシンの環境変数 `DOCKER_CONTENT_TRUST` を見るだけで、イメージについては何もわかりません。\
                このルールは署名そのものを確認します。
                """),
        answers: ["SEC_04.signed"],
        fails: [
            """
            === image
            ⟦⟧NO-SIGNATURES
            """,
            """
            === image
            ⟦⟧SIGNATURE provenance verified
            """,
        ],
        passes: [
            """
            === image
            CMD ["sh"]
            """,
            """
            === image
            SIGNATURE cosign unchecked
            """,
            """
            === image
            SIGNATURE notation refused the certificate has expired
            """,
        ],
        proves: [
            """
            === image
            ⟦⟧SIGNATURE cosign verified
            SIGNATURE provenance unchecked
            """
        ]
    )

    static let forms: Set<SignatureStanding.Form> = [.cosign, .cosignBundle, .notation]

    func check(_ subject: ImageSubject, _ report: inout Report) {
        // Where nobody could look, nothing is said.
        guard let all = subject.image.signatures else { return }
        let found = all.filter { Self.forms.contains($0.form) }
        if found.isEmpty {
            report.fault(at: subject.span)
        } else if let verified = found.first(where: { $0.state == .verified }) {
            let form = verified.form == .notation ? "notation" : "cosign"
            report.holds(at: subject.span, ["form": form, "signer": verified.signer ?? ""])
        } else if found.contains(where: { $0.state == .unchecked }) {
            report.unsure(
                at: subject.span,
                because: subject.isKeyGiven
                    ? Text(en: "no key that was given fits the signature", ja: "指定した鍵はいずれも署名に対応していません")
                    : Text(
                        en:
                            "nothing was given to verify the signature with; name the public key or certificate by `--key`",
                        ja: "署名の検証に使う鍵がありません。公開鍵または証明書を `--key` で指定してください"))
        }
    }
}
