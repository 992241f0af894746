import Basics
import OCIImage
import SwiftASN1
import X509

/// A Sigstore bundle (0.1 to 0.3): a signature or a DSSE envelope with all that is needed to verify it.
enum SigstoreBundle {
    static func isMediaType(_ type: String) -> Bool { type.hasPrefix("application/vnd.dev.sigstore.bundle") }

    static func statement(_ bytes: [UInt8], _ image: SignedImage, _ trust: Trust) async -> SignatureStatement {
        func refused(_ why: Text) -> SignatureStatement {
            SignatureStatement(form: .cosignBundle, state: .refused(why))
        }
        guard let root = JSONNode(root: bytes), root.isObject, let material = root["verificationMaterial"] else {
            return refused(Reason.broken(Text(en: "a Sigstore bundle", ja: "Sigstore バンドル")))
        }
        guard let proof = proof(material) else { return refused(Reason.brokenCertificate) }
        if let node = root["dsseEnvelope"] {
            guard let envelope = DSSEEnvelope(node) else {
                return refused(Reason.broken(Text(en: "a DSSE envelope", ja: "DSSE エンベロープ")))
            }
            return await envelope.statement(image, trust, proof)
        }
        guard let message = root["messageSignature"], let signature = Base64.decode(message["signature"]?.string),
            message["messageDigest"]?["algorithm"]?.string == "SHA2_256",
            let value = Base64.decode(message["messageDigest"]?["digest"]?.string),
            let digest = Digest(.sha256, hex: Hex.text(value)), let known = KnownSHA256(hex: digest.hex)
        else { return refused(Reason.broken(Text(en: "a Sigstore bundle", ja: "Sigstore バンドル"))) }
        var isUndecided = false
        var verdict = await trust.verdict(proof) { key in
            guard let answer = key.accepts(signature, ofSHA256: known) else {
                isUndecided = true
                return false
            }
            return answer
        }
        if isUndecided, case .refused = verdict.state { verdict.state = .unchecked(Reason.noLog) }
        var statement = SignatureStatement(
            form: .cosignBundle, state: verdict.state, signer: verdict.signer, claims: verdict.claims)
        if digest != image.manifest { statement.claims["signed"] = digest.description }
        if !image.isMeant(by: digest) { statement.state = .refused(Reason.otherImage(digest, image)) }
        return statement
    }

    /// Nil for certificates that cannot be read.
    private static func proof(_ material: JSONNode) -> Trust.Proof? {
        var proof = Trust.Proof(isShortLived: true)
        proof.hint = material["publicKey"]?["hint"]?.string.map { Told.short($0) }
        var nodes = material["x509CertificateChain"]?["certificates"]?.elements ?? []
        if let node = material["certificate"] { nodes.insert(node, at: 0) }
        for node in nodes.prefix(Trust.chainLimit + 1) {
            guard let der = Base64.decode(node["rawBytes"]?.string), let certificate = try? Certificate(derEncoded: der)
            else { return nil }
            proof.certificates.append(certificate)
        }
        return proof
    }
}
