import Basics
import OCIImage

/// A DSSE envelope: a payload, its type, and signatures over both.
struct DSSEEnvelope {
    static let mediaType = "application/vnd.dsse.envelope.v1+json"
    private static let signatureLimit = 16

    let payload: [UInt8]
    let payloadType: String
    let signatures: [Signature]

    struct Signature {
        let bytes: [UInt8]
        let keyID: String?
    }

    /// Nil for anything else, an envelope without signatures too.
    init?(_ root: JSONNode) {
        guard let payload = Base64.decode(root["payload"]?.string), let type = root["payloadType"]?.string,
            let list = root["signatures"]
        else { return nil }
        let signatures = list.elements.prefix(Self.signatureLimit).compactMap { item in
            Base64.decode(item["sig"]?.string).map { Signature(bytes: $0, keyID: item["keyid"]?.string) }
        }
        guard !signatures.isEmpty else { return nil }
        self.payload = payload
        payloadType = type
        self.signatures = signatures
    }

    /// What is signed: the "pre-authentication encoding" of DSSE v1.
    var signed: [UInt8] {
        let head = "DSSEv1 \(payloadType.utf8.count) \(payloadType) \(payload.count) "
        return Array(head.utf8) + payload
    }

    /// Judges the envelope as an attestation about the image.
    func statement(_ image: SignedImage, _ trust: Trust, _ proof: Trust.Proof) async -> SignatureStatement {
        guard payloadType == InTotoStatement.mediaType, let statement = InTotoStatement(payload) else {
            return SignatureStatement(
                form: .attestation,
                state: .refused(Reason.broken(Text(en: "an in-toto statement", ja: "in-toto ステートメント"))),
                claims: ["predicate": Told.short(payloadType)])
        }
        var proof = proof
        proof.hint = proof.hint ?? signatures.lazy.compactMap(\.keyID).first { !$0.isEmpty }.map { Told.short($0) }
        let signed = signed
        let verdict = await trust.verdict(proof) { key in
            signatures.contains { key.accepts($0.bytes, of: signed) }
        }
        var result = SignatureStatement(
            form: statement.form, state: verdict.state, signer: verdict.signer,
            claims: verdict.claims.merging(statement.claims) { $1 })
        if let fault = statement.fault(image) { result.state = .refused(fault) }
        if !statement.subjects.contains(image.manifest),
            let other = statement.subjects.first(where: image.isMeant(by:)) ?? statement.subjects.first
        {
            result.claims["signed"] = other.description
        }
        return result
    }
}
