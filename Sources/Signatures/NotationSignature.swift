import Basics
import OCIImage
import SwiftASN1
import X509

/// A signature of the Notary Project ("notation"), without the form of its envelope: JWS or COSE.
struct NotationSignature {
    static let artifactType = "application/vnd.cncf.notary.signature"
    private static let payloadType = "application/vnd.cncf.notary.payload.v1+json"

    /// As JOSE names it: `PS256`, `ES384`…
    var algorithm: String
    /// What the signature is over.
    var signed: [UInt8]
    var signature: [UInt8]
    var payload: [UInt8]
    var contentType: String?
    /// Names of headers that whoever verifies must understand.
    var critical: [String]
    /// The `io.cncf.notary.…` headers, without that beginning.
    var attributes: [String: Moment]
    var scheme: String?
    /// Leaf first.
    var certificates: [[UInt8]]
    /// The program that signed; not signed itself.
    var agent: String?

    private static let understood = [
        "io.cncf.notary.signingScheme", "io.cncf.notary.expiry", "io.cncf.notary.authenticSigningTime",
    ]

    func statement(_ image: SignedImage, _ trust: Trust) async -> SignatureStatement {
        var claims: [String: String] = [:]
        claims["scheme"] = scheme.map { Told.short($0) }
        claims["agent"] = agent.map { Told.short($0) }
        for (name, moment) in attributes {
            let told = ["signingTime": "signed-at", "authenticSigningTime": "signed-at", "expiry": "expires"][name]
            if let told { claims[told] = "\(moment.day)T\(moment.clock)Z" }
        }
        var signer: String?
        func refused(_ why: Text) -> SignatureStatement {
            SignatureStatement(form: .notation, state: .refused(why), signer: signer, claims: claims)
        }
        var proof = Trust.Proof()
        for der in certificates.prefix(Trust.chainLimit + 1) {
            guard let certificate = try? Certificate(derEncoded: der) else { return refused(Reason.brokenCertificate) }
            proof.certificates.append(certificate)
        }
        signer = proof.certificates.first.map { CertificateIdentity($0).name }
        guard !proof.certificates.isEmpty else {
            return refused(Text(en: "it brings no certificate along", ja: "証明書が含まれていません"))
        }
        guard contentType == nil || contentType == Self.payloadType, let root = JSONNode(root: payload),
            let target = root["targetArtifact"], let descriptor = Descriptor(target)
        else { return refused(Reason.broken(Text(en: "a payload of the Notary Project", ja: "Notary Project のペイロード"))) }
        if let unknown = critical.first(where: { !Self.understood.contains($0) }) {
            return refused(
                Text(
                    en: "it demands that `\(Told.short(unknown))` is understood, which is not known here",
                    ja: "必須の属性 `\(Told.short(unknown))` に対応していません"))
        }
        switch scheme {
        case "notary.x509": break
        // An authority that signs for others tells when it did, and answers for it.
        case "notary.x509.signingAuthority":
            guard let time = attributes["authenticSigningTime"], time <= trust.now else {
                return refused(Text(en: "its signing time is missing or to come", ja: "署名時刻がないか、未来の時刻です"))
            }
            proof.signedAt = time
        default:
            return refused(
                Text(
                    en: "its signing scheme `\(Told.short(scheme ?? ""))` is not known",
                    ja: "署名方式 `\(Told.short(scheme ?? ""))` に対応していません"))
        }
        let verdict = await trust.verdict(proof) { $0.accepts(signature, of: signed, algorithm: algorithm) }
        claims.merge(verdict.claims) { $1 }
        claims.merge(Told.members(target["annotations"], under: "annotation.")) { old, _ in old }
        if descriptor.digest != image.manifest { claims["signed"] = descriptor.digest.description }
        var statement = SignatureStatement(
            form: .notation, state: verdict.state, signer: verdict.signer ?? signer, claims: claims)
        if !image.isMeant(by: descriptor.digest) {
            statement.state = .refused(Reason.otherImage(descriptor.digest, image))
        } else if let expiry = attributes["expiry"], expiry < trust.now {
            statement.state = .refused(
                Text(en: "the signature expired on \(expiry.day)", ja: "署名の有効期限 (\(expiry.day))が切れています"))
        }
        return statement
    }
}
