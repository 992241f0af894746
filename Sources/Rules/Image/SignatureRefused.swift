import Basics
import ImageScan
import RuleKit

struct SignatureRefused: Rule {
    static let about = About(
        id: "IM602", since: "0.1", severity: .high,
        title: Text(en: "A signature of the image does not hold", ja: "イメージの署名の検証に失敗する"),
        why: Text(
            en: """
                Either the image is not the one that was signed, or the signature is no longer worth anything. A deployment \
                that verifies will refuse it; one that does not may run somebody else's image.
                """,
            ja: """
                署名されたイメージと異なるか、署名が無効になっています。署名を検証する環境ではデプロイが拒否され、\
                検証しない環境では第三者のイメージが動くおそれがあります。
                """),
        remedy: Text(
            en: "Find out who pushed this image; rebuild from the known commit and sign the new digest.",
            ja: "このイメージをプッシュした人を確認し、正しいコミットから再ビルドして、新しいダイジェストに署名してください。"),
        message: Text(
            en: """
                The {form|notation=notation signature|cosign=cosign signature|provenance=provenance|sbom=package list|\
                attestation} of the image is refused
                """,
            ja: """
                イメージの{form|notation= notation 署名|cosign= cosign 署名|provenance=来歴情報 (provenance) |sbom= SBOM |\
                構成証明}の検証に失敗しました
                """),
        links: ["https://docs.sigstore.dev/cosign/verifying/verify/"],
        answers: ["SEC_04.signed"], onlyFaults: ["SEC_04.signed"],
        fails: [
            """
            === image
            ⟦⟧SIGNATURE cosign refused the digest is of another image
            """,
            """
            === image
            ⟦⟧SIGNATURE cosign verified
            SIGNATURE provenance refused it is signed by another key
            """,
        ],
        passes: [
            """
            === image
            SIGNATURE cosign verified
            SIGNATURE cosign refused it is signed by another key
            """,
            """
            === image
            SIGNATURE notation unchecked
            """,
            """
            === image
            NO-SIGNATURES
            """,
        ]
    )

    func check(_ subject: ImageSubject, _ report: inout Report) {
        let all = subject.image.signatures ?? []
        let verified = Set(all.filter { $0.state == .verified }.map { Self.kind($0.form) })
        var told: Set<String> = []
        for signature in all {
            guard case .refused(let reason) = signature.state else { continue }
            // Others may have signed as well: one good signature of the kind is enough.
            let kind = Self.kind(signature.form)
            guard !verified.contains(kind), told.insert(kind).inserted else { continue }
            let form = signature.form == .cosignBundle ? "cosign" : signature.form.rawValue
            report.fault(at: subject.span, ["form": form], related: [.init(subject.span, reason)])
        }
    }

    private static func kind(_ form: SignatureStanding.Form) -> String {
        ImageNotSigned.forms.contains(form) ? "signature" : form.rawValue
    }
}
