import Foundation
import Reports
import Testing

/// Thirty secrets over five layers, the configuration and the history of one image, among twenty decoys.
struct PlantedSecretsTests {
    private func told(_ format: String, _ archive: URL) throws -> String {
        let result = try Program.run(
            "image", archive.path, "--format", format, "--no-vulnerabilities", "--fail-on", "never", "--lang", "en")
        try #require(result.code == 0, "\(result.errors)")
        return result.output
    }

    private func withArchive(_ planted: PlantedSecrets, _ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "plimsoll-planted-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let archive = folder.appending(path: "planted.tar")
        try DockerArchive.write(
            to: archive, layers: planted.layers, environment: planted.environment, labels: planted.labels,
            history: planted.history)
        try body(archive)
    }

    @Test func asManyAsAreMeant() {
        let planted = PlantedSecrets()
        #expect(planted.secrets.count == 30 && planted.values.count == 30)
        #expect(Set(planted.secrets.map(\.kind)).count >= 15)
        #expect(planted.secrets.filter { $0.hiddenBy != nil }.count == 10)
        #expect(Set(planted.decoys).count == 20)
    }

    @Test func allAreFoundAndNoDecoy() throws {
        let planted = PlantedSecrets()
        try withArchive(planted) { archive in
            let image = try ImageTold(try told("json", archive)).image
            let found = image.secrets.map {
                PlantedSecrets.Secret(kind: $0.kind, path: $0.path, layer: $0.layer, hiddenBy: $0.hiddenBy)
            }
            for secret in planted.secrets {
                #expect(
                    found.filter { $0 == secret }.count == 1,
                    "\(secret), found \(found.filter { $0.path == secret.path })")
            }
            let expected = Set(planted.secrets)
            #expect(found.filter { !expected.contains($0) } == [])
            for decoy in planted.decoys { #expect(!found.contains { $0.path == decoy }, "\(decoy)") }
        }
    }

    @Test(arguments: ["text", "json", "html", "sarif", "markdown", "spdx", "cyclonedx"])
    func noValueIsShown(_ format: String) throws {
        let planted = PlantedSecrets()
        try withArchive(planted) { archive in
            // What a writer escapes is plain again.
            let output = try told(format, archive).replacing("\\", with: "").replacing("&#x2F;", with: "/")
            for value in planted.values {
                #expect(!output.contains(value), "\(value)")
                // A quarter may be shown; half of it is never.
                #expect(!output.contains(value.prefix(value.count / 2)), "\(value)")
                #expect(!output.contains(value.suffix(value.count / 2)), "\(value)")
            }
        }
    }
}
