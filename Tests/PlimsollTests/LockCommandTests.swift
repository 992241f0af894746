import Foundation
import Testing

@testable import plimsoll

/// `plimsoll lock` against a registry of this machine, and what others make of its file.
@Suite(.enabled("docker-registry and skopeo are needed") { LocalRegistry.isAvailable })
struct LockCommandTests {
    private func start(_ folder: TestFolder, _ arguments: String...) throws -> Program.Result {
        try Program.start(
            Program.program.path, arguments, in: URL(filePath: folder.path("")),
            environment: ["PLIMSOLL_DB": folder.path("none.sqlite"), "LANG": "C"])
    }

    private func push(_ image: ImageOnDisk, to registry: LocalRegistry) throws -> String {
        let layout = try TestFolder(image.layout())
        return try withExtendedLifetime(layout) {
            try registry.push("oci:\(layout.path("")):1", as: "base/debian:12")
        }
    }

    /// The lowest layer of the demonstration, as a base image that others stand on.
    private static func base() -> ImageOnDisk {
        var base = ImageOnDisk.demo()
        base.layers.removeLast(2)
        base.history.removeLast(4)
        return base
    }

    @Test func digestsAreRecordedAndChangesAreTold() throws {
        let registry = try LocalRegistry()
        defer { registry.stop() }
        let name = try push(Self.base(), to: registry)
        let folder = try TestFolder([
            "Dockerfile": Data(ImageOnDisk.dockerfile.replacing("debian:12", with: name).utf8),
            "demo.tar": ImageOnDisk.demo().dockerArchive(),
        ])
        let first = try start(folder, "lock", ".", "--insecure")
        #expect(first.code == 0 && first.output.contains("\(name)  sha256:"), "\(first.errors)\(first.output)")
        let lock = try String(contentsOfFile: folder.path("plimsoll.lock"), encoding: .utf8)
        #expect(lock.contains(name) && lock.contains("linux/amd64"), "\(lock)")
        // Nothing changed: the file stays as it is.
        let again = try start(folder, "lock", ".", "--insecure", "--check")
        #expect(again.code == 0 && again.output.contains("1 image stands for what it did"), "\(again.output)")
        #expect(try String(contentsOfFile: folder.path("plimsoll.lock"), encoding: .utf8) == lock)

        // The base is recognised by its layer, without a word of the Dockerfile.
        let image = try start(folder, "image", "demo.tar")
        #expect(image.output.contains("base \(name)"), "\(image.output)")

        // The tag moves: --check says so and writes nothing.
        var other = Self.base()
        other.layers[0].append(.init(path: "etc/motd", text: "new"))
        _ = try push(other, to: registry)
        let moved = try start(folder, "lock", ".", "--insecure", "--check")
        #expect(moved.code == 1 && moved.output.contains(" is sha256:"), "\(moved.output)\(moved.errors)")
        #expect(try String(contentsOfFile: folder.path("plimsoll.lock"), encoding: .utf8) == lock)
        #expect(try start(folder, "lock", ".", "--insecure").code == 0)
        #expect(try String(contentsOfFile: folder.path("plimsoll.lock"), encoding: .utf8) != lock)
    }

    @Test func aNameThatCannotBeAskedIsSaidAndTheOthersAreKept() throws {
        let registry = try LocalRegistry()
        defer { registry.stop() }
        let name = try push(Self.base(), to: registry)
        let folder = try TestFolder([
            "Dockerfile": Data("FROM \(name) AS a\nFROM \(registry.address)/none:1\nCOPY --from=a / /\n".utf8)
        ])
        let run = try start(folder, "lock", ".", "--insecure")
        #expect(run.code == 3 && run.errors.contains("none:1"), "\(run.errors)")
        #expect(try String(contentsOfFile: folder.path("plimsoll.lock"), encoding: .utf8).contains(name))
    }

    @Test func nothingToLockIsSaid() throws {
        let folder = try TestFolder(["Dockerfile": Data("FROM scratch\nCOPY a /a\n".utf8)])
        let run = try start(folder, "lock", ".")
        #expect(run.code == 0 && run.output.contains("No FROM names an image."), "\(run.output)")
        #expect(!FileManager.default.fileExists(atPath: folder.path("plimsoll.lock")))
        #expect(try start(folder, "lock", "nowhere").code == 2)
    }
}
