import Basics
import Crypto
import Foundation
import OCIImage
import Testing

@testable import Signatures

@Suite struct AttestationTests {
    private static let slsa1 = """
        {"buildDefinition":{"buildType":"https://build.example/v1","externalParameters":{"workflow":{"repository":\
        "https://git.example/app","ref":"refs/heads/main"}},"resolvedDependencies":[{"uri":"pkg:docker/debian",\
        "digest":{"sha256":"00"}},{"uri":"git+https://git.example/app","digest":{"gitCommit":"abc123"}}]},\
        "runDetails":{"builder":{"id":"https://builder.example/1"},"metadata":{"startedOn":"2026-05-01T00:00:00Z"}}}
        """
    private static let slsa0 = """
        {"builder":{"id":"https://builder.example/0"},"buildType":"https://build.example/v0","invocation":{\
        "configSource":{"uri":"git+https://git.example/old","digest":{"sha1":"def456"},"entryPoint":"Dockerfile"}}}
        """

    @Test func provenanceTellsBuilderAndSource() async throws {
        let key = P256.Signing.PrivateKey()
        let ring = try Maker.ring(key.publicKey.pemRepresentation)
        let cases: [(type: String, predicate: String, builder: String, source: String, commit: String)] = [
            (
                "https://slsa.dev/provenance/v1", Self.slsa1, "https://builder.example/1", "https://git.example/app",
                "abc123"
            ),
            (
                "https://slsa.dev/provenance/v0.2", Self.slsa0, "https://builder.example/0",
                "git+https://git.example/old", "def456"
            ),
        ]
        for item in cases {
            let envelope = try Maker.envelope(Maker.statement(Maker.image, item.type, item.predicate), key)
            let bundle = """
                {"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json","verificationMaterial":{"publicKey":{}},\
                "dsseEnvelope":\(envelope)}
                """
            for attachment in [
                Maker.attachment("application/vnd.dsse.envelope.v1+json", Array(envelope.utf8)),
                Maker.attachment("application/vnd.dev.sigstore.bundle.v0.3+json", Array(bundle.utf8)),
            ] {
                let statement = try #require(await Maker.one(attachment, ring))
                #expect(statement.isVerified)
                #expect(statement.form == .provenance)
                #expect(statement.claims["builder"] == item.builder)
                #expect(statement.claims["source"] == item.source)
                #expect(statement.claims["commit"] == item.commit)
            }
        }
    }

    @Test(arguments: [
        ("https://spdx.dev/Document", SignatureStatement.Form.sbom), ("https://cyclonedx.org/bom", .sbom),
        ("https://openvex.dev/ns/v0.2.0", .attestation), ("https://sigstore.dev/cosign/sign/v1", .cosignBundle),
    ])
    func predicatesHaveTheirForms(_ type: String, _ form: SignatureStatement.Form) async throws {
        let key = P256.Signing.PrivateKey()
        let envelope = try Maker.envelope(Maker.statement(Maker.image, type, "{}"), key)
        let attachment = Maker.attachment("application/vnd.dsse.envelope.v1+json", Array(envelope.utf8))
        let statement = await Maker.one(attachment, try Maker.ring(key.publicKey.pemRepresentation))
        #expect(statement?.form == form)
        #expect(statement?.isVerified == true)
    }

    @Test func whatIsChangedOrAboutAnotherImageIsRefused() async throws {
        let key = P256.Signing.PrivateKey()
        let ring = try Maker.ring(key.publicKey.pemRepresentation)
        let type = "https://slsa.dev/provenance/v1"
        func attachment(_ envelope: String) -> OCIImage.Attachment {
            Maker.attachment("application/vnd.dsse.envelope.v1+json", Array(envelope.utf8))
        }
        let foreign = try Maker.envelope(Maker.statement(Maker.other, type, Self.slsa1), key)
        #expect(await Maker.one(attachment(foreign), ring)?.refusal?.contains(Maker.other.short) == true)
        let good = Maker.statement(Maker.image, type, Self.slsa1)
        let changed = Maker.statement(Maker.image, type, Self.slsa0)
        let envelope = try Maker.envelope(good, key)
        let forged = envelope.replacing(Maker.base64(good), with: Maker.base64(changed))
        #expect(await Maker.one(attachment(envelope), ring)?.isVerified == true)
        #expect(await Maker.one(attachment(forged), ring)?.refusal == Reason.otherKey.en)
        // The type of the payload is signed too.
        let retyped = try Maker.envelope(good, type: "application/json", key)
            .replacing("application/json", with: "application/vnd.in-toto+json")
        #expect(await Maker.one(attachment(retyped), ring)?.refusal == Reason.otherKey.en)
    }

    @Test func buildKitsAttestationsAreUnsigned() async throws {
        let ring = try Maker.ring(P256.Signing.PrivateKey().publicKey.pemRepresentation)
        let annotations = ["in-toto.io/predicate-type": "https://slsa.dev/provenance/v0.2"]
        func attachment(_ digest: OCIImage.Digest) -> OCIImage.Attachment {
            Maker.attachment(
                "application/vnd.in-toto+json",
                Maker.statement(digest, "https://slsa.dev/provenance/v0.2", Self.slsa0), annotations)
        }
        let statement = try #require(await Maker.one(attachment(Maker.image), ring))
        #expect(statement.doubt == Reason.unsigned.en)
        #expect(statement.form == .provenance)
        #expect(statement.signer == "https://builder.example/0")
        #expect(statement.claims["commit"] == "def456")
        #expect(await Maker.one(attachment(Maker.other), ring)?.refusal != nil)
    }

    @Test func plainPackageListsAreTold() async throws {
        let ring = try Maker.ring()
        let statement = await Maker.one(Maker.attachment("text/spdx+json", [0x7B, 0x7D]), ring)
        #expect(statement?.form == .sbom)
        #expect(statement?.doubt == Reason.unsigned.en)
        #expect(await Maker.statements([Maker.attachment("application/sarif+json", [0x7B, 0x7D])], ring).isEmpty)
    }

    @Test func wordsOfOthersAreFitToBeShown() async throws {
        let predicate = """
            {"builder":{"id":"https://b\\u001b[31m\\u202e\(String(repeating: "x", count: 5000))"}}
            """
        let blob = Maker.statement(Maker.image, "https://slsa.dev/provenance/v0.2", predicate)
        let statement = await Maker.one(Maker.attachment("application/vnd.in-toto+json", blob), try Maker.ring())
        let builder = try #require(statement?.claims["builder"])
        #expect(builder.hasPrefix("https://b?[31m?xxx"))
        #expect(builder.count == 300)
    }
}
