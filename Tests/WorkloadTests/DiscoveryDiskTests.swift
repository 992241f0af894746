import Basics
import Foundation
import Testing
import Workload

/// The nearest `shared/corpus` above this file, or nil where the corpus is not at hand.
private let corpus: String? = {
    var folder = URL(filePath: #filePath).deletingLastPathComponent()
    while folder.path.count > 1 {
        let candidate = folder.appending(path: "shared/corpus").path
        if FileManager.default.fileExists(atPath: candidate) { return candidate }
        folder.deleteLastPathComponent()
    }
    print("No corpus beside the repository: its tests are skipped.")
    return nil
}()

@Suite struct DiscoveryDiskTests {
    @Test(.enabled(if: corpus != nil)) func theCorpusIsFound() throws {
        let tree = DiskTree(root: try #require(corpus))
        let found = Discovery.find(in: tree)
        let refused = found.containerFiles.filter { !$0.isFound }
        #expect(found.dockerfiles.count >= 134)
        #expect(refused.isEmpty, "\(refused.map { ($0.path, $0.state) })")
        #expect(found.problems.isEmpty, "\(found.problems)")
    }

    @Test(.enabled(if: corpus != nil)) func composeOfTheVotingApp() throws {
        let tree = DiskTree(root: try #require(corpus) + "/dockersamples__example-voting-app")
        let found = Discovery.find(in: tree)
        let hints = { (path: String) in found.containerFile(path)?.builds ?? [] }
        #expect(
            found.containerFiles.filter { $0.kind == .compose }.map(\.path) == [
                "docker-compose.images.yml", "docker-compose.yml", "result/docker-compose.test.yml",
            ])
        #expect(hints("vote/Dockerfile").first?.context == "vote")
        #expect(hints("vote/Dockerfile").compactMap(\.target) == ["dev"])
        #expect(hints("worker/Dockerfile").first?.name == "worker")
        #expect(hints("seed-data/Dockerfile").first?.name == "seed")
        #expect(hints("result/tests/Dockerfile").first?.context == "result/tests")
    }

    @Test func linksAndSpecialFiles() throws {
        let root = FileManager.default.temporaryDirectory.appending(path: "discovery-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: root) }
        let manager = FileManager.default
        for folder in ["a", "real"] {
            try manager.createDirectory(at: root.appending(path: folder), withIntermediateDirectories: true)
        }
        try Data("FROM x\n".utf8).write(to: root.appending(path: "real/base"))
        let link = { (path: String, to: String) in
            try manager.createSymbolicLink(atPath: root.appending(path: path).path, withDestinationPath: to)
        }
        try link("a/loop", "..")
        try link("a/Dockerfile", "../real/base")
        try link("Dockerfile.broken", "nowhere")
        try link("Dockerfile.folder", "real")
        try link("Dockerfile.self", "Dockerfile.self")
        #expect(mkfifo(root.appending(path: "Dockerfile.pipe").path, 0o600) == 0)
        let found = Discovery.find(in: DiskTree(root: root.path))
        #expect(found.linksSeen == 5)
        #expect(found.foldersVisited == 3)
        #expect(found.containerFile("a/Dockerfile")?.state == .found)
        #expect(
            found.containerFiles.filter { !$0.isFound }.map(\.path) == [
                "Dockerfile.broken", "Dockerfile.folder", "Dockerfile.pipe", "Dockerfile.self",
            ])
    }

    /// 100,000 files and 2,000 workloads; the bound is that of a debug build on a busy machine.
    @Test func aLargeRepositoryIsWalkedFast() {
        var files: [String: String] = [:]
        let compose = "services:\n  web:\n    build: .\n    ports: ['80:80']\n    environment: {A: '1', B: '2'}\n"
        for workload in 0..<2000 {
            files["services/w\(workload)/Dockerfile"] = "FROM alpine\nRUN true\n"
            files["services/w\(workload)/compose.yaml"] = compose
            for file in 0..<48 { files["services/w\(workload)/src/module\(file).go"] = "x" }
        }
        let tree = MemoryTree(files)
        var found = Discovered()
        let time = ContinuousClock().measure { found = Discovery.find(in: tree) }
        print("Walked \(found.filesSeen) files, \(found.dockerfiles.count) Dockerfiles, in \(time)")
        #expect(found.filesSeen == 100_000)
        #expect(found.dockerfiles.count == 2000 && found.dockerfiles.allSatisfy { $0.builds.count == 1 })
        #expect(time < .seconds(20))
    }
}
