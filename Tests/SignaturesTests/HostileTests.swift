import Basics
import Crypto
import Foundation
import OCIImage
import Testing

@testable import Signatures

@Suite struct HostileTests {
    private static let types: [(String, String?)] = [
        ("application/vnd.dev.cosign.simplesigning.v1+json", nil), ("application/vnd.dsse.envelope.v1+json", nil),
        ("application/vnd.dev.sigstore.bundle.v0.3+json", nil), ("application/vnd.in-toto+json", nil),
        ("application/jose+json", "application/vnd.cncf.notary.signature"),
        ("application/cose", "application/vnd.cncf.notary.signature"),
        ("application/x-unknown", "application/vnd.cncf.notary.signature"),
    ]

    /// Nothing broken is verified, and nothing ends the program.
    @Test func brokenDocumentsAreNeverVerified() async throws {
        let key = P256.Signing.PrivateKey()
        let leaf = try Maker.issue("test")
        let ring = try Maker.ring(key.publicKey.pemRepresentation, leaf.pem)
        let payload = Maker.payload()
        let envelope = try Maker.envelope(Maker.statement(Maker.image, "https://slsa.dev/provenance/v1", "{}"), key)
        let blobs: [[UInt8]] = [
            [], [0], Array("{}".utf8), Array("[]".utf8), Array("null".utf8), Array(repeating: 0x5B, count: 100_000),
            Array(repeating: 0x81, count: 100_000), [0xD2, 0x84], [0xD2, 0x9B] + Array(repeating: 0xFF, count: 8),
            [0x5B] + Array(repeating: 0xFF, count: 8), [0xFF], [0xD2, 0xBF, 0xFF],
            Array(#"{"payload":"","payloadType":"","signatures":[]}"#.utf8),
            Array(#"{"payload":"!","payloadType":"x","signatures":[{"sig":"%"}]}"#.utf8),
            Array(#"{"verificationMaterial":{"certificate":{"rawBytes":"AAAA"}}}"#.utf8),
            Array(#"{"payload":"e30","protected":"e30","header":{"x5c":["AAAA"]},"signature":"AA"}"#.utf8),
            Array(
                #"{"payload":"e30","protected":"eyJhbGciOiJFUzI1NiJ9","header":{"x5c":["AAAA"]},"signature":"AA"}"#.utf8
            ),
            Array(
                #"{"_type":"https://in-toto.io/Statement/v1","predicateType":"x","subject":[{"digest":{"sha256":"00"}}]}"#
                    .utf8),
        ]
        for (type, artifact) in Self.types {
            for (place, blob) in blobs.enumerated() {
                let attachment = Maker.attachment(
                    type, blob, ["dev.cosignproject.cosign/signature": "AAAA"], artifactType: artifact)
                for statement in await Maker.statements([attachment], ring) {
                    #expect(!statement.isVerified, "\(type) \(place)")
                }
            }
        }
        // Every start of good documents, and each with one byte changed.
        for (type, good) in [(Self.types[0].0, payload), (Self.types[1].0, Array(envelope.utf8))] {
            let signature = Maker.base64(try key.signature(for: good).derRepresentation)
            for place in good.indices {
                var changed = good
                changed[place] ^= 1
                for blob in [Array(good[..<place]), type == Self.types[0].0 ? changed : []] where !blob.isEmpty {
                    let attachment = Maker.attachment(type, blob, ["dev.cosignproject.cosign/signature": signature])
                    let isVerified = await Maker.statements([attachment], ring).contains { $0.isVerified }
                    #expect(!isVerified, "\(type) \(place)")
                }
            }
        }
    }

    @Test func changedEnvelopesOfNotationAreNeverVerified() async throws {
        let leaf = try Maker.issue("test")
        let ring = try Maker.ring(leaf.pem)
        let good = try NotationTests.Envelope(chain: [leaf]).cose()
        #expect(await Maker.one(good, ring)?.isVerified == true)
        let blob = good.blobs[0]
        for place in blob.indices {
            let cut = Maker.attachment(
                "application/cose", Array(blob[..<place]), artifactType: "application/vnd.cncf.notary.signature")
            let isVerified = await Maker.statements([cut], ring).contains { $0.isVerified }
            #expect(!isVerified, "cut at \(place)")
        }
    }

    @Test func annotationsThatAreNoCertificatesAreRefused() async throws {
        let ring = try Maker.ring()
        for text in ["x", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"] {
            let attachment = Maker.cosign(Maker.payload(), [1, 2, 3], certificate: text)
            let statement = await Maker.one(attachment, ring)
            #expect(statement != nil)
            #expect(statement?.isVerified == false)
        }
    }

    @Test(arguments: [
        ("", "no PEM block"), ("hello", "no PEM block"),
        ("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n", "broken or of an unknown kind"),
        ("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "cannot be read"),
        ("-----BEGIN PGP PUBLIC KEY BLOCK-----\nAAAA\n-----END PGP PUBLIC KEY BLOCK-----\n", "neither a public key"),
        (
            "-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED SIGSTORE PRIVATE KEY-----\n",
            "cosign.pub"
        ),
    ])
    func wrongKeyFilesAreTold(_ pem: String, _ words: String) {
        #expect {
            _ = try KeyRing([VerificationKey(pem: pem, name: "wrong.pem")])
        } throws: { error in
            guard let failure = error as? Failure else { return false }
            return failure.code == .invalid && failure.message.en.contains("wrong.pem")
                && failure.message.en.contains(words)
        }
    }

    @Test func base64IsReadAsWritten() {
        for count in 0..<70 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 250) }
            #expect(Base64.decode(Maker.base64(bytes)) == bytes)
            #expect(Base64.decode(Maker.url64(bytes)) == bytes)
        }
        for wrong in ["A", "AAAAA", "A=A", "A A", "é"] { #expect(Base64.decode(wrong) == nil) }
    }
}
