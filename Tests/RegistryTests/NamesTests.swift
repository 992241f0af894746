import Basics
import OCIImage
import Registry
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(2)))
struct NamesTests {
    @Test(arguments: [true, false])
    func resolves(tellsDigests: Bool) async throws {
        let registry = try await FakeRegistry()
        defer { registry.stop() }
        let image = try TestImage([[1]])
        try registry.add(image, "latest")
        registry.contents.withLock { $0.tellsDigests = tellsDigests }
        let found = try await registry.source().resolve()
        #expect(found.digest == (try image.digest))
        #expect(found.size == image.manifest.count)
        #expect(found.mediaType == MediaType.ociManifest)
        #expect(registry.targets.contains { $0.hasPrefix("GET") } == !tellsDigests)
    }

    @Test func tagsComeInPages() async throws {
        let registry = try await FakeRegistry()
        defer { registry.stop() }
        registry.contents.withLock { $0.tagPages = [["a", "b"], ["c"], ["d", "e"]] }
        let source = try registry.source()
        #expect(try await source.tags(limit: 10) == ["a", "b", "c", "d", "e"])
        #expect(try await source.tags(limit: 3) == ["a", "b", "c"])
    }

    @Test func missingTagsNameSimilarOnes() async throws {
        let registry = try await FakeRegistry()
        defer { registry.stop() }
        registry.contents.withLock { $0.tagPages = [["1.0", "1.1", "latest", "nightly", "old", "edge"]] }
        let failure = await #expect(throws: Failure.self) { try await registry.source(":lates").resolve() }
        #expect(failure?.code == .notFound)
        #expect(failure?.message.en.contains("no :lates. It has: latest") == true, "\(String(describing: failure))")
        #expect(failure?.message.ja.contains("latest") == true)
    }

    @Test func missingRepositories() async throws {
        let registry = try await FakeRegistry()
        defer { registry.stop() }
        let failure = await #expect(throws: Failure.self) { try await registry.source().choices() }
        #expect(failure?.code == .notFound)
        #expect(failure?.message.en.contains("does not exist") == true)
        await #expect(throws: Failure.self) { try await registry.source().tags(limit: 5) }
    }

    // MARK: What is beside an image

    private func artifact(_ subject: Digest?, _ content: [UInt8]) throws -> (manifest: [UInt8], blob: [UInt8]) {
        let of =
            subject.map { #","subject":{"mediaType":"\#(MediaType.ociManifest)","digest":"\#($0)","size":1}"# } ?? ""
        let empty = try TestImage.digest(Array("{}".utf8))
        return (
            Array(
                """
                {"schemaVersion":2,"mediaType":"\(MediaType.ociManifest)","artifactType":"application/test",
                 "config":{"mediaType":"application/vnd.oci.empty.v1+json","digest":"\(empty)","size":2},
                 "layers":[{"mediaType":"application/test","digest":"\(try TestImage.digest(content))",
                 "size":\(content.count)}]\(of)}
                """.utf8), content
        )
    }

    private func index(_ manifests: [[UInt8]]) throws -> [UInt8] {
        let list = try manifests.map {
            #"{"mediaType":"\#(MediaType.ociManifest)","digest":"\#(try TestImage.digest($0))","size":\#($0.count)}"#
        }
        return Array(
            #"{"schemaVersion":2,"mediaType":"\#(MediaType.ociIndex)","manifests":[\#(list.joined(separator: ","))]}"#
                .utf8)
    }

    @Test(arguments: [true, false])
    func attachmentsOfAllKinds(hasReferrersAPI: Bool) async throws {
        let registry = try await FakeRegistry()
        defer { registry.stop() }
        let image = try TestImage([[1]])
        try registry.add(image, "latest")
        let digest = try image.digest
        let referrer = try artifact(digest, Array("sbom".utf8))
        let signature = try artifact(nil, Array("signature".utf8))
        for one in [referrer, signature] {
            try registry.add(one.manifest, type: MediaType.ociManifest)
            let name = try TestImage.digest(one.blob).description
            registry.contents.withLock { $0.blobs[name] = one.blob }
        }
        let list = try index([referrer.manifest])
        registry.contents.withLock { contents in
            if hasReferrersAPI {
                contents.referrers["\(digest)"] = list
            } else {
                contents.manifests["sha256-\(digest.hex)"] = (MediaType.ociIndex, list)
            }
            contents.manifests["sha256-\(digest.hex).sig"] = (MediaType.ociManifest, signature.manifest)
        }
        let found = try #require(try await registry.source().attachments(of: digest))
        #expect(found.map { $0.blobs.map { String(decoding: $0, as: UTF8.self) } } == [["sbom"], ["signature"]])
        #expect(found.first?.manifest.subject?.digest == digest)
    }

    @Test func signaturesOfTheIndexAreThereToo() async throws {
        let registry = try await FakeRegistry()
        defer { registry.stop() }
        let image = try TestImage([[1]])
        try registry.add(image)
        let provenance = try artifact(nil, Array("provenance".utf8))
        let signature = try artifact(nil, Array("signature".utf8))
        for one in [provenance, signature] {
            try registry.add(one.manifest, type: MediaType.ociManifest)
            let name = try TestImage.digest(one.blob).description
            registry.contents.withLock { $0.blobs[name] = one.blob }
        }
        let digest = try image.digest
        let bytes = Array(
            """
            {"schemaVersion":2,"mediaType":"\(MediaType.ociIndex)","manifests":[
             {"mediaType":"\(MediaType.ociManifest)","digest":"\(digest)","size":\(image.manifest.count),
              "platform":{"os":"linux","architecture":"amd64"}},
             {"mediaType":"\(MediaType.ociManifest)","digest":"\(try TestImage.digest(provenance.manifest))",
              "size":\(provenance.manifest.count),"platform":{"os":"unknown","architecture":"unknown"},
              "annotations":{"vnd.docker.reference.type":"attestation-manifest",
              "vnd.docker.reference.digest":"\(digest)"}}]}
            """.utf8)
        try registry.add(bytes, type: MediaType.ociIndex, "latest")
        let top = try TestImage.digest(bytes)
        try registry.add(signature.manifest, type: MediaType.ociManifest, "sha256-\(top.hex).sig")
        let found = try #require(try await registry.source().attachments(of: digest))
        #expect(
            found.flatMap { $0.blobs.map { String(decoding: $0, as: UTF8.self) } } == ["provenance", "signature"])
    }

    @Test func nothingBesideAnImage() async throws {
        let registry = try await FakeRegistry()
        defer { registry.stop() }
        let image = try TestImage([[1]])
        try registry.add(image, "latest")
        #expect(try await registry.source().attachments(of: try image.digest) == [])
    }
}
