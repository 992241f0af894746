import ArgumentParser
import Foundation
import Testing

@testable import plimsoll

struct GenerateDocsTests {
    /// Runs the command on a folder; its exit code.
    private func run(_ folder: URL, _ options: String...) throws -> Int32 {
        let command = try GenerateDocsCommand.parse(["--output", folder.path] + options)
        do {
            try command.run()
            return 0
        } catch let code as ExitCode {
            return code.rawValue
        }
    }

    @Test func writesOnceChecksAndClears() throws {
        let files = FileManager.default
        let folder = files.temporaryDirectory.appending(path: "plimsoll-docs-\(UUID().uuidString)")
        defer { try? files.removeItem(at: folder) }
        #expect(try run(folder, "--check") == 1, "nothing is there yet")
        #expect(!files.fileExists(atPath: folder.path), "a check writes nothing")
        #expect(try run(folder) == 0)
        #expect(try run(folder, "--check") == 0)

        let page = folder.appending(path: "rules/en/DF201.md")
        let old = Date(timeIntervalSince1970: 1_000_000)
        try files.setAttributes([.modificationDate: old], ofItemAtPath: page.path)
        #expect(try run(folder) == 0)
        #expect(try files.attributesOfItem(atPath: page.path)[.modificationDate] as? Date == old, "what is fresh stays")

        try Data("# old".utf8).write(to: page)
        let gone = folder.appending(path: "rules/ja/DF999.md")
        try Data("# gone".utf8).write(to: gone)
        let other = folder.appending(path: "architecture.md")
        try Data("# by hand".utf8).write(to: other)
        #expect(try run(folder, "--check") == 1)
        #expect(files.fileExists(atPath: gone.path))
        #expect(try run(folder) == 0)
        #expect(try run(folder, "--check") == 0)
        #expect(!files.fileExists(atPath: gone.path), "a page of a rule that is gone goes as well")
        #expect(try String(contentsOf: other, encoding: .utf8) == "# by hand")
    }

    @Test func isHidden() {
        #expect(!GenerateDocsCommand.configuration.shouldDisplay)
        #expect(Plimsoll.configuration.subcommands.contains { $0 == GenerateDocsCommand.self })
    }
}
