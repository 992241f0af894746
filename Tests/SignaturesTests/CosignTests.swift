import Basics
import Crypto
import CryptoExtras
import Foundation
import OCIImage
import Testing

@testable import Signatures

@Suite struct CosignTests {
    @Test func everyKindOfKeyVerifies() async throws {
        let payload = Maker.payload()
        let p256 = P256.Signing.PrivateKey()
        let p384 = P384.Signing.PrivateKey()
        let p521 = P521.Signing.PrivateKey()
        let rsa = try _RSA.Signing.PrivateKey(keySize: .bits2048)
        let ed = Curve25519.Signing.PrivateKey()
        let edPEM =
            "-----BEGIN PUBLIC KEY-----\n"
            + Maker.base64(
                [0x30, 0x2A, 0x30, 5, 6, 3, 0x2B, 0x65, 0x70, 3, 0x21, 0] + Array(ed.publicKey.rawRepresentation))
            + "\n-----END PUBLIC KEY-----\n"
        let cases: [(String, [UInt8])] = [
            (p256.publicKey.pemRepresentation, Array(try p256.signature(for: payload).derRepresentation)),
            (p384.publicKey.pemRepresentation, Array(try p384.signature(for: payload).derRepresentation)),
            (
                p384.publicKey.pemRepresentation,
                Array(try p384.signature(for: SHA256.hash(data: payload)).derRepresentation)
            ),
            (p521.publicKey.pemRepresentation, Array(try p521.signature(for: payload).derRepresentation)),
            (
                rsa.publicKey.pemRepresentation,
                Array(try rsa.signature(for: payload, padding: .insecurePKCS1v1_5).rawRepresentation)
            ),
            (
                rsa.publicKey.pkcs1PEMRepresentation,
                Array(try rsa.signature(for: payload, padding: .PSS).rawRepresentation)
            ),
            (edPEM, Array(try ed.signature(for: payload))),
        ]
        let stranger = try Maker.ring(P256.Signing.PrivateKey().publicKey.pemRepresentation)
        for (place, (pem, signature)) in cases.enumerated() {
            let ring = try Maker.ring(pem)
            let good = try #require(await Maker.one(Maker.cosign(payload, signature), ring))
            #expect(good.isVerified, "case \(place)")
            #expect(good.form == .cosign)
            #expect(good.signer?.hasPrefix("key0.pem (SHA256:") == true)
            #expect(good.claims["reference"] == "registry.example/app")
            #expect(good.claims["optional.team"] == "harbour")
            #expect(await Maker.one(Maker.cosign(payload + [0x20], signature), ring)?.refusal != nil, "case \(place)")
            #expect(await Maker.one(Maker.cosign(payload, signature), stranger)?.refusal != nil, "case \(place)")
            let none = await Maker.one(Maker.cosign(payload, signature), try Maker.ring())
            #expect(none?.doubt == Reason.noKey.en)
        }
    }

    @Test func aSignatureOfAnotherImageIsRefused() async throws {
        let key = P256.Signing.PrivateKey()
        let ring = try Maker.ring(key.publicKey.pemRepresentation)
        let payload = Maker.payload(Maker.other)
        let attachment = Maker.cosign(payload, try key.signature(for: payload).derRepresentation)
        let statement = try #require(await Maker.one(attachment, ring))
        #expect(statement.refusal?.contains(Maker.other.short) == true)
        #expect(statement.claims["signed"] == Maker.other.description)
        // Without a key it is wrong as well.
        #expect(await Maker.one(attachment, try Maker.ring())?.refusal != nil)
    }

    @Test func theIndexThatHoldsTheImageMayBeSigned() async throws {
        let key = P256.Signing.PrivateKey()
        let ring = try Maker.ring(key.publicKey.pemRepresentation)
        let payload = Maker.payload(Maker.index)
        let attachment = Maker.cosign(payload, try key.signature(for: payload).derRepresentation)
        #expect(await Maker.statements([attachment], ring, indexes: [Maker.index]).first?.isVerified == true)
        #expect(await Maker.statements([attachment], ring, indexes: [Maker.other]).first?.refusal != nil)
    }

    @Test func aSignatureOfAnotherKindIsRefused() async throws {
        let key = P256.Signing.PrivateKey()
        let ring = try Maker.ring(key.publicKey.pemRepresentation)
        let text = String(decoding: Maker.payload(), as: UTF8.self)
        let payload = Array(text.replacing("cosign container image signature", with: "atomic container signature").utf8)
        let attachment = Maker.cosign(payload, try key.signature(for: payload).derRepresentation)
        #expect(await Maker.one(attachment, ring)?.refusal != nil)
    }

    @Test func keylessIsHeldAgainstTheAuthority() async throws {
        let root = try Maker.issue("root", authority: true)
        let leaf = try Maker.issue("signer", by: root)
        let payload = Maker.payload()
        let attachment = Maker.cosign(
            payload, try leaf.key.signature(for: payload).derRepresentation, certificate: try leaf.pem)
        #expect(await Maker.one(attachment, try Maker.ring(root.pem))?.isVerified == true)
        let unknown = await Maker.one(attachment, try Maker.ring())
        #expect(unknown?.doubt == Reason.noKey.en)
        #expect(unknown?.signer == "CN=signer")
        #expect(unknown?.claims["issuer"] == "CN=root")
        let stranger = try Maker.issue("root", authority: true)
        #expect(await Maker.one(attachment, try Maker.ring(stranger.pem))?.refusal == Reason.otherAuthority.en)
        let key = P256.Signing.PrivateKey().publicKey.pemRepresentation
        #expect(await Maker.one(attachment, try Maker.ring(key))?.doubt == Reason.noAuthority.en)
        #expect(await Maker.one(attachment, try Maker.ring(leaf.key.publicKey.pemRepresentation))?.isVerified == true)
    }

    @Test func aCertificateOfTenMinutesIsToldHonestly() async throws {
        let root = try Maker.issue("root", authority: true)
        let leaf = try Maker.issue("signer", by: root, from: "2026-02-01T10:00:00Z", to: "2026-02-01T10:10:00Z")
        let payload = Maker.payload()
        let attachment = Maker.cosign(
            payload, try leaf.key.signature(for: payload).derRepresentation, certificate: try leaf.pem)
        let statement = await Maker.one(attachment, try Maker.ring(root.pem))
        #expect(statement?.doubt?.contains("transparency log") == true)
        #expect(statement?.doubt?.contains("2026-02-01") == true)
    }

    @Test func aCertificateThatDidNotSignIsRefused() async throws {
        let root = try Maker.issue("root", authority: true)
        let leaf = try Maker.issue("signer", by: root)
        let payload = Maker.payload()
        let forged = try P256.Signing.PrivateKey().signature(for: payload).derRepresentation
        let attachment = Maker.cosign(payload, forged, certificate: try leaf.pem)
        for ring in [try Maker.ring(), try Maker.ring(root.pem)] {
            #expect(await Maker.one(attachment, ring)?.refusal == Reason.notOfCertificate.en)
        }
    }

    @Test func aBundleWithAMessageSignatureVerifies() async throws {
        let key = P256.Signing.PrivateKey()
        let ring = try Maker.ring(key.publicKey.pemRepresentation)
        // The content whose digest is the image's: the signature is over its hash.
        let content = Data("image".utf8)
        let signature = Maker.base64(try key.signature(for: content).derRepresentation)
        let digest = Maker.base64(SHA256.hash(data: content))
        func bundle(_ digest: String) -> OCIImage.Attachment {
            let text = """
                {"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json","verificationMaterial":{"publicKey":{"hint":"h"}},\
                "messageSignature":{"messageDigest":{"algorithm":"SHA2_256","digest":"\(digest)"},"signature":"\(signature)"}}
                """
            return Maker.attachment("application/vnd.dev.sigstore.bundle.v0.3+json", Array(text.utf8))
        }
        let good = await Maker.one(bundle(digest), ring)
        #expect(good?.isVerified == true)
        #expect(good?.form == .cosignBundle)
        #expect(await Maker.one(bundle(Maker.base64(SHA256.hash(data: Data()))), ring)?.refusal != nil)
        let stranger = try Maker.ring(P256.Signing.PrivateKey().publicKey.pemRepresentation)
        #expect(await Maker.one(bundle(digest), stranger)?.refusal == Reason.otherKey.en)
    }
}
