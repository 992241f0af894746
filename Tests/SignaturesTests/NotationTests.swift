import Basics
import Crypto
import CryptoExtras
import Foundation
import OCIImage
import Testing
import X509

@testable import Signatures

@Suite struct NotationTests {
    struct Envelope {
        var digest = Maker.image
        var header = """
            {"alg":"ES256","cty":"application/vnd.cncf.notary.payload.v1+json","crit":["io.cncf.notary.signingScheme"],\
            "io.cncf.notary.signingScheme":"notary.x509","io.cncf.notary.signingTime":"2026-05-01T10:00:00Z"}
            """
        var chain: [Maker.Issued]

        var payload: [UInt8] {
            Array(
                """
                {"targetArtifact":{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"\(digest)",\
                "size":700,"annotations":{"build":"7"}}}
                """.utf8)
        }

        func jws(tampered: Bool = false) throws -> OCIImage.Attachment {
            let head = Maker.url64(header.utf8)
            let body = Maker.url64(payload)
            let signature = try chain[0].key.signature(for: Data("\(head).\(body)".utf8)).rawRepresentation
            let sent = tampered ? Maker.url64(payload + [0x20]) : body
            let certificates = try chain.map { "\"\(Maker.base64(try $0.der))\"" }.joined(separator: ",")
            let text = """
                {"payload":"\(sent)","protected":"\(head)","header":{"x5c":[\(certificates)],\
                "io.cncf.notary.signingAgent":"notation/1.3"},"signature":"\(Maker.url64(signature))"}
                """
            return Maker.attachment(
                "application/jose+json", Array(text.utf8), artifactType: "application/vnd.cncf.notary.signature")
        }

        func cose(tampered: Bool = false) throws -> OCIImage.Attachment {
            func text(_ value: String) -> [UInt8] { CBOR.head(3, value.utf8.count) + Array(value.utf8) }
            func bytes(_ value: [UInt8]) -> [UInt8] { CBOR.head(2, value.count) + value }
            var header: [UInt8] = CBOR.head(5, 5)
            header += [1, 0x26]  // alg: ES256, which is -7
            header += [2] + CBOR.head(4, 1) + text("io.cncf.notary.signingScheme")
            header += [3] + text("application/vnd.cncf.notary.payload.v1+json")
            header += text("io.cncf.notary.signingScheme") + text("notary.x509")
            header += text("io.cncf.notary.signingTime") + [0xC1] + CBOR.head(0, 1_777_600_000)
            let signed =
                CBOR.head(4, 4) + text("Signature1") + bytes(header) + bytes([]) + bytes(payload)
            let signature = Array(try chain[0].key.signature(for: signed).rawRepresentation)
            var envelope: [UInt8] = [0xD2] + CBOR.head(4, 4) + bytes(header)
            envelope += CBOR.head(5, 1) + [0x18, 33] + CBOR.head(4, chain.count)
            for issued in chain { envelope += bytes(try issued.der) }
            envelope += bytes(tampered ? payload + [0x20] : payload) + bytes(signature)
            return Maker.attachment(
                "application/cose", envelope, artifactType: "application/vnd.cncf.notary.signature")
        }
    }

    @Test func aChainToTheGivenAuthorityVerifies() async throws {
        let root = try Maker.issue("root", authority: true)
        let middle = try Maker.issue("middle", by: root, authority: true)
        let leaf = try Maker.issue("signer", by: middle)
        let envelope = Envelope(chain: [leaf, middle, root])
        let ring = try Maker.ring(root.pem)
        for (good, bad) in [
            (try envelope.jws(), try envelope.jws(tampered: true)),
            (try envelope.cose(), try envelope.cose(tampered: true)),
        ] {
            let statement = try #require(await Maker.one(good, ring))
            #expect(statement.isVerified)
            #expect(statement.form == .notation)
            #expect(statement.signer == "CN=signer")
            #expect(statement.claims["issuer"] == "CN=middle")
            #expect(statement.claims["scheme"] == "notary.x509")
            #expect(statement.claims["signed-at"]?.hasPrefix("2026-05-01T") == true)
            #expect(statement.claims["annotation.build"] == "7")
            #expect(await Maker.one(good, try Maker.ring())?.doubt == Reason.noKey.en)
            #expect(await Maker.one(bad, ring)?.refusal == Reason.notOfCertificate.en)
            let stranger = try Maker.issue("root", authority: true)
            #expect(await Maker.one(good, try Maker.ring(stranger.pem))?.refusal == Reason.otherAuthority.en)
        }
        #expect(await Maker.one(try envelope.jws(), ring)?.claims["agent"] == "notation/1.3")
    }

    @Test func aSelfSignedCertificateThatIsGivenVerifies() async throws {
        let leaf = try Maker.issue("test")
        #expect(await Maker.one(try Envelope(chain: [leaf]).jws(), try Maker.ring(leaf.pem))?.isVerified == true)
    }

    @Test func whatMustNotSignIsRefused() async throws {
        let root = try Maker.issue("root", authority: true)
        let ring = try Maker.ring(root.pem)
        let expired = try Maker.issue("expired", by: root, to: "2026-03-01")
        let server = try Maker.issue("server", by: root, usage: .serverAuth)
        let plain = try Maker.issue("plain", by: root, usage: nil)
        // Issued by a signer, which is no authority.
        let leaf = try Maker.issue("signer", by: root)
        let below = try Maker.issue("below", by: leaf)
        #expect(await Maker.one(try Envelope(chain: [expired]).jws(), ring)?.refusal?.contains("2026-03-01") == true)
        #expect(await Maker.one(try Envelope(chain: [server]).jws(), ring)?.refusal == Reason.wrongUsage.en)
        #expect(await Maker.one(try Envelope(chain: [plain]).jws(), ring)?.isVerified == true)
        #expect(await Maker.one(try Envelope(chain: [below, leaf]).jws(), ring)?.refusal == Reason.otherAuthority.en)
        #expect(await Maker.one(try Envelope(digest: Maker.other, chain: [leaf]).jws(), ring)?.refusal != nil)
        let long = [leaf] + Array(repeating: root, count: 6)
        #expect(await Maker.one(try Envelope(chain: long).jws(), ring)?.refusal == Reason.longChain.en)
        // An authority that has expired since carries no one.
        let old = try Maker.issue("old", to: "2026-03-01", authority: true)
        let orphan = try Maker.issue("orphan", by: old)
        #expect(
            await Maker.one(try Envelope(chain: [orphan]).jws(), try Maker.ring(old.pem))?.refusal
                == Reason.expiredAuthority.en)
    }

    @Test(
        arguments: [
            (#""io.cncf.notary.expiry":"2026-05-02T00:00:00Z""#, "expired on 2026-05-02"),
            (#""io.cncf.notary.expiry":"2026-09-02T00:00:00Z""#, nil),
            (#""io.cncf.notary.expiry":"never""#, "is not an envelope"),
        ] as [(String, String?)])
    func signaturesExpire(_ attribute: String, _ refusal: String?) async throws {
        let leaf = try Maker.issue("test")
        var envelope = Envelope(chain: [leaf])
        envelope.header = String(envelope.header.dropLast()) + "," + attribute + "}"
        let statement = try #require(await Maker.one(try envelope.jws(), try Maker.ring(leaf.pem)))
        if let refusal {
            #expect(statement.refusal?.contains(refusal) == true)
        } else {
            #expect(statement.isVerified)
        }
    }

    @Test func headersThatMustBeUnderstoodAre() async throws {
        let leaf = try Maker.issue("test")
        let ring = try Maker.ring(leaf.pem)
        var envelope = Envelope(chain: [leaf])
        let header = envelope.header
        envelope.header = header.replacing(#""crit":["#, with: #""crit":["io.cncf.notary.verificationPlugin","#)
        #expect(await Maker.one(try envelope.jws(), ring)?.refusal?.contains("verificationPlugin") == true)
        envelope.header = header.replacing(#""notary.x509""#, with: #""notary.magic""#)
        #expect(await Maker.one(try envelope.jws(), ring)?.refusal?.contains("notary.magic") == true)
        envelope.header = header.replacing("ES256", with: "none")
        #expect(await Maker.one(try envelope.jws(), ring)?.refusal == Reason.notOfCertificate.en)
    }

    @Test func aSigningAuthorityTellsTheTime() async throws {
        let root = try Maker.issue("root", authority: true)
        let leaf = try Maker.issue("signer", by: root, to: "2026-03-01")
        let ring = try Maker.ring(root.pem)
        var envelope = Envelope(chain: [leaf])
        let header = envelope.header.replacing(#""notary.x509""#, with: #""notary.x509.signingAuthority""#)
        envelope.header = header.replacing("signingTime\":\"2026-05-01", with: "authenticSigningTime\":\"2026-02-01")
        #expect(await Maker.one(try envelope.jws(), ring)?.isVerified == true)
        envelope.header = header.replacing("signingTime", with: "authenticSigningTime")
        #expect(await Maker.one(try envelope.jws(), ring)?.refusal?.contains("2026-03-01") == true)
        envelope.header = header
        #expect(await Maker.one(try envelope.jws(), ring)?.refusal?.contains("signing time") == true)
    }

    @Test func rsaSignsWithPSS() throws {
        let key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
        let message = Array("message".utf8)
        let cases: [(String, _RSA.Signing.RSASignature)] = [
            ("PS256", try key.signature(for: SHA256.hash(data: message), padding: .PSS)),
            ("PS384", try key.signature(for: SHA384.hash(data: message), padding: .PSS)),
            ("PS512", try key.signature(for: SHA512.hash(data: message), padding: .PSS)),
        ]
        for (algorithm, signature) in cases {
            let bytes = Array(signature.rawRepresentation)
            for asked in ["PS256", "PS384", "PS512", "ES256", "RS256"] {
                #expect(
                    SigningKey.rsa(key.publicKey).accepts(bytes, of: message, algorithm: asked) == (asked == algorithm))
            }
        }
    }
}
