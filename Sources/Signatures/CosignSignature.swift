import Basics
import OCIImage
import SwiftASN1
import X509

/// A signature as cosign keeps it under the tag `sha256-….sig`: the "simple signing" document is the layer, the
/// signature and what belongs to it are the layer's annotations.
enum CosignSignature {
    static let mediaType = "application/vnd.dev.cosign.simplesigning.v1+json"
    private static let kinds = ["cosign container image signature", "https://sigstore.dev/cosign/sign/v1"]

    static func statement(
        _ layer: Descriptor, _ payload: [UInt8], _ image: SignedImage, _ trust: Trust
    ) async -> SignatureStatement {
        func refused(_ why: Text) -> SignatureStatement { SignatureStatement(form: .cosign, state: .refused(why)) }
        guard let signature = Base64.decode(layer.annotations["dev.cosignproject.cosign/signature"]), !signature.isEmpty
        else { return refused(Reason.broken(Text(en: "signed: it has no signature", ja: "署名を持つ文書"))) }
        guard let root = JSONNode(root: payload), let critical = root["critical"], critical.isObject,
            let kind = critical["type"]?.string, kinds.contains(kind),
            let digest = critical["image"]?["docker-manifest-digest"]?.string.flatMap({ Digest($0) })
        else {
            return refused(Reason.broken(Text(en: "a payload of cosign", ja: "cosign のペイロード")))
        }
        let proof: Trust.Proof
        do throws(Failure) { proof = try CosignSignature.proof(layer.annotations) } catch {
            return refused(error.message)
        }
        let verdict = await trust.verdict(proof) { $0.accepts(signature, of: payload) }
        var statement = SignatureStatement(
            form: .cosign, state: verdict.state, signer: verdict.signer, claims: verdict.claims)
        if let name = critical["identity"]?["docker-reference"]?.string, !name.isEmpty {
            statement.claims["reference"] = Told.short(name) as String
        }
        statement.claims.merge(Told.members(root["optional"], under: "optional.")) { old, _ in old }
        if digest != image.manifest { statement.claims["signed"] = digest.description }
        if !image.isMeant(by: digest) { statement.state = .refused(Reason.otherImage(digest, image)) }
        return statement
    }

    /// The certificate and its chain among annotations, of signatures and of attestations.
    static func proof(_ annotations: [String: String]) throws(Failure) -> Trust.Proof {
        var proof = Trust.Proof(isShortLived: true)
        for name in ["dev.sigstore.cosign/certificate", "dev.sigstore.cosign/chain"] {
            guard let pem = annotations[name], !pem.isEmpty else { continue }
            // A chain without a certificate would put an authority in the signer's place.
            if name.hasSuffix("chain"), proof.certificates.isEmpty { continue }
            do {
                for document in try PEMDocument.parseMultiple(pemString: pem).prefix(Trust.chainLimit + 1) {
                    proof.certificates.append(try Certificate(pemDocument: document))
                }
            } catch { throw Failure(.invalid, Reason.brokenCertificate) }
        }
        return proof
    }
}
