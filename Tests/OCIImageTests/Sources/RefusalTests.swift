import Basics
import OCIImage
import Testing

/// Broken and hostile images are refused with a reason, in little time.
struct RefusalTests {
    private func refusal(_ source: any ImageSource) async -> Failure? {
        await #expect(throws: Failure.self) { try await source.read(nil, limits: ImageLimits()) { Listing() } }
    }

    /// Reads a layout as a folder, as a plain archive and in one pass; the reason must be in each message.
    private func refused(
        _ files: [String: [UInt8]], _ code: Failure.Code, _ reason: String,
        at location: SourceLocation = #_sourceLocation
    ) async throws {
        try await Scratch.with { scratch in
            let tar = ImageMaker.tar(files)
            for source in [
                try LayoutSource(folder: try scratch.folder("layout", files)) as any ImageSource,
                try ArchiveSource(path: try scratch.write("a.tar", tar)),
                try ArchiveSource(path: try scratch.write("a.tar.zst", Packing.zstd.pack(tar))),
            ] {
                let failure = await refusal(source)
                #expect(failure?.code == code, sourceLocation: location)
                #expect(
                    failure?.text(.english).contains(reason) == true, "\(failure?.description ?? "")",
                    sourceLocation: location)
            }
        }
    }

    @Test(arguments: Packing.allCases)
    func aLayerThatWasChangedIsRefused(packing: Packing) async throws {
        let maker = try ImageMaker.sample(packing)
        var files = try maker.layout()
        var other = TarMaker()
        other.file("evil", [1, 2, 3])
        var replaced = packing.pack(other.finished())
        let path = try maker.path(maker.blobs[0])
        // Of the same length where it can be, so that the digest must tell.
        let length = maker.blobs[0].count
        if packing == .none { replaced += [UInt8](repeating: 0, count: max(0, length - replaced.count)) }
        files[path] = replaced
        try await refused(
            files, .invalid,
            replaced.count == length ? "digest is not \(try known(Digest.of(maker.blobs[0])))" : "bytes")
    }

    /// A layer that is hashed apart from being read: one byte of a file's content is another.
    @Test func aLargeLayerThatWasChangedIsRefused() async throws {
        let maker = try ImageMaker.sample(.none)
        var files = try maker.layout()
        var changed = maker.blobs[1]
        changed[changed.count / 2] ^= 1
        files[try maker.path(maker.blobs[1])] = changed
        try await refused(files, .invalid, "digest is not \(try known(Digest.of(maker.blobs[1])))")
    }

    @Test func aConfigurationThatNamesOtherLayersIsRefused() async throws {
        var maker = try ImageMaker.sample(.gzip)
        let wrong = try known(Digest("sha256:" + String(repeating: "ab", count: 32)))
        maker.diffIDs = maker.layers.compactMap { Digest.of($0) }
        maker.diffIDs?[1] = wrong
        try await refused(try maker.layout(), .invalid, "Layer 2 of")
        maker.diffIDs = [wrong]
        try await refused(try maker.layout(), .invalid, "has 3 layers, but its configuration names 1")
    }

    @Test func changedDocumentsAreRefused() async throws {
        let maker = try ImageMaker.sample(.gzip)
        for bytes in [maker.config, try maker.manifest()] {
            var files = try maker.layout()
            var changed = bytes
            changed[changed.count - 1] = 0x20
            files[try maker.path(bytes)] = changed + [0x7D]
            try await refused(files, .invalid, "bytes where")
            changed = bytes
            changed.swapAt(2, 3)
            files[try maker.path(bytes)] = changed
            try await refused(files, .invalid, "digest is not")
        }
    }

    @Test func missingBlobsAreNamed() async throws {
        let maker = try ImageMaker.sample(.zstd)
        for bytes in [maker.blobs[0], maker.config, try maker.manifest()] {
            var files = try maker.layout()
            files[try maker.path(bytes)] = nil
            try await refused(files, .invalid, "lacks the blob")
        }
    }

    @Test func aLayerThatIsNoArchiveIsRefused() async throws {
        var maker = try ImageMaker.sample(.none)
        maker.layers[0] = Array("not a layer at all".utf8)
        let failures = try await Scratch.with { scratch in
            let tar = ImageMaker.tar(try maker.layout())
            return [
                await refusal(try ArchiveSource(path: try scratch.write("a", tar))),
                await refusal(try ArchiveSource(path: try scratch.write("b", Packing.gzip.pack(tar)))),
            ]
        }
        #expect(failures.allSatisfy { $0?.code == .invalid })
        #expect(failures.last??.text(.english).contains("neither a tar archive nor compressed") == true)
    }

    @Test(arguments: Packing.allCases)
    func truncatedArchivesAreRefused(packing: Packing) async throws {
        try await Scratch.with { scratch in
            let maker = try ImageMaker.sample(.gzip)
            for whole in [try maker.dockerOld(), try maker.dockerNew(), ImageMaker.tar(try maker.layout())] {
                let packed = packing.pack(whole)
                for part in [600, packed.count / 2, packed.count - 2000] {
                    let path = try scratch.write("cut", Array(packed.prefix(part)))
                    let failure = await #expect(throws: Failure.self) {
                        try await ArchiveSource(path: path).read(nil, limits: ImageLimits()) { Listing() }
                    }
                    #expect(failure?.code == .invalid)
                }
            }
        }
    }

    @Test func anIndexOfTenThousandManifestsIsRefused() async throws {
        let maker = ImageMaker(layers: [])
        let many = (0..<10_000).map { number in
            let hex = String(number, radix: 16)
            let digest = String(repeating: "0", count: 64 - hex.utf8.count) + hex
            return "{\"mediaType\":\"\(MediaType.ociManifest)\",\"digest\":\"sha256:\(digest)\",\"size\":2}"
        }
        _ = maker
        try await refused(
            ["oci-layout": Array("{}".utf8), "index.json": ImageMaker.index(many)], .tooLarge, "more than 5000")
    }

    @Test func indexesThatNeverEndAreRefused() async throws {
        let maker = ImageMaker(layers: [])
        var files = ["oci-layout": Array("{}".utf8)]
        // Each names the next: forty deep.
        var inner = ImageMaker.index([])
        for _ in 0..<40 {
            files[try maker.path(inner)] = inner
            inner = ImageMaker.index([try maker.descriptor(inner, MediaType.ociIndex)])
        }
        files["index.json"] = inner
        try await refused(files, .invalid, "nested more than")
        // One that names itself cannot have the digest that it names.
        let zeros = String(repeating: "0", count: 64)
        let itself = ImageMaker.index([
            "{\"mediaType\":\"\(MediaType.ociIndex)\",\"digest\":\"sha256:\(zeros)\",\"size\":300}"
        ])
        files = ["oci-layout": Array("{}".utf8), "index.json": itself, "blobs/sha256/\(zeros)": itself]
        try await refused(files, .invalid, "The blob sha256:\(zeros)")
    }

    @Test(arguments: ["9223372036854775807", "99999999999999999999999", "-1", "1e300", "\"7\"", "17179869184"])
    func impossibleSizesAreRefused(size: String) async throws {
        let maker = try ImageMaker.sample(.gzip)
        for bytes in [maker.config, try maker.manifest(), maker.blobs[0]] {
            var files = try maker.layout()
            let digest = try known(Digest.of(bytes)).description
            let old = "\"\(digest)\",\"size\":\(bytes.count)"
            for path in ["index.json", try maker.path(try maker.manifest())] {
                let text = String(decoding: files[path] ?? [], as: UTF8.self)
                files[path] = Array(text.replacing(old, with: "\"\(digest)\",\"size\":\(size)").utf8)
            }
            try await Scratch.with { scratch in
                let failure = await refusal(try ArchiveSource(path: try scratch.write("x", ImageMaker.tar(files))))
                #expect(failure != nil)
            }
        }
    }

    @Test func deepDocumentsAreRefused() async throws {
        let deep = [UInt8](repeating: UInt8(ascii: "["), count: 100_000)
        let closed = deep + [UInt8](repeating: UInt8(ascii: "]"), count: 100_000)
        for bytes in [deep, closed, Array("{\"manifests\":".utf8) + closed + [UInt8(ascii: "}")]] {
            for name in ["index.json", "manifest.json"] {
                try await Scratch.with { scratch in
                    let tar = ImageMaker.tar([name: bytes])
                    for packing in Packing.allCases {
                        let failure = await refusal(
                            try ArchiveSource(path: try scratch.write("deep", packing.pack(tar))))
                        #expect(failure?.code == .invalid || failure?.code == .notFound)
                    }
                }
            }
        }
    }

    @Test func linksInACircleAreRefused() async throws {
        let maker = try ImageMaker.sample()
        var tar = TarMaker()
        tar.symbolicLink("a/layer.tar", to: "../b/layer.tar")
        tar.symbolicLink("b/layer.tar", to: "../a/layer.tar")
        tar.file("config.json", maker.config)
        tar.file(
            "manifest.json",
            ImageMaker.manifestJSON([("config.json", [], Array(repeating: "a/layer.tar", count: 3))]))
        try await Scratch.with { scratch in
            for packing in Packing.allCases {
                let failure = await refusal(
                    try ArchiveSource(path: try scratch.write("c", packing.pack(tar.finished()))))
                #expect(failure?.text(.english).contains("lacks the layer a/layer.tar") == true)
            }
        }
    }

    @Test func aSizeBeyondTheArchiveIsRefused() async throws {
        var tar = TarMaker()
        tar.lie("manifest.json", size: 0o77777777777, Array("[]".utf8))
        try await Scratch.with { scratch in
            for packing in Packing.allCases {
                let path = try scratch.write("c", packing.pack(tar.bytes))
                await #expect(throws: Failure.self) {
                    try await ArchiveSource(path: path).read(nil, limits: ImageLimits()) { Listing() }
                }
            }
        }
    }

    @Test func whatIsNoImageSaysWhatItIs() async throws {
        var root = TarMaker()
        for path in ["etc/passwd", "usr/bin/env", "bin/sh"] { root.file(path, [0x7F, 0x45]) }
        var chart = TarMaker()
        chart.file("app/Chart.yaml", Array("name: app".utf8))
        try await Scratch.with { scratch in
            for (bytes, reason) in [
                (root.finished(), "`docker import` it first"), (chart.finished(), "Helm chart"),
                (ImageMaker.tar(["x": [1]]), "of no image"),
            ] {
                for packing in Packing.allCases {
                    let failure = await refusal(try ArchiveSource(path: try scratch.write("r", packing.pack(bytes))))
                    #expect(failure?.text(.english).contains(reason) == true, "\(failure?.description ?? "")")
                }
            }
            for (bytes, reason) in [
                ([], "an empty file"), ([0x7F, 0x45, 0x4C, 0x46, 0], "a program"), (Array("PK\u{3}\u{4}".utf8), "zip"),
                (Array("{}".utf8), "JSON"), (Array("FROM x\n".utf8), "text"),
            ] as [([UInt8], String)] {
                let path = try scratch.write("n", bytes)
                let failure = #expect(throws: Failure.self) { try ArchiveSource(path: path) }
                #expect(failure?.text(.english).contains(reason) == true)
            }
        }
    }

    @Test func anArtifactIsNoImage() async throws {
        let maker = try ImageMaker.sample(.gzip)
        let chart = Array(
            String(decoding: try maker.manifest(), as: UTF8.self).replacing(
                MediaType.ociConfig, with: "application/vnd.cncf.helm.config.v1+json"
            ).utf8)
        var files = try maker.layout()
        files[try maker.path(chart)] = chart
        files["index.json"] = ImageMaker.index([try maker.descriptor(chart, MediaType.ociManifest)])
        try await refused(files, .notFound, "holds no image")
        // With a platform it claims to be one.
        files["index.json"] = ImageMaker.index([
            try maker.descriptor(
                chart, MediaType.ociManifest, extra: ",\"platform\":{\"os\":\"linux\",\"architecture\":\"amd64\"}")
        ])
        try await refused(files, .invalid, "not a container image: it holds `application/vnd.cncf.helm")
    }

    @Test func consumersMayRefuse() async throws {
        struct Refusing: LayerConsumer {
            mutating func begin(_ entry: LayerEntry) throws(Failure) -> Bool {
                throw Failure(.tooLarge, Text(en: "enough", ja: ""))
            }
            mutating func content(_ bytes: UnsafeRawBufferPointer) {}
            mutating func end() {}
            consuming func finish() {}
        }
        try await Scratch.with { scratch in
            for (form, outer) in [("folder", Packing.none), ("docker old", .none), ("docker old", .gzip)] {
                let source = try FormsTests.source(try ImageMaker.sample(), form, outer, scratch)
                let failure = await #expect(throws: Failure.self) {
                    try await source.read(nil, limits: ImageLimits()) { Refusing() }
                }
                #expect(failure?.message.en == "enough")
            }
        }
    }
}
