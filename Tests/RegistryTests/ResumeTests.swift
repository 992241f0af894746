import Basics
import NIOHTTP1
import OCIImage
import Registry
import Synchronization
import Testing

/// Connections that break, fall silent or are refused.
@Suite(.timeLimit(.minutes(2)))
struct ResumeTests {
    static let content = noise(300_000, seed: 5)

    private func prepared(_ troubles: FakeRegistry.Trouble...) async throws -> (FakeRegistry, TestImage, Digest) {
        let registry = try await FakeRegistry()
        let image = try TestImage([Self.content], gzip: true)
        try registry.add(image, "latest")
        let digest = try TestImage.digest(image.layers[0])
        registry.contents.withLock { $0.troubles["/v2/team/app/blobs/\(digest)"] = troubles }
        return (registry, image, digest)
    }

    private func ranges(_ registry: FakeRegistry, _ digest: Digest) -> [String?] {
        registry.requests.filter { $0.path.hasSuffix("\(digest)") }.map { $0.fields.first(name: "Range") }
    }

    /// The first byte that each request for a blob asked for.
    private func startingBytes(_ registry: FakeRegistry, _ digest: Digest) -> [Int] {
        ranges(registry, digest).map { range in range.flatMap { Int($0.dropFirst("bytes=".count).dropLast()) } ?? 0 }
    }

    private func read(
        _ registry: FakeRegistry, _ change: (inout RegistrySettings) -> Void = { _ in }
    ) async throws
        -> [UInt8]?
    {
        var settings = registry.settings()
        change(&settings)
        let read = try await registry.source(":latest", settings).read(nil, limits: ImageLimits()) { Keep() }
        return read.layers.first?.result.first?.content
    }

    @Test func goesOnWhereItBroke() async throws {
        let (registry, _, digest) = try await prepared(.cut(100_000), .cut(50_000))
        defer { registry.stop() }
        #expect(try await read(registry) == Self.content)
        // What was on its way when the connection broke may be lost: the client goes on from what it has.
        let starts = startingBytes(registry, digest)
        #expect(starts.count == 3)
        #expect(starts[0] == 0 && (1...100_000).contains(starts[1]))
        #expect((starts[1] + 1...starts[1] + 50_000).contains(starts[2]))
        #expect(registry.pauses == [.milliseconds(500), .seconds(1)])
    }

    @Test func breaksAtEveryKindOfPlace() async throws {
        let (registry, image, _) = try await prepared()
        defer { registry.stop() }
        let digest = try TestImage.digest(image.layers[0])
        let size = image.layers[0].count
        // In the gzip header, between blocks, at the first and last byte, before the checksum, after all.
        for place in [0, 1, 5, 10, 11, 65_550, size - 9, size - 8, size - 1] {
            registry.trouble(digest, .cut(place))
            #expect(try await read(registry) == Self.content, "cut at \(place)")
        }
    }

    @Test func serversWithoutRangesSendAllAgain() async throws {
        let (registry, _, digest) = try await prepared(.cut(100_000), .ignoresRange)
        defer { registry.stop() }
        #expect(try await read(registry) == Self.content)
        #expect(ranges(registry, digest).map { $0 == nil } == [true, false])
    }

    @Test func refusedRangesAreAskedForNoMore() async throws {
        let (registry, _, digest) = try await prepared(.cut(100_000), .status(416, []), .cut(120_000))
        defer { registry.stop() }
        #expect(try await read(registry) == Self.content)
        #expect(ranges(registry, digest).map { $0 == nil } == [true, false, true, true])
    }

    @Test func silenceIsABreak() async throws {
        let (registry, _, digest) = try await prepared(.stall(70_000))
        defer { registry.stop() }
        #expect(try await read(registry) { $0.idle = .seconds(2) } == Self.content)
        let starts = startingBytes(registry, digest)
        // On a machine under load nothing may have arrived before the silence, and others may follow the first.
        #expect(starts.dropFirst().first.map { (0...70_000).contains($0) } == true, "\(starts)")
        #expect(starts == starts.sorted())
    }

    @Test func givesUpAfterSoManyTries() async throws {
        let (registry, _, digest) = try await prepared(
            .cut(1000), .cut(1), .cut(1), .cut(0), .cut(0), .cut(0), .cut(0), .cut(0))
        defer { registry.stop() }
        let failure = await #expect(throws: Failure.self) { try await read(registry) }
        #expect(failure?.code == .unavailable)
        #expect(failure?.message.en.contains("1002 of") == true, "\(String(describing: failure))")
        #expect(ranges(registry, digest).count == 6)
        #expect(registry.pauses == [0.5, 1, 2, 4, 8].map { .seconds($0) })
    }

    @Test func serversSayHowLongToWait() async throws {
        let (registry, _, _) = try await prepared(
            .status(429, [("Retry-After", "7")]), .status(503, []),
            .status(503, [("Retry-After", "Wed, 21 Oct 2015 07:28:00 GMT")]))
        defer { registry.stop() }
        registry.contents.withLock {
            $0.troubles["/v2/team/app/manifests/latest"] = [.status(429, [("Retry-After", "3")])]
        }
        #expect(try await read(registry) == Self.content)
        #expect(
            registry.pauses == [.seconds(3), .seconds(7), .seconds(1), .milliseconds(100)])
    }

    @Test func anHourIsTooLongToWait() async throws {
        let (registry, _, _) = try await prepared()
        defer { registry.stop() }
        registry.contents.withLock {
            $0.always["/v2/team/app/manifests/latest"] = .status(429, [("Retry-After", "3600")])
        }
        let failure = await #expect(throws: Failure.self) { try await read(registry) }
        #expect(failure?.message.en.contains("Retry-After: 3600") == true)
        #expect(registry.pauses.isEmpty)
    }

    @Test func lostLayersAreSaidToBeLost() async throws {
        let (registry, _, digest) = try await prepared()
        defer { registry.stop() }
        registry.contents.withLock { $0.blobs["\(digest)"] = nil }
        let failure = await #expect(throws: Failure.self) { try await read(registry) }
        #expect(failure?.code == .notFound)
        #expect(failure?.message.en.contains(digest.short) == true)
    }

    @Test func noServerFailsSoon() async throws {
        // Nobody listens at the port of tcpmux.
        let source = RegistrySource(try ImageReference("127.0.0.1:1/app:1"))
        let failure = await #expect(throws: Failure.self) { try await source.choices() }
        #expect(failure?.code == .unavailable)
    }

    @Test func unknownHostsAreNamed() async throws {
        var settings = try await FakeRegistry().settings()
        settings.sleep = { _ in }
        let source = RegistrySource(try ImageReference("registry.invalid/team/app"), settings: settings)
        let failure = await #expect(throws: Failure.self) { try await source.choices() }
        #expect(failure?.message.en.contains("registry.invalid") == true)
        #expect(failure?.message.en.contains("DNS") == true, "\(String(describing: failure))")
    }
}
