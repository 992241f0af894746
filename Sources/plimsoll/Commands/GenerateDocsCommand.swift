import ArgumentParser
import Basics
import Foundation
import Reports
import Rules

/// Writes the generated part of the documentation, or tells what of it is stale.
struct GenerateDocsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate-docs", abstract: "Write the pages of the rules and questions.", shouldDisplay: false)

    @Option(name: .long, help: "The folder of the documentation.")
    var output = "docs"

    @Flag(name: .long, help: "Change nothing; exit 1 and name the files that are stale.")
    var check = false

    func run() throws {
        let pages = Pages.all(.all)
        let root = URL(filePath: output, directoryHint: .isDirectory)
        var stale: [String] = []
        for (path, text) in pages.sorted(by: { $0.key < $1.key }) {
            let file = root.appending(path: path)
            guard (try? Data(contentsOf: file)) != Data(text.utf8) else { continue }
            stale.append(path)
            guard !check else { continue }
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        for path in Self.files(in: root) where pages[path] == nil {
            stale.append(path)
            if !check { try FileManager.default.removeItem(at: root.appending(path: path)) }
        }
        for path in stale { Terminal.print("\(output)/\(path)\n") }
        if check, !stale.isEmpty { throw ExitCode(1) }
    }

    /// What stands in the folders of the generator, hidden files aside.
    private static func files(in root: URL) -> [String] {
        Pages.folders.flatMap { folder -> [String] in
            let names = (try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)) ?? []
            return names.filter { !$0.hasPrefix(".") }.sorted().map { "\(folder)/\($0)" }
        }
    }
}
