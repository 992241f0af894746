import Basics
import Foundation
import Templates
import Testing

/// The nearest `shared/corpus` above this file, or nil where the corpus is not at hand.
let corpus: String? = {
    var folder = URL(filePath: #filePath).deletingLastPathComponent()
    while folder.path.count > 1 {
        let candidate = folder.appending(path: "shared/corpus").path
        if FileManager.default.fileExists(atPath: candidate) { return candidate }
        folder.deleteLastPathComponent()
    }
    print("No corpus beside the repository: its tests are skipped.")
    return nil
}()

@Suite(.enabled(if: corpus != nil)) struct CorpusTests {
    /// All files with one of the endings, that are no sources of a template engine.
    private func files(_ endings: [String]) throws -> [SourceFile] {
        let root = try #require(corpus)
        let names = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
        let tree = DiskTree(root: root)
        return names.filter { name in endings.contains { name.hasSuffix($0) } }.compactMap { tree.source($0) }
    }

    @Test func everyYAMLAndJSONFileIsRead() throws {
        let sources = try files([".yml", ".yaml", ".json"])
        #expect(sources.count > 30)
        var refused: [String] = []
        for source in sources {
            do throws(Failure) { _ = try Document.read(source) } catch { refused.append(error.description) }
        }
        for line in refused { print(line) }
        // Files that a template engine fills in are named .json or .yaml too.
        #expect(refused.count <= 3, "\(refused.joined(separator: "\n"))")
    }

    @Test func composeFilesAreUnderstood() throws {
        let sources = try files([".yml", ".yaml"]).filter { $0.path.contains("compose") }
        #expect(sources.count >= 10)
        for source in sources {
            let file = try ComposeFile.read(source)
            #expect(file.problems.isEmpty, "\(source.path): \(file.problems)")
            #expect(!file.services.isEmpty || !file.includes.isEmpty)
        }
        let compose = try #require(
            try sources.first { $0.path.hasSuffix("voting-app/docker-compose.yml") }.map { try ComposeFile.read($0) })
        #expect(compose.services.map(\.name) == ["vote", "result", "worker", "redis", "db", "seed"])
        #expect(compose.services.filter { $0.build != nil }.count == 4)
        #expect(compose.service("vote")?.build?.target?.known == "dev")
        #expect(compose.service("vote")?.ports.first?.target.known == "80")
        #expect(compose.service("result")?.ports.last?.hostAddress?.known == "127.0.0.1")
        #expect(compose.service("db")?.volumes.first?.source?.known == "db-data")
        #expect(compose.service("db")?.environment.map(\.name) == ["POSTGRES_USER", "POSTGRES_PASSWORD"])
        #expect(compose.service("vote")?.dependencies.first?.condition == "service_healthy")
        #expect(compose.service("seed")?.profiles.compactMap(\.known) == ["seed"])
        #expect(compose.volumes == ["db-data"])
    }
}
