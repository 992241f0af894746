import Basics
import DockerEngine
import Foundation
import OCIImage
import Testing

struct EngineSourceTests {
    private static let known = Array(
        #"{"Id":"sha256:1","Os":"linux","Architecture":"arm64","Variant":"","RepoTags":["x:1"],"RepoDigests":null}"#
            .utf8)

    private func refusal(_ source: EngineSource, _ platform: Platform? = nil) async -> Failure? {
        await #expect(throws: Failure.self) { try await source.read(platform, limits: ImageLimits()) { Paths() } }
    }

    @Test func anImageIsStreamedOut() async throws {
        try await withFolder { folder in
            let image = try SmallImage()
            let engine = try FakeEngine(
                "\(folder)/e.sock",
                ["/images/x:1/json": .init(body: Self.known), "/images/x:1/get": .init(body: image.archive)])
            let source = EngineSource("x:1", at: .socket(engine.path))
            #expect(try await source.isThere())
            #expect(
                try await source.choices() == [
                    ImageChoice(platform: Platform(os: "linux", architecture: "arm64"), manifest: nil, names: ["x:1"])
                ])
            let read = try await source.read(nil, limits: ImageLimits()) { Paths() }
            #expect(read.layers.map(\.result) == [["etc/hello"]])
            #expect(read.choice.names == ["x:1"])
            #expect(engine.requests.allSatisfy { $0.lowercased().contains("host: localhost") })
        }
    }

    @Test func whatTheEngineLacksIsToldWithTheCommand() async throws {
        try await withFolder { folder in
            let engine = try FakeEngine(
                "\(folder)/e.sock",
                [
                    "/images/x:1/json": .init(body: Self.known),
                    "/version": .init(body: Array(#"{"ApiVersion":"1.41"}"#.utf8)),
                ])
            let absent = EngineSource("app:2", at: .socket(engine.path))
            #expect(try await absent.isThere() == false)
            let failure = await refusal(absent)
            #expect(failure?.code == .notFound)
            #expect(failure?.message.en.contains("`docker pull app:2`") == true)
            let other = await refusal(EngineSource("x:1", at: .socket(engine.path)), Platform("linux/amd64"))
            #expect(other?.message.en.contains("docker pull --platform linux/amd64 x:1") == true)
        }
    }

    @Test func aNewEngineIsAskedForThePlatform() async throws {
        try await withFolder { folder in
            let engine = try FakeEngine(
                "\(folder)/e.sock",
                [
                    "/images/x:1/json": .init(body: Self.known),
                    "/version": .init(body: Array(#"{"ApiVersion":"1.48"}"#.utf8)),
                    "/images/x:1/get": .init(body: try SmallImage("amd64").archive),
                ])
            let source = EngineSource("x:1", at: .socket(engine.path))
            #expect(try await source.read(Platform("amd64"), limits: ImageLimits()) { Paths() }.layers.count == 1)
            #expect(engine.requests.last?.contains("get?platform=%7B%22os%22%3A%22linux%22") == true)
        }
    }

    @Test func brokenAnswersAreRefused() async throws {
        try await withFolder { folder in
            let whole = try SmallImage().archive
            for (number, (answer, reason)) in [
                (FakeEngine.Answer(body: Array(whole.prefix(900))), "ends too early"),
                (FakeEngine.Answer(body: Array(whole.prefix(900)), announced: whole.count), "could not be asked"),
                (
                    FakeEngine.Answer(status: "500 Oops", body: Array(#"{"message":"disk full"}"#.utf8)),
                    "refused: disk full"
                ),
                (FakeEngine.Answer(status: "502 Bad Gateway", body: Array("<html>".utf8)), "is no Docker Engine"),
            ].enumerated() {
                let engine = try FakeEngine(
                    "\(folder)/\(number).sock",
                    ["/images/x:1/json": .init(body: Self.known), "/images/x:1/get": answer])
                let failure = await refusal(EngineSource("x:1", at: .socket(engine.path)))
                #expect(failure?.text(.english).contains(reason) == true, "\(failure?.description ?? "")")
            }
        }
    }

    @Test func anEngineThatIsNotThereSaysWhatToDo() async throws {
        try await withFolder { folder in
            let missing = await refusal(EngineSource("x", at: .socket("\(folder)/none.sock")))
            #expect(missing?.code == .unavailable)
            #expect(missing?.message.en.contains("No Docker Engine runs at \(folder)/none.sock") == true)
            // A socket that an engine left behind.
            close(FakeEngine.listen("\(folder)/old.sock"))
            let old = await refusal(EngineSource("x", at: .socket("\(folder)/old.sock")))
            #expect(old?.message.en.contains("No Docker Engine runs") == true, "\(old?.description ?? "")")
            let closed = await refusal(EngineSource("x", at: .http(host: "127.0.0.1", port: 1)))
            #expect(closed?.code == .unavailable)
            #expect(closed?.message.en.contains("No Docker Engine runs") == true, "\(closed?.description ?? "")")
        }
    }
}

/// The paths of a layer.
struct Paths: LayerConsumer {
    private var paths: [String] = []
    mutating func begin(_ entry: LayerEntry) -> Bool {
        paths.append(entry.path)
        return false
    }
    mutating func content(_ bytes: UnsafeRawBufferPointer) {}
    mutating func end() {}
    consuming func finish() -> [String] { paths }
}

/// An archive of `docker save` with one layer of one file.
struct SmallImage {
    let archive: [UInt8]

    init(_ architecture: String = "arm64") throws {
        func tar(_ files: [(String, [UInt8])]) -> [UInt8] {
            var bytes: [UInt8] = []
            for (path, content) in files {
                var block = [UInt8](repeating: 0, count: 512)
                func put(_ text: String, _ offset: Int) {
                    for (index, byte) in text.utf8.enumerated() { block[offset + index] = byte }
                }
                func octal(_ value: Int) -> String {
                    let text = String(value, radix: 8)
                    return String(repeating: "0", count: 11 - text.utf8.count) + text
                }
                put(path, 0)
                put("0000644", 100)
                put(octal(content.count), 124)
                put("        ", 148)
                put("0", 156)
                put("ustar", 257)
                put("00", 263)
                put(String(octal(block.reduce(0) { $0 + Int($1) }).suffix(6)) + "\0", 148)
                bytes += block + content
                bytes += [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
            }
            return bytes + [UInt8](repeating: 0, count: 1024)
        }
        let layer = tar([("etc/hello", Array("hello".utf8))])
        let digest = try #require(Digest.of(layer))
        let config =
            #"{"os":"linux","architecture":"\#(architecture)","config":{},"rootfs":{"diff_ids":["\#(digest)"]}}"#
        let manifest = #"[{"Config":"c.json","RepoTags":["x:1"],"Layers":["l/layer.tar"]}]"#
        archive = tar([
            ("l/layer.tar", layer), ("c.json", Array(config.utf8)), ("manifest.json", Array(manifest.utf8)),
        ])
    }
}
