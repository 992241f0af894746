import AWSClient
import Basics
import Foundation
import OCIImage
import Registry
import Testing

/// Against Debian's `docker-registry`.
@Suite(
    .enabled(if: RealRegistry.program != nil, "docker-registry is missing: apt-get install docker-registry"),
    .timeLimit(.minutes(3)))
struct RealRegistryTests {
    private func settings(_ environment: [String: String] = [:], home: String = "/nonexistent") -> RegistrySettings {
        var aws = AWSSettings.system
        aws.environment = environment
        aws.home = home
        var settings = RegistrySettings(aws: aws)
        settings.sleep = { _ in }
        return settings
    }

    private func contents(_ image: ReadImage<Keep>) -> [[UInt8]] {
        image.layers.map { $0.result.first?.content ?? [] }
    }

    @Test func readsWhatWasPushed() async throws {
        let registry = try RealRegistry()
        defer { registry.stop() }
        let files = [noise(100_000, seed: 1), noise(5, seed: 2), noise(70_000, seed: 3)]
        let image = try TestImage(files, gzip: true)
        try await registry.push(image, "team/app", "v1")
        let name = "127.0.0.1:\(registry.port)/team/app"
        let source = RegistrySource(try ImageReference("\(name):v1"), settings: settings())
        let read = try await source.read(nil, limits: ImageLimits()) { Keep() }
        #expect(contents(read) == files)
        let resolved = try await source.resolve()
        #expect(resolved.digest == (try image.digest))
        #expect(resolved.size == image.manifest.count)
        #expect(resolved.mediaType == MediaType.ociManifest)
        #expect(try await source.tags(limit: 10) == ["v1"])
        let pinned = RegistrySource(try ImageReference("\(name)@\(try image.digest)"), settings: settings())
        #expect(try await pinned.choices().map(\.manifest) == [try image.digest])
        let missing = RegistrySource(try ImageReference("\(name):v2"), settings: settings())
        let failure = await #expect(throws: Failure.self) { try await missing.choices() }
        #expect(failure?.message.en.contains("It has: v1") == true, "\(String(describing: failure))")
        let nothing = RegistrySource(
            try ImageReference("127.0.0.1:\(registry.port)/no/such"), settings: settings())
        let unknown = await #expect(throws: Failure.self) { try await nothing.choices() }
        #expect(unknown?.code == .notFound)
    }

    @Test func attachmentsByTag() async throws {
        let registry = try RealRegistry()
        defer { registry.stop() }
        let image = try TestImage([[1]])
        try await registry.push(image, "team/app", "v1")
        let digest = try image.digest
        let signature = try TestImage([Array("signature".utf8)])
        try await registry.push(signature, "team/app", "sha256-\(digest.hex).sig")
        let source = RegistrySource(
            try ImageReference("127.0.0.1:\(registry.port)/team/app:v1"), settings: settings())
        let found = try #require(try await source.attachments(of: digest))
        #expect(found.map(\.digest) == [try signature.digest])
        #expect(found.first?.blobs == signature.layers)
    }

    @Test func brokenConnectionsAreContinued() async throws {
        let registry = try RealRegistry()
        defer { registry.stop() }
        let files = [noise(6 << 20, seed: 7), noise(3 << 20, seed: 8)]
        let image = try TestImage(files, gzip: true)
        try await registry.push(image, "team/app", "v1")
        // Both layers break, one of them again and again; each time before its end.
        let proxy = try await CuttingProxy(to: registry.port, cutAfter: [2_000_000, 1_500_000, 900_000, 700_001, 64])
        let source = RegistrySource(try ImageReference("127.0.0.1:\(proxy.port)/team/app:v1"), settings: settings())
        let read = try await source.read(nil, limits: ImageLimits()) { Keep() }
        #expect(contents(read) == files)
        #expect(read.layers.map(\.facts.storedSize) == image.layers.map(\.count))
        #expect(proxy.cutCount == 5)
    }

    @Test(.enabled(if: RealRegistry.find("htpasswd") != nil, "htpasswd is missing: apt-get install apache2-utils"))
    func passwords() async throws {
        let made = try run("htpasswd", ["-nbB", "me", "pass:word"])
        let registry = try RealRegistry(htpasswd: made)
        defer { registry.stop() }
        let image = try TestImage([noise(1000, seed: 1)])
        let coded = Data("me:pass:word".utf8).base64EncodedString()
        try await registry.push(image, "team/app", "v1", authorization: "Basic \(coded)")
        let host = "127.0.0.1:\(registry.port)"
        let reference = try ImageReference("\(host)/team/app:v1")
        try Data(#"{"auths":{"\#(host)":{"auth":"\#(coded)"}}}"#.utf8)
            .write(to: registry.folder.appending(path: "config.json"))
        let source = RegistrySource(
            reference, settings: settings(["DOCKER_CONFIG": registry.folder.path]))
        let read = try await source.read(nil, limits: ImageLimits()) { Keep() }
        #expect(contents(read) == [noise(1000, seed: 1)])
        let anonymous = await #expect(throws: Failure.self) {
            try await RegistrySource(reference, settings: settings()).choices()
        }
        #expect(anonymous?.message.en.contains("docker login \(host)") == true)
        var wrong = settings()
        wrong.login = .basic(user: "me", password: "topsecret")
        let failure = await #expect(throws: Failure.self) {
            try await RegistrySource(reference, settings: wrong).choices()
        }
        let text = try #require(failure).text(.english)
        #expect(text.contains("user me") && !text.contains("topsecret"))
    }

    @Test(.enabled(if: RealRegistry.find("skopeo") != nil, "skopeo is missing: apt-get install skopeo"))
    func skopeosImages() async throws {
        let registry = try RealRegistry()
        defer { registry.stop() }
        let files = [noise(200_000, seed: 1), noise(1000, seed: 2)]
        let image = try TestImage(files)
        let layout = registry.folder.appending(path: "layout")
        let blobs = layout.appending(path: "blobs/sha256")
        try FileManager.default.createDirectory(at: blobs, withIntermediateDirectories: true)
        for blob in image.blobs + [image.manifest] {
            try Data(blob).write(to: blobs.appending(path: try TestImage.digest(blob).hex))
        }
        try Data(#"{"imageLayoutVersion":"1.0.0"}"#.utf8).write(to: layout.appending(path: "oci-layout"))
        try Data(
            """
            {"schemaVersion":2,"manifests":[{"mediaType":"\(MediaType.ociManifest)","digest":"\(try image.digest)",
             "size":\(image.manifest.count)}]}
            """.utf8
        ).write(to: layout.appending(path: "index.json"))
        // Docker's own kind of manifest, and layers that skopeo compressed.
        for format in ["oci", "v2s2"] {
            let name = "127.0.0.1:\(registry.port)/team/\(format):v1"
            _ = try run(
                "skopeo",
                [
                    "--insecure-policy", "copy", "--format", format, "--dest-tls-verify=false",
                    "oci:\(layout.path)", "docker://\(name)",
                ])
            let source = RegistrySource(try ImageReference(name), settings: settings())
            let read = try await source.read(nil, limits: ImageLimits()) { Keep() }
            #expect(contents(read) == files)
            let raw = try run("skopeo", ["inspect", "--raw", "--tls-verify=false", "docker://\(name)"])
            #expect(try await source.resolve().digest == (try TestImage.digest(Array(raw.utf8))))
        }
    }

    private func run(_ program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: try #require(RealRegistry.find(program)))
        process.arguments = arguments
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(program) failed")
        return String(decoding: data, as: UTF8.self)
    }
}
