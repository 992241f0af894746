import Basics
import OCIImage
import Testing

struct AttachmentTests {
    private static let signed = Array(#"{"critical":{}}"#.utf8)

    /// A manifest of one document.
    private func artifact(_ maker: ImageMaker, extra: String = "") throws -> [UInt8] {
        let layer = try maker.descriptor(Self.signed, "application/vnd.dev.cosign.simplesigning.v1+json")
        return Array(
            """
            {"schemaVersion":2,"mediaType":"\(MediaType.ociManifest)","config":\(try maker.descriptor(Array("{}".utf8), MediaType.ociConfig)),\
            "layers":[\(layer)]\(extra)}
            """.utf8)
    }

    @Test func signaturesAndAttestationsAreFoundBesideTheImage() async throws {
        let maker = try ImageMaker.sample(.gzip)
        let manifest = try maker.manifest()
        let digest = try known(Digest.of(manifest))
        var files = try maker.layout()
        files[try maker.path(Self.signed)] = Self.signed
        files[try maker.path(Array("{}".utf8))] = Array("{}".utf8)
        let byTag = try artifact(maker)
        let bySubject = try artifact(
            maker, extra: ",\"subject\":\(try maker.descriptor(manifest, MediaType.ociManifest))")
        let byAnnotation = try artifact(maker, extra: ",\"annotations\":{\"a\":\"b\"}")
        let ofAnother = try artifact(maker, extra: ",\"annotations\":{\"a\":\"c\"}")
        for bytes in [byTag, bySubject, byAnnotation, ofAnother] { files[try maker.path(bytes)] = bytes }
        func annotated(_ key: String, _ value: String) -> String { ",\"annotations\":{\"\(key)\":\"\(value)\"}" }
        let name = "org.opencontainers.image.ref.name"
        files["index.json"] = ImageMaker.index([
            try maker.descriptor(manifest, MediaType.ociManifest, extra: annotated(name, "x/y:1")),
            try maker.descriptor(byTag, MediaType.ociManifest, extra: annotated(name, "x/y:sha256-\(digest.hex).sig")),
            try maker.descriptor(bySubject, MediaType.ociManifest),
            try maker.descriptor(
                byAnnotation, MediaType.ociManifest,
                extra:
                    ",\"platform\":{\"os\":\"unknown\",\"architecture\":\"unknown\"},\"annotations\":{\"vnd.docker.reference.type\":\"attestation-manifest\",\"vnd.docker.reference.digest\":\"\(digest)\"}"
            ),
            try maker.descriptor(
                ofAnother, MediaType.ociManifest,
                extra: annotated(name, "sha256-\(String(repeating: "0", count: 64)).att")),
        ])
        let all = files
        try await Scratch.with { scratch in
            let tar = ImageMaker.tar(all)
            for source in [
                try LayoutSource(folder: try scratch.folder("l", all)) as any ImageSource,
                try ArchiveSource(path: try scratch.write("l.tar", tar)),
                try ArchiveSource(path: try scratch.write("l.tar.gz", Packing.gzip.pack(tar)), form: .layout),
            ] {
                // None of them is an image.
                let image = try await source.read(nil, limits: ImageLimits()) { Listing() }
                #expect(image.choice.manifest == digest && image.others.isEmpty)
                let found = try #require(try await source.attachments(of: digest))
                #expect(found.map(\.digest) == [byTag, bySubject, byAnnotation].map { Digest.of($0) })
                #expect(found.allSatisfy { $0.blobs == [Self.signed] })
                let other = try known(Digest("sha256:" + String(repeating: "1", count: 64)))
                #expect(try await source.attachments(of: other) == [])
            }
        }
    }

    @Test func anArchiveWithoutAnIndexCannotTell() async throws {
        try await Scratch.with { scratch in
            let source = try ArchiveSource(path: try scratch.write("d", try ImageMaker.sample().dockerOld()))
            let any = try known(Digest("sha256:" + String(repeating: "1", count: 64)))
            #expect(try await source.attachments(of: any) == nil)
        }
    }
}
