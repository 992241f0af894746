import Foundation
import Reports
import Testing

/// Where `Scripts/test-images` puts the real images.
enum RealImages {
    static let folder = Program.root.appending(path: ".build-tools/images")
    static var isAsked: Bool { ProcessInfo.processInfo.environment["PLIMSOLL_DOCKER_TESTS"] == "1" }
    static var areThere: Bool { exists("app/save.tar") && exists("distroless/save.tar") }

    static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: path).path)
    }
}

/// Real images, built by the engine and by buildah, in every form that an image is handed on in.
///
/// `Scripts/test-images` makes them below .build-tools/images.
@Suite(
    .serialized,
    .enabled("set PLIMSOLL_DOCKER_TESTS=1 and run Scripts/test-images") {
        RealImages.isAsked && RealImages.areThere
    })
struct RealImageTests {
    private func told(_ reference: String, _ more: String...) throws -> ImageTold {
        let arguments = ["image", reference, "--format", "json", "--no-vulnerabilities", "--fail-on", "never"] + more
        let result = try Program.start(Program.program.path, arguments)
        try #require(result.code == 0, "\(reference): \(result.errors)")
        return try ImageTold(result.output)
    }

    private func text(_ path: String) throws -> String {
        try String(contentsOf: RealImages.folder.appending(path: path), encoding: .utf8)
    }

    private func path(_ file: String) -> String { RealImages.folder.appending(path: file).path }

    // MARK: - Forms

    /// Whether two readings tell the same of layers, packages, secrets, waste and findings.
    private func expectSame(_ told: ImageTold, _ first: ImageTold, _ form: String) {
        let (a, b) = (told.image, first.image)
        #expect(a.layers.map(\.diffID) == b.layers.map(\.diffID), "\(form)")
        #expect(
            a.layers.map { [$0.size, $0.files, $0.hidden, $0.needless] }
                == b.layers.map { [$0.size, $0.files, $0.hidden, $0.needless] }, "\(form)")
        #expect(a.layers.map(\.origin) == b.layers.map(\.origin), "\(form)")
        #expect(a.packages == b.packages, "\(form)")
        #expect(a.secrets == b.secrets, "\(form)")
        #expect(a.waste == b.waste, "\(form)")
        #expect(a.gaps == b.gaps, "\(form)")
        #expect(a.system == b.system && a.size == b.size && a.platform == b.platform, "\(form)")
        // Where signatures could lie beside the image, their absence is told; an archive of docker save has no such place.
        func judged(_ told: ImageTold) -> [String] { told.findings.filter { !$0.contains("\"rule\":\"IM601\"") } }
        #expect(judged(told) == judged(first), "\(form)")
    }

    @Test func everyFormTellsTheSame() throws {
        let first = try told("docker-daemon:plimsoll-test/app:classic")
        #expect(first.image.layers.count > 10 && !first.findings.isEmpty)
        #expect(first.image.source == "docker-engine")
        let forms = [
            "app/save.tar", "app/save.tar.gz", "app/save.tar.zst", "app/oci", "app/oci-zstd", "app/oci.tar",
            "app/oci.tar.gz", "app/skopeo.tar",
        ]
        for form in forms { expectSame(try told(path(form)), first, form) }
        #expect(try told("oci:\(path("app/oci"))").image.source == "oci-layout")
        #expect(try told("docker-archive:\(path("app/save.tar"))").image.source == "docker-archive")
    }

    @Test(
        .enabled("docker-registry and skopeo are needed") { LocalRegistry.isAvailable })
    func theRegistryTellsTheSame() throws {
        let registry = try LocalRegistry()
        defer { registry.stop() }
        let name = try registry.push("docker-archive:\(path("app/save.tar"))", as: "clock/app:1")
        let first = try told(path("app/save.tar"))
        let other = try told("docker://\(name)", "--insecure")
        expectSame(other, first, "registry")
        #expect(other.image.source == "registry")
        #expect(other.image.manifestDigest != nil)
    }

    /// Other builders write other layers: dates differ, but not what is in them.
    @Test(arguments: ["app/buildkit.tar", "app/buildah.tar", "app/buildah"])
    func otherBuildersTellTheSamePackagesAndSecrets(_ form: String) throws {
        guard RealImages.exists(form) else { return }
        let (a, b) = (try told(path(form)).image, try told(path("app/save.tar")).image)
        func packages(_ image: ImageRecord) -> Set<String> {
            Set((image.packages ?? []).map { "\($0.purl) \($0.owner ?? "")" })
        }
        #expect(packages(a) == packages(b))
        func files(_ image: ImageRecord) -> Set<String> {
            Set(
                image.secrets.filter { !$0.path.hasPrefix("history") }
                    .map { "\($0.kind) \($0.path) \($0.fingerprint) \($0.hiddenBy != nil)" })
        }
        #expect(files(a) == files(b))
        #expect(a.system == b.system)
    }

    // MARK: - Secrets

    private struct Planted: Decodable {
        var values: [String]
        var planted: [Secret]
        struct Secret: Decodable {
            var kind: String
            var path: String
            var gone: Bool
        }
    }

    @Test func plantedSecretsAreFoundInTheirLayers() throws {
        let planted = try JSONDecoder().decode(Planted.self, from: Data(try text("app/secrets.json").utf8))
        let image = try told(path("app/save.tar")).image
        for secret in planted.planted {
            let isFound = image.secrets.contains {
                $0.kind == secret.kind && ($0.path == secret.path || $0.path.hasPrefix(secret.path + " "))
                    && ($0.hiddenBy != nil) == secret.gone
            }
            #expect(isFound, "\(secret), found \(image.secrets.map { "\($0.kind) \($0.path) \($0.hiddenBy ?? 0)" })")
        }
        #expect(!image.secrets.contains { $0.path == "srv/app/example.env" })
        for format in ["text", "json", "html"] {
            let result = try Program.run("image", path("app/save.tar"), "--format", format, "--no-vulnerabilities")
            for value in planted.values { #expect(!result.output.contains(value), "\(format)") }
        }
    }

    // MARK: - Packages

    @Test func packagesAreThoseOfTheirManagers() throws {
        let told = try told(path("app/save.tar"))
        let debian = try text("app/truth/dpkg.txt").split(separator: "\n").map { line in
            line.split(separator: " ").prefix(2).joined(separator: " ")
        }
        #expect(told.packages("deb") == Set(debian))

        struct Pip: Decodable { var name, version: String }
        let pip = try JSONDecoder().decode([Pip].self, from: Data(try text("app/truth/pip.json").utf8))
        func spelled(_ name: String) -> String {
            name.lowercased().replacing("_", with: "-").replacing(".", with: "-")
        }
        #expect(
            Set((told.image.packages ?? []).filter { $0.type == "pypi" }.map { "\(spelled($0.name)) \($0.version)" })
                == Set(pip.map { "\(spelled($0.name)) \($0.version)" }))

        let npm = try #require(
            try JSONSerialization.jsonObject(with: Data(try text("app/truth/npm.json").utf8)) as? [String: Any])
        #expect(told.packages("npm", below: "usr/lib/node_modules/npm/") == nodes(npm))

        // `name (default: 1.2.3)` and `name (2.2.4, 2.1.0)`.
        let gems = try text("app/truth/gem.txt").split(separator: "\n").flatMap { line -> [String] in
            let parts = line.split(separator: " ", maxSplits: 1)
            guard parts.count == 2 else { return [] }
            return parts[1].replacing("default: ", with: "").trimmingCharacters(in: ["(", ")"]).split(separator: ", ")
                .map { "\(parts[0]) \($0)" }
        }
        #expect(told.packages("gem") == Set(gems))

        // Of `go version -m`: path, mod, dep and what replaces it, and the toolchain in the first line.
        let lines = try text("app/truth/go.txt").split(separator: "\n").map { $0.split(whereSeparator: \.isWhitespace) }
        let modules = Set(lines.filter { $0.first == "dep" || $0.first == "mod" }.map { "\($0[1])" })
        let found = (told.image.packages ?? []).filter { $0.path == "srv/app/clock" }
        #expect(modules.isSubset(of: Set(found.map(\.name))), "\(found.map(\.purl))")
        let toolchain = try #require(lines.first?.last).dropFirst(2)
        #expect(found.contains { $0.name == "stdlib" && $0.version.hasSuffix(toolchain) }, "\(found.map(\.purl))")

        let maven = (told.image.packages ?? []).filter { $0.type == "maven" && $0.path.hasPrefix("srv/app/") }
        #expect(
            Set(maven.map(\.purl)) == ["pkg:maven/org.example/shop@4.5.6", "pkg:maven/org.example.lib/inner@1.2.3"])
    }

    /// Name and version of a node and of those below it; `npm ls --long` tells the names of their own.
    private func nodes(_ node: [String: Any]) -> Set<String> {
        var result: Set<String> = []
        if let name = node["name"] as? String, let version = node["version"] as? String {
            result.insert("\(name) \(version)")
        }
        for value in (node["dependencies"] as? [String: [String: Any]] ?? [:]).values { result.formUnion(nodes(value)) }
        return result
    }

    @Test(arguments: ["rpm-sqlite", "rpm-ndb"])
    func packagesOfRPM(_ name: String) throws {
        let told = try told(path("\(name)/save.tar"))
        let truth = try text("\(name)/truth/rpm.txt").split(separator: "\n").map { line in
            line.split(separator: " ").prefix(2).joined(separator: " ")
        }
        #expect(truth.count == 5)
        #expect(told.packages("rpm") == Set(truth))
        #expect(told.image.system == "Test Linux 38")
    }

    @Test(arguments: [("apk", "apk"), ("distroless", "deb")])
    func packagesOf(_ name: String, _ type: String) throws {
        let told = try told(path("\(name)/save.tar"))
        #expect(
            told.packages(type) == Set(try text("\(name)/truth/packages.txt").split(separator: "\n").map(String.init)))
    }
}
