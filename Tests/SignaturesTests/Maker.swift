import Basics
import Crypto
import CryptoExtras
import Foundation
import SwiftASN1
import X509

@testable import OCIImage
@testable import Signatures

/// Makes keys, certificates, signatures and what is kept beside an image.
enum Maker {
    static let now = Moment("2026-06-01T12:00:00Z") ?? Moment(seconds: 0)
    static let image = digest("image")
    static let other = digest("another image")
    static let index = digest("index")

    static func digest(_ text: String) -> OCIImage.Digest {
        OCIImage.Digest(sha256Hex: Signatures.Hex.text(SHA256.hash(data: Data(text.utf8))))
    }

    static func ring(_ pems: String...) throws -> KeyRing {
        try KeyRing(pems.enumerated().map { VerificationKey(pem: $1, name: "key\($0).pem") })
    }

    static func statements(
        _ attachments: [OCIImage.Attachment], _ ring: KeyRing, at now: Moment = now, indexes: Set<OCIImage.Digest> = []
    ) async -> [SignatureStatement] {
        await SignatureVerifier(image: SignedImage(manifest: image, indexes: indexes), keys: ring, now: now)
            .statements(attachments)
    }

    static func one(
        _ attachment: OCIImage.Attachment, _ ring: KeyRing, at now: Moment = now
    ) async -> SignatureStatement? {
        let all = await statements([attachment], ring, at: now)
        return all.count == 1 ? all[0] : nil
    }

    // MARK: Attachments

    /// What every manifest needs and no test looks at.
    private static let config = Descriptor(
        mediaType: "application/vnd.oci.image.config.v1+json", digest: digest("{}"), size: 2)

    static func attachment(
        _ type: String, _ blob: [UInt8], _ annotations: [String: String] = [:], artifactType: String? = nil
    ) -> OCIImage.Attachment {
        let manifest = ImageManifest(
            mediaType: MediaType.ociManifest, artifactType: artifactType, config: config,
            layers: [Descriptor(mediaType: type, digest: image, size: blob.count, annotations: annotations)])
        return OCIImage.Attachment(manifest: manifest, digest: image, blobs: [blob])
    }

    static func payload(_ digest: OCIImage.Digest = image) -> [UInt8] {
        Array(
            """
            {"critical":{"identity":{"docker-reference":"registry.example/app"},"image":{"docker-manifest-digest":\
            "\(digest)"},"type":"cosign container image signature"},"optional":{"team":"harbour"}}
            """.utf8)
    }

    static func cosign(
        _ payload: [UInt8], _ signature: some Sequence<UInt8>, certificate: String? = nil
    ) -> OCIImage.Attachment {
        var annotations = ["dev.cosignproject.cosign/signature": base64(signature)]
        annotations["dev.sigstore.cosign/certificate"] = certificate
        return attachment("application/vnd.dev.cosign.simplesigning.v1+json", payload, annotations)
    }

    static func statement(_ digest: OCIImage.Digest = image, _ type: String, _ predicate: String) -> [UInt8] {
        Array(
            """
            {"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"app","digest":{"sha256":"\(digest.hex)"}}],\
            "predicateType":"\(type)","predicate":\(predicate)}
            """.utf8)
    }

    static func envelope(
        _ statement: [UInt8], type: String = "application/vnd.in-toto+json", _ key: P256.Signing.PrivateKey
    )
        throws -> String
    {
        let signed = Array("DSSEv1 \(type.utf8.count) \(type) \(statement.count) ".utf8) + statement
        let signature = try key.signature(for: signed).derRepresentation
        return """
            {"payload":"\(base64(statement))","payloadType":"\(type)","signatures":[{"keyid":"","sig":"\(base64(signature))"}]}
            """
    }

    static func base64(_ bytes: some Sequence<UInt8>) -> String { Data(bytes).base64EncodedString() }

    static func url64(_ bytes: some Sequence<UInt8>) -> String {
        base64(bytes).replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    // MARK: Certificates

    struct Issued {
        let key: P256.Signing.PrivateKey
        let certificate: Certificate

        var pem: String { get throws { try certificate.serializeAsPEM().pemString } }
        var der: [UInt8] { get throws { Array(try certificate.serializeAsPEM().derBytes) } }
    }

    static func issue(
        _ name: String, by issuer: Issued? = nil, from start: String = "2026-01-01", to end: String = "2027-01-01",
        authority: Bool = false, usage: ExtendedKeyUsage.Usage? = .codeSigning
    ) throws -> Issued {
        let key = P256.Signing.PrivateKey()
        let subject = try DistinguishedName { CommonName(name) }
        var extensions = try Certificate.Extensions {
            Critical(authority ? BasicConstraints.isCertificateAuthority(maxPathLength: nil) : .notCertificateAuthority)
            Critical(KeyUsage(digitalSignature: !authority, keyCertSign: authority))
        }
        if let usage, !authority {
            try extensions.append(try Certificate.Extension(try ExtendedKeyUsage([usage]), critical: true))
        }
        let certificate = try Certificate(
            version: .v3, serialNumber: .init(), publicKey: .init(key.publicKey), notValidBefore: date(start),
            notValidAfter: date(end), issuer: issuer?.certificate.subject ?? subject, subject: subject,
            signatureAlgorithm: .ecdsaWithSHA256, extensions: extensions,
            issuerPrivateKey: .init(issuer?.key ?? key))
        return Issued(key: key, certificate: certificate)
    }

    static func date(_ text: String) -> Date { Date(timeIntervalSince1970: Double((Moment(text) ?? now).seconds)) }
}

extension SignatureStatement {
    var isVerified: Bool { state == .verified }
    /// The English reason.
    var refusal: String? { if case .refused(let why) = state { why.en } else { nil } }
    var doubt: String? { if case .unchecked(let why) = state { why.en } else { nil } }
}
