import Foundation
import SwiftASN1
import X509

/// Whom a certificate is for, as far as it tells.
struct CertificateIdentity {
    /// The alternative name (mail address, workflow), else the subject.
    let name: String
    /// What Fulcio wrote about the build, and who issued it.
    let claims: [String: String]

    /// Fulcio's extensions (sigstore's "OID information"): up to .6 the bare text, from .8 on a UTF8String.
    private static let fulcio: [(last: UInt, claim: String, isString: Bool)] = [
        (1, "issuer", false), (8, "issuer", true), (9, "builder", true), (12, "source", true), (13, "commit", true),
        (14, "ref", true), (3, "commit", false), (5, "source", false), (6, "ref", false),
    ]

    init(_ certificate: Certificate) {
        var claims: [String: String] = [:]
        for item in Self.fulcio where claims[item.claim] == nil {
            let oid: ASN1ObjectIdentifier = [1, 3, 6, 1, 4, 1, 57264, 1, item.last]
            guard let value = certificate.extensions[oid: oid]?.value else { continue }
            if item.isString {
                guard let text = try? ASN1UTF8String(derEncoded: Array(value)) else { continue }
                claims[item.claim] = Told.short(String(decoding: text.bytes, as: UTF8.self))
            } else {
                claims[item.claim] = Told.short(String(decoding: value, as: UTF8.self))
            }
        }
        if claims["issuer"] == nil { claims["issuer"] = Told.short(certificate.issuer.description) }
        self.claims = claims
        let names = try? certificate.extensions.subjectAlternativeNames
        let alternative = names?.lazy.compactMap { name -> String? in
            switch name {
            case .rfc822Name(let text), .uniformResourceIdentifier(let text), .dnsName(let text): text
            default: nil
            }
        }.first
        let subject = certificate.subject.description
        name = Told.short(subject.isEmpty ? alternative ?? "?" : subject)
    }
}
