import Basics
import OCIImage
import Testing

/// The same image in every form is the same image.
struct FormsTests {
    static let forms: [String] = ["folder", "oci tar", "docker old", "docker new"]
    static let cases: [(form: String, inner: Packing, outer: Packing)] = forms.flatMap { form in
        Packing.allCases.flatMap { inner in
            (form == "folder" ? [.none] : Packing.allCases).map { (form, inner, $0) }
        }
    }

    static func source(
        _ maker: ImageMaker, _ form: String, _ outer: Packing, _ scratch: Scratch
    ) throws -> any ImageSource {
        if form == "folder" { return try LayoutSource(folder: try scratch.folder("layout", try maker.layout())) }
        let bytes =
            switch form {
            case "oci tar": ImageMaker.tar(try maker.layout())
            case "docker old": try maker.dockerOld()
            default: try maker.dockerNew()
            }
        return try ArchiveSource(path: try scratch.write("image", outer.pack(bytes)))
    }

    @Test(arguments: cases)
    func eachFormGivesTheSame(form: String, inner: Packing, outer: Packing) async throws {
        try await Scratch.with { scratch in
            let maker = try ImageMaker.sample(inner)
            let image = try await Self.source(maker, form, outer, scratch).read(nil, limits: ImageLimits()) {
                Listing()
            }
            #expect(image.configDigest == Digest.of(maker.config))
            #expect(image.configuration.user == "app")
            #expect(image.choice.platform.description == "linux/amd64")
            #expect(image.layers.map(\.facts.diffID) == maker.layers.map { Digest.of($0) })
            #expect(image.layers.map(\.facts.storedSize) == maker.blobs.map(\.count))
            #expect(image.layers.map(\.facts.compression.rawValue) == Array(repeating: inner.rawValue, count: 3))
            #expect(image.layers[0].result.contains("file etc/os-release "))
            #expect(image.layers[1].result.first == "file app/data.bin ")
            #expect(image.layers[2].result.isEmpty)
            #expect(image.joined == image.layers.map(\.result))
            let digests = image.layers.map(\.facts.digest)
            if form == "docker old" {
                #expect(digests == [nil, nil, nil])
                #expect(image.manifest == nil)
            } else {
                #expect(digests == maker.blobs.map { Digest.of($0) })
                #expect(image.choice.manifest == Digest.of(try maker.manifest()))
                #expect(image.manifest?.layers.count == 3)
            }
        }
    }

    @Test(arguments: cases)
    func choicesAndNamesAreKnown(form: String, inner: Packing, outer: Packing) async throws {
        try await Scratch.with { scratch in
            let source = try Self.source(try ImageMaker.sample(inner), form, outer, scratch)
            let choices = try await source.choices()
            #expect(choices.map(\.platform.description) == ["linux/amd64"])
            #expect(choices.first?.names == [form.hasPrefix("docker") ? "sample:1" : "latest"])
        }
    }

    @Test func blobsNamedBySHA512AreVerified() async throws {
        try await Scratch.with { scratch in
            var maker = try ImageMaker.sample(.gzip)
            maker.algorithm = .sha512
            for source in [
                try Self.source(maker, "folder", .none, scratch), try Self.source(maker, "oci tar", .gzip, scratch),
            ] {
                let image = try await source.read(nil, limits: ImageLimits()) { Listing() }
                #expect(image.layers.first?.facts.digest?.algorithm == .sha512)
            }
        }
    }

    @Test func severalPlatformsAreChosenByName() async throws {
        try await Scratch.with { scratch in
            let wanted = ["linux/amd64", "linux/arm64", "linux/arm/v6", "linux/arm/v7"]
            var files: [String: [UInt8]] = [:]
            var inner: [String] = []
            for platform in wanted {
                let maker = try ImageMaker.sample(.zstd, platform)
                files.merge(try maker.blobFiles()) { $1 }
                let variant = maker.platform.variant.map { ",\"variant\":\"\($0)\"" } ?? ""
                let extra =
                    ",\"platform\":{\"os\":\"linux\",\"architecture\":\"\(maker.platform.architecture)\"\(variant)}"
                inner.append(try maker.descriptor(try maker.manifest(), MediaType.ociManifest, extra: extra))
                // What BuildKit adds for each.
                inner.append(
                    try maker.descriptor(
                        Array("{}\(platform)".utf8), MediaType.ociManifest,
                        extra:
                            ",\"platform\":{\"os\":\"unknown\",\"architecture\":\"unknown\"},\"annotations\":{\"vnd.docker.reference.type\":\"attestation-manifest\"}"
                    ))
            }
            let maker = ImageMaker(layers: [])
            let nested = ImageMaker.index(inner)
            files[try maker.path(nested)] = nested
            files["index.json"] = ImageMaker.index([
                try maker.descriptor(
                    nested, MediaType.ociIndex,
                    extra: ",\"annotations\":{\"org.opencontainers.image.ref.name\":\"docker.io/library/x:1\"}")
            ])
            for source in [
                try LayoutSource(folder: try scratch.folder("a", files)) as any ImageSource,
                try ArchiveSource(path: try scratch.write("a.tar.gz", Packing.gzip.pack(ImageMaker.tar(files)))),
                try LayoutSource(folder: "\(scratch.path)/a", tag: "1"),
                try LayoutSource(folder: "\(scratch.path)/a", tag: "x:1"),
            ] {
                #expect(try await source.choices().map(\.platform.description) == wanted)
                for (asked, found) in [
                    ("linux/arm64/v8", "linux/arm64"), ("linux/arm/v6", "linux/arm/v6"), ("arm", "linux/arm/v7"),
                ] {
                    let image = try await source.read(Platform(asked), limits: ImageLimits()) { Listing() }
                    #expect(image.choice.platform.description == found)
                    #expect(image.configuration.platform.description == found)
                    #expect(image.others.count == 3)
                    #expect(image.choice.names == ["docker.io/library/x:1"])
                }
                let failure = await #expect(throws: Failure.self) {
                    try await source.read(Platform("windows/amd64"), limits: ImageLimits()) { Listing() }
                }
                #expect(failure?.code == .notFound)
                #expect(failure?.text(.english).contains("linux/arm/v7") == true)
            }
            await #expect(throws: Failure.self) {
                try await LayoutSource(folder: "\(scratch.path)/a", tag: "2").read(nil, limits: ImageLimits()) {
                    Listing()
                }
            }
        }
    }

    @Test func severalImagesInOneArchiveAreChosenByName() async throws {
        try await Scratch.with { scratch in
            let one = try ImageMaker.sample()
            var two = one
            two.layers.removeLast()
            var tar = TarMaker()
            var items: [(String, [String], [String])] = []
            for (name, maker) in [("localhost/one:1", one), ("docker.io/library/two:2", two)] {
                let config = "\(name.prefix(3)).json"
                tar.file(config, maker.config)
                for (number, layer) in maker.layers.enumerated() { tar.file("\(name)/\(number)", layer) }
                items.append((config, [name], maker.layers.indices.map { "./\(name)/\($0)" }))
            }
            tar.file("manifest.json", ImageMaker.manifestJSON(items))
            for packing in Packing.allCases {
                let path = try scratch.write("two", packing.pack(tar.finished()))
                let id = try known(Digest.of(two.config)).short
                for (asked, layers) in [("localhost/one:1", 3), ("two:2", 2), ("@0", 3), (id, 2)] {
                    let source = try ArchiveSource(path: path, reference: asked)
                    let image = try await source.read(nil, limits: ImageLimits()) { Listing() }
                    #expect(image.layers.count == layers)
                }
                let failure = await #expect(throws: Failure.self) {
                    try await ArchiveSource(path: path).read(nil, limits: ImageLimits()) { Listing() }
                }
                #expect(failure?.text(.english).contains("localhost/one:1, docker.io/library/two:2") == true)
            }
        }
    }

    @Test func anArchiveWithoutADocumentOfItsOwnIsOneForm() async throws {
        // A plain archive whose layers have long names, as Bazel writes them.
        try await Scratch.with { scratch in
            let maker = try ImageMaker.sample()
            let folder = String(repeating: "long/", count: 40)
            var tar = TarMaker()
            for (number, layer) in maker.layers.enumerated() { tar.file("\(folder)\(number).tar", layer) }
            tar.file("config.json", maker.config)
            tar.file(
                "manifest.json",
                ImageMaker.manifestJSON([("config.json", [], maker.layers.indices.map { "\(folder)\($0).tar" })]))
            for packing in Packing.allCases {
                let source = try ArchiveSource(path: try scratch.write("b", packing.pack(tar.finished())))
                #expect(try await source.read(nil, limits: ImageLimits()) { Listing() }.layers.count == 3)
            }
        }
    }
}
