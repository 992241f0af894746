import Basics
import DockerEngine
import Foundation
import OCIImage
import Testing

/// An image that the real engine built, in each form that the engine and skopeo write.
///
/// `Scripts/docker-engine` starts an engine, `Scripts/base-images` makes busybox:1.35.
struct RealFormsTests {
    static var isAsked: Bool { ProcessInfo.processInfo.environment["PLIMSOLL_DOCKER_TESTS"] == "1" }

    @discardableResult
    static func run(_ command: String) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-ec", command]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let text = String(decoding: bytes, as: UTF8.self)
        guard process.terminationStatus == 0 else {
            throw Failure(.unavailable, Text(en: "\(command): \(text)", ja: ""))
        }
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    static func has(_ program: String) -> Bool { (try? run("command -v \(program)")) != nil }

    private struct Seen: Equatable {
        var config: Digest
        var diffIDs: [Digest]
        var paths: [[String]]
    }

    private func seen(_ source: any ImageSource) async throws -> Seen {
        let image = try await source.read(nil, limits: ImageLimits()) { Paths() }
        return Seen(
            config: image.configDigest, diffIDs: image.layers.map(\.facts.diffID), paths: image.layers.map(\.result))
    }

    @Test(.enabled("set PLIMSOLL_DOCKER_TESTS=1 and run Scripts/docker-engine") { isAsked })
    func everyFormOfAnImageIsTheSame() async throws {
        try await withFolder { folder in
            let name = "plimsoll-test/forms:\(UUID().uuidString.prefix(8).lowercased())"
            try Data("FROM busybox:1.35\nRUN echo one > /one && rm /bin/vi\nCOPY two /srv/two\nUSER 1000\n".utf8)
                .write(to: URL(fileURLWithPath: "\(folder)/Dockerfile"))
            try Data((0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
                .write(to: URL(fileURLWithPath: "\(folder)/two"))
            try Self.run("cd \(folder) && DOCKER_BUILDKIT=0 docker build -q -t \(name) .")
            defer { _ = try? Self.run("docker image rm -f \(name)") }

            let address = try EngineAddress.find(environment: ProcessInfo.processInfo.environment)
            let engine = EngineSource(name, at: address)
            #expect(try await engine.isThere())
            let first = try await seen(engine)
            #expect(first.config.description == (try Self.run("docker image inspect -f '{{.Id}}' \(name)")))
            #expect(first.paths.count == 3)
            #expect(first.paths[1].contains("one") && first.paths[1].contains("bin/.wh.vi"))
            #expect(first.paths[2].contains("srv/two"))
            #expect(try await EngineSource("plimsoll-test/forms:absent", at: address).isThere() == false)

            try Self.run(
                """
                cd \(folder); docker save \(name) > save.tar; gzip -k save.tar
                docker save \(name) busybox:1.35 > two.tar
                ! command -v zstd || zstd -q -k save.tar
                """)
            for form in ["save.tar", "save.tar.gz", "save.tar.zst"] {
                guard FileManager.default.fileExists(atPath: "\(folder)/\(form)") else { continue }
                #expect(try await seen(try ArchiveSource(path: "\(folder)/\(form)")) == first, "\(form)")
            }
            #expect(try await seen(try ArchiveSource(path: "\(folder)/two.tar", reference: name)) == first)
            await #expect(throws: Failure.self) { try await seen(try ArchiveSource(path: "\(folder)/two.tar")) }

            guard Self.has("skopeo") else { return }
            let copy = "skopeo copy -q --insecure-policy"
            try Self.run(
                """
                cd \(folder)
                \(copy) docker-archive:save.tar oci:layout:gzip
                \(copy) --dest-compress-format zstd docker-archive:save.tar oci:layout:zstd
                \(copy) docker-archive:save.tar oci-archive:oci.tar:x
                \(copy) docker-archive:save.tar docker-archive:skopeo.tar:x:1
                gzip -k oci.tar skopeo.tar
                """)
            let oci = try await seen(try LayoutSource(folder: "\(folder)/layout", tag: "gzip"))
            // skopeo writes the configuration of an OCI image anew.
            #expect(oci.diffIDs == first.diffIDs && oci.paths == first.paths)
            let zstd = try LayoutSource(folder: "\(folder)/layout", tag: "zstd")
            #expect(try await seen(zstd) == oci)
            #expect(
                try await zstd.read(nil, limits: ImageLimits()) { Paths() }.layers.map(\.facts.compression)
                    == Array(repeating: .zstd, count: 3))
            for form in ["oci.tar", "oci.tar.gz"] {
                #expect(try await seen(try ArchiveSource(path: "\(folder)/\(form)")) == oci, "\(form)")
            }
            for form in ["skopeo.tar", "skopeo.tar.gz"] {
                #expect(try await seen(try ArchiveSource(path: "\(folder)/\(form)")) == first, "\(form)")
            }
        }
    }

    @Test(
        .enabled("set PLIMSOLL_DOCKER_TESTS=1 and install buildah") { isAsked && has("buildah") })
    func whatBuildahWritesIsRead() async throws {
        try await withFolder { folder in
            let buildah = "buildah --storage-driver vfs --root \(folder)/store --runroot \(folder)/run"
            defer { _ = try? Self.run("\(buildah) rm -a; \(buildah) rmi -a -f") }
            try Self.run(
                """
                cd \(folder); mkdir context; echo hi > context/hello
                c=$(\(buildah) from scratch)
                \(buildah) copy $c context /opt
                \(buildah) config --user 1000 $c
                for to in oci:layout:x oci-archive:oci.tar:x docker-archive:docker.tar:x:1; do \(buildah) commit -q $c $to; done
                """)
            for text in ["oci:\(folder)/layout:x", "oci-archive:\(folder)/oci.tar", "\(folder)/docker.tar"] {
                let source = try #require(try ImagePlace(text).source())
                let image = try await source.read(nil, limits: ImageLimits()) { Paths() }
                #expect(image.layers.count == 1, "\(text)")
                #expect(image.layers.first?.result.contains("opt/hello") == true, "\(text)")
                #expect(image.configuration.user == "1000", "\(text)")
            }
        }
    }
}
