import Basics
import Testing

@testable import Workload

/// Real repositories, when they lie in `shared/corpus` in a folder above this package; nothing else is asked of them than
/// that every folder can be read.
@Suite struct ManifestCorpusTests {
    @Test func everyFolderIsRead() throws {
        guard let root = Self.corpus() else {
            print("ManifestCorpusTests: skipped, there is no shared/corpus above this package")
            return
        }
        let tree = DiskTree(root: root)
        var folders = [""]
        var visited = 0
        while let folder = folders.popLast() {
            visited += 1
            for manifest in ManifestReader.read(folder: folder, in: tree) {
                #expect(manifest.problem == nil, "\(manifest.path)")
            }
            for config in ServerConfigReader.read(folder: folder, in: tree) {
                #expect(config.problem == nil, "\(config.path)")
            }
            _ = PackageConfig.read(folder: folder, in: tree)
            for entry in try tree.list(folder) where entry.kind == .folder {
                folders.append(folder.isEmpty ? entry.name : folder + "/" + entry.name)
            }
        }
        #expect(visited > 10)
    }

    private static func corpus() -> String? {
        var folder = #filePath
        while let slash = folder.lastIndex(of: "/") {
            folder = String(folder[..<slash])
            if DiskTree(root: folder).entry("shared/corpus")?.kind == .folder { return folder + "/shared/corpus" }
        }
        return nil
    }
}
