import Basics
import OCIImage
import Registry
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(2)))
struct RegistryReadTests {
    private func files(_ image: ReadImage<Keep>) -> [[UInt8]] {
        image.layers.map { $0.result.first?.content ?? [] }
    }

    @Test(arguments: [false, true])
    func readsLayersInOrder(gzip: Bool) async throws {
        let registry = try await FakeRegistry()
        defer { registry.stop() }
        let contents = (0..<6).map { noise(1000 * (6 - $0), seed: UInt64($0)) }
        let image = try TestImage(contents, gzip: gzip)
        try registry.add(image, "latest")
        let read = try await registry.source().read(nil, limits: ImageLimits()) { Keep() }
        #expect(files(read) == contents)
        #expect(read.choice.manifest == (try image.digest))
        #expect(read.configuration.user == "app")
        #expect(read.layers.map(\.facts.diffID) == image.diffIDs)
        #expect(read.layers.map(\.facts.digest) == (try image.layers.map { try TestImage.digest($0) }))
        #expect(read.layers.map(\.facts.storedSize) == image.layers.map(\.count))
        #expect(read.layers.allSatisfy { $0.facts.compression == (gzip ? .gzip : .none) })
        #expect(registry.pauses.isEmpty)
    }

    @Test func fourLayersLoadAtOnce() async throws {
        let image = try TestImage((0..<8).map { noise(2000, seed: UInt64($0)) })
        let gate = Gate(4)
        let own = try image.digest.description
        let layers = Set(try image.layers.map { "/v2/a/blobs/\(try TestImage.digest($0))" })
        let blobs = try Dictionary(
            uniqueKeysWithValues: image.blobs.map { ("/v2/a/blobs/\(try TestImage.digest($0))", $0) })
        let server = try await TestServer { request in
            if request.path == "/v2/a/manifests/latest" || request.path.hasSuffix(own) {
                return TestServer.Reply(fields: [("Content-Type", MediaType.ociManifest)], body: image.manifest)
            }
            // No layer is answered until four are asked for.
            if layers.contains(request.path) { await gate.pass() }
            return TestServer.Reply(body: blobs[request.path] ?? [])
        }
        let source = RegistrySource(
            try ImageReference("\(server.host)/a"),
            settings: RegistrySettings(aws: try await FakeRegistry().settings().aws))
        let read = try await source.read(nil, limits: ImageLimits()) { Keep() }
        #expect(read.layers.count == 8)
        #expect(await gate.most == 4)
    }

    @Test func sameLayersLoadOnce() async throws {
        let registry = try await FakeRegistry()
        defer { registry.stop() }
        let tar = Tar.archive([("a", [1, 2, 3])])
        let image = try TestImage(
            tars: [tar, tar, tar], platform: Platform(os: "linux", architecture: "amd64"), gzip: false)
        try registry.add(image, "latest")
        let read = try await registry.source().read(nil, limits: ImageLimits()) { Keep() }
        #expect(read.layers.count == 3)
        let digest = try TestImage.digest(tar)
        #expect(registry.targets.filter { $0.contains("\(digest)") }.count == 1)
    }

    // MARK: Several platforms

    private func index(_ parts: [(TestImage, String)], _ more: String = "") throws -> [UInt8] {
        let list = try parts.map { image, platform in
            """
            {"mediaType":"\(MediaType.ociManifest)","digest":"\(try image.digest)","size":\(image.manifest.count),
             "platform":{\(platform)}}
            """
        }
        return Array(
            #"{"schemaVersion":2,"mediaType":"\#(MediaType.ociIndex)","manifests":[\#(list.joined(separator: ","))\#(more)]}"#
                .utf8)
    }

    @Test func choosesAPlatform() async throws {
        let registry = try await FakeRegistry()
        defer { registry.stop() }
        let amd = try TestImage([[1]])
        let arm = try TestImage([[2]], platform: Platform(os: "linux", architecture: "arm64", variant: "v8"))
        try registry.add(amd)
        try registry.add(arm)
        let attestation = """
            ,{"mediaType":"\(MediaType.ociManifest)","digest":"\(try amd.digest)","size":1,
             "platform":{"os":"unknown","architecture":"unknown"},
             "annotations":{"vnd.docker.reference.type":"attestation-manifest"}}
            """
        let bytes = try index(
            [
                (amd, #""os":"linux","architecture":"amd64""#),
                (arm, #""os":"linux","architecture":"arm64","variant":"v8""#),
            ], attestation)
        try registry.add(bytes, type: MediaType.ociIndex, "latest")
        let source = try registry.source()
        #expect(try await source.choices().map(\.platform.description) == ["linux/amd64", "linux/arm64/v8"])
        let read = try await source.read(Platform("arm64"), limits: ImageLimits()) { Keep() }
        #expect(files(read) == [[2]])
        #expect(read.choice.manifest == (try arm.digest))
        #expect(read.others.map(\.platform.description) == ["linux/amd64"])
        let failure = await #expect(throws: Failure.self) {
            try await source.read(Platform("linux/s390x"), limits: ImageLimits()) { Keep() }
        }
        #expect(failure?.code == .notFound)
        #expect(failure?.message.en.contains("linux/arm64/v8") == true)
        // The name was asked for once: Docker Hub counts.
        #expect(registry.targets.filter { $0.hasSuffix("manifests/latest") }.count == 1)
    }

    // MARK: What is not what it says

    @Test func wrongDigestsAreRefused() async throws {
        let image = try TestImage([noise(5000, seed: 1), noise(5000, seed: 2)])
        let other = noise(image.layers[0].count, seed: 9)
        func failure(_ spoil: (FakeRegistry) throws -> Void) async throws -> Failure? {
            let registry = try await FakeRegistry()
            defer { registry.stop() }
            try registry.add(image, "latest")
            try spoil(registry)
            do {
                _ = try await registry.source().read(nil, limits: ImageLimits()) { Keep() }
                return nil
            } catch {
                return error as? Failure
            }
        }
        #expect(try await failure { _ in } == nil)
        // A layer of the right length, but other bytes.
        let first = try TestImage.digest(image.layers[0])
        let swapped = try await failure { registry in
            var tar = Tar.archive([("layer0/file", Array(other.prefix(5000)))])
            tar = Array(tar.prefix(image.layers[0].count))
            registry.trouble(first, .swapped(tar))
        }
        #expect(swapped?.code == .invalid)
        #expect(swapped?.text(.english).contains(first.description) == true, "\(String(describing: swapped))")
        // A longer one.
        let longer = try await failure { registry in
            registry.trouble(first, .swapped(image.layers[0] + [0]))
        }
        #expect(longer?.code == .invalid)
        // A manifest under another manifest's digest.
        let manifest = try await failure { registry in
            let digest = try image.digest.description
            registry.contents.withLock { contents in
                contents.tellsDigests = false
                contents.manifests["latest"] = (
                    MediaType.ociIndex,
                    Array(
                        """
                        {"manifests":[{"mediaType":"\(MediaType.ociManifest)","digest":"\(digest)","size":1,
                         "platform":{"os":"linux","architecture":"amd64"}}]}
                        """.utf8)
                )
                contents.manifests[digest] = (MediaType.ociManifest, image.manifest + [0x20])
            }
        }
        #expect(manifest?.code == .invalid)
        #expect(manifest?.message.en.contains("digest") == true)
        // A configuration that is another.
        let config = try await failure { registry in
            let digest = try TestImage.digest(image.config)
            registry.trouble(digest, .swapped(Array(image.config.dropLast()) + [0x20]))
        }
        #expect(config?.code == .invalid)
        // Layers of another image: their archives are not those of the configuration.
        let layers = try await failure { registry in
            let strange = try TestImage([[7], [8]])
            try registry.add(strange)
            let text = String(decoding: strange.manifest, as: UTF8.self)
            let digests = [try TestImage.digest(strange.config).description, "\(strange.config.count)}"]
            let own = [try TestImage.digest(image.config).description, "\(image.config.count)}"]
            let mixed = zip(digests, own).reduce(text) { $0.split(separator: $1.0).joined(separator: $1.1) }
            try registry.add(Array(mixed.utf8), type: MediaType.ociManifest, "latest")
        }
        #expect(layers?.code == .invalid)
    }

    @Test func schemaOneIsRefused() async throws {
        let registry = try await FakeRegistry()
        defer { registry.stop() }
        try registry.add(
            Array(#"{"schemaVersion":1,"name":"a","fsLayers":[]}"#.utf8), type: MediaType.dockerManifest1, "latest")
        let failure = await #expect(throws: Failure.self) { try await registry.source().choices() }
        #expect(failure?.message.en.contains("schema 1") == true)
    }

    @Test func chartsAreNoImages() async throws {
        let registry = try await FakeRegistry()
        defer { registry.stop() }
        let image = try TestImage([[1]])
        try registry.add(image)
        let text = String(decoding: image.manifest, as: UTF8.self)
            .split(separator: MediaType.ociConfig).joined(separator: "application/vnd.cncf.helm.config.v1+json")
        try registry.add(Array(text.utf8), type: MediaType.ociManifest, "latest")
        let failure = await #expect(throws: Failure.self) {
            try await registry.source().read(nil, limits: ImageLimits()) { Keep() }
        }
        #expect(failure?.message.en.contains("helm") == true)
    }
}

/// Lets callers pass when so many wait.
private actor Gate {
    private let size: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private(set) var most = 0

    init(_ size: Int) {
        self.size = size
    }

    func pass() async {
        await withCheckedContinuation { continuation in
            waiting.append(continuation)
            most = max(most, waiting.count)
            guard waiting.count >= size else { return }
            for waiter in waiting { waiter.resume() }
            waiting = []
        }
    }
}
