import Basics
import Crypto
import Foundation
import Testing

@testable import OCIImage
@testable import Signatures

/// Signatures in an OCI layout: found by cosign's tag and by their subject, then verified.
@Suite struct LayoutTests {
    private struct Layout {
        let folder: URL
        private(set) var entries: [String] = []

        init() throws {
            folder = FileManager.default.temporaryDirectory.appending(path: "signed-layout-\(UUID())")
            try FileManager.default.createDirectory(
                at: folder.appending(path: "blobs/sha256"), withIntermediateDirectories: true)
            try Data(#"{"imageLayoutVersion":"1.0.0"}"#.utf8).write(to: folder.appending(path: "oci-layout"))
        }

        /// The members of a descriptor.
        func blob(_ bytes: [UInt8], _ type: String) throws -> String {
            let hex = Signatures.Hex.text(SHA256.hash(data: bytes))
            try Data(bytes).write(to: folder.appending(path: "blobs/sha256/\(hex)"))
            return #""mediaType":"\#(type)","digest":"sha256:\#(hex)","size":\#(bytes.count)"#
        }

        /// Adds a manifest with one layer; the answer is its descriptor's members.
        mutating func add(
            _ blob: [UInt8], _ type: String, annotations: String = "{}", tag: String? = nil, more: String = "",
            config: String = "{}"
        ) throws -> String {
            let config = try self.blob(Array(config.utf8), MediaType.ociConfig)
            let layer = try self.blob(blob, type)
            let manifest = """
                {"schemaVersion":2,"mediaType":"\(MediaType.ociManifest)",\(more)"config":{\(config)},\
                "layers":[{\(layer),"annotations":\(annotations)}]}
                """
            let descriptor = try self.blob(Array(manifest.utf8), MediaType.ociManifest)
            let name = tag.map { #","annotations":{"org.opencontainers.image.ref.name":"\#($0)"}"# } ?? ""
            entries.append("{\(descriptor)\(name)}")
            let index = "{\"schemaVersion\":2,\"manifests\":[\(entries.joined(separator: ","))]}"
            try Data(index.utf8).write(to: folder.appending(path: "index.json"))
            return descriptor
        }
    }

    @Test func signaturesBesideAnImageAreFoundAndVerified() async throws {
        var layout = try Layout()
        defer { try? FileManager.default.removeItem(at: layout.folder) }
        let tar = [UInt8](repeating: 0, count: 1024)
        let diffID = Signatures.Hex.text(SHA256.hash(data: tar))
        let descriptor = try layout.add(
            tar, "application/vnd.oci.image.layer.v1.tar", tag: "v1",
            config: """
                {"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":["sha256:\(diffID)"]}}
                """)
        let source = try #require(try ImagePlace("oci:\(layout.folder.path()):v1").source())
        let image = try #require(try await source.choices().first?.manifest)
        let none = try #require(try await source.attachments(of: image))
        #expect(none.isEmpty)

        let key = P256.Signing.PrivateKey()
        let payload = Maker.payload(image)
        let signature = Maker.base64(try key.signature(for: payload).derRepresentation)
        _ = try layout.add(
            payload, "application/vnd.dev.cosign.simplesigning.v1+json",
            annotations: #"{"dev.cosignproject.cosign/signature":"\#(signature)"}"#, tag: "sha256-\(image.hex).sig")
        let envelope = try Maker.envelope(
            Maker.statement(image, "https://slsa.dev/provenance/v1", #"{"runDetails":{"builder":{"id":"b"}}}"#), key)
        let type = "application/vnd.dev.sigstore.bundle.v0.3+json"
        _ = try layout.add(
            Array(#"{"verificationMaterial":{"publicKey":{"hint":"h"}},"dsseEnvelope":\#(envelope)}"#.utf8), type,
            more: #""artifactType":"\#(type)","subject":{\#(descriptor)},"#)
        let attachments = try #require(
            try await ImagePlace("oci:\(layout.folder.path()):v1").source()?.attachments(of: image))
        let ring = try Maker.ring(key.publicKey.pemRepresentation)
        let statements = await SignatureVerifier(image: SignedImage(manifest: image), keys: ring, now: Maker.now)
            .statements(attachments)
        #expect(Set(statements.map(\.form)) == [.cosign, .provenance])
        #expect(statements.count == 2)
        for statement in statements { #expect(statement.isVerified) }
        #expect(statements.contains { $0.claims["builder"] == "b" })
    }
}
