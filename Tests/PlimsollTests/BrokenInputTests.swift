import Basics
import Foundation
import Reports
import RuleKit
import Testing

@testable import plimsoll

/// Input that is broken on purpose: a clear word and the right exit code, never a crash, never a silent pass.
struct BrokenInputTests {
    @Test func aBinaryFileIsRefused() async throws {
        let folder = try TestFolder(["Dockerfile": Data((0..<2000).map { UInt8(truncatingIfNeeded: $0 &* 7) })])
        let outcome = try await folder.review()
        #expect(outcome.exitCode == 3)
        #expect(outcome.review.files.map(\.state) == [.refused])
        #expect(outcome.review.files.first?.reason?.en.contains("binary") == true)
    }

    @Test func aHugeLineIsRefused() async throws {
        let text = "FROM debian:12\nRUN echo " + String(repeating: "a", count: 3_000_000) + "\n"
        let outcome = try await TestFolder(["Dockerfile": Data(text.utf8)]).review()
        #expect(outcome.exitCode == 3)
        #expect(outcome.review.files.first?.reason?.en.contains("bytes") == true)
    }

    @Test func anUnreadableFileIsRefused() async throws {
        let folder = try TestFolder(["Dockerfile": Data("FROM a:1\n".utf8)])
        try folder.permissions("Dockerfile", 0)
        // The super-user reads everything.
        if FileManager.default.isReadableFile(atPath: folder.path("Dockerfile")) { return }
        let outcome = try await folder.review()
        #expect(outcome.exitCode == 3)
        #expect(outcome.review.files.map(\.state) == [.refused])
    }

    @Test func linksThatGoRoundEnd() async throws {
        let folder = try TestFolder(["app.Dockerfile": Data("FROM debian:12.5\n".utf8)])
        try folder.link("loop", to: "loop")
        try folder.link("Dockerfile", to: "Dockerfile")
        try folder.link("again", to: ".")
        let outcome = try await folder.review()
        #expect(outcome.review.files.count { $0.state == .refused } == 1)
        #expect(outcome.review.workloads.count == 1)
        #expect(outcome.exitCode == 3)
    }

    @Test func aMissingPathIsWrongUsage() async throws {
        let folder = try TestFolder([:])
        let failure = await #expect(throws: Failure.self) { try await folder.review("nothere") }
        #expect(failure?.code == .notFound)
        #expect(failure?.message.en.contains("nothere") == true)
    }

    @Test(arguments: [
        ("levl: strict\n", ":1:1", "did you mean `level`"),
        ("level: loud\n", ":1:8", "calm, strict, style"),
        ("rules: [a]\n", ":1:8", "mapping"),
        ("rules:\n  DF201: maybe\n", ":2:10", "severity"),
        ("attestations:\n  - id: X\n", ":2:5", "date"),
        ("a: [\n", ":", ""),
    ])
    func wrongSettingsAreToldWithTheirLine(text: String, place: String, word: String) async throws {
        let folder = try TestFolder([
            "plimsoll.yml": Data(text.utf8), "Dockerfile": Data("FROM debian:12.5\n".utf8),
        ])
        let failure = await #expect(throws: Failure.self) { try await folder.review() }
        #expect(failure?.code == .invalid)
        #expect(failure?.message.en.contains("plimsoll.yml" + place) == true, "\(failure?.message.en ?? "")")
        #expect(failure?.message.en.contains(word) == true || word.isEmpty, "\(failure?.message.en ?? "")")
    }

    @Test func nothingToJudgeIsNoPass() async throws {
        let outcome = try await TestFolder(["README.md": Data("# hello\n".utf8)]).review()
        #expect(outcome.exitCode == 3)
        #expect(outcome.review.notes.contains { $0.en.contains("No Dockerfile") })
    }

    @Test func aMisspeltInstructionLeavesTheRestJudged() async throws {
        let text = "FROM node:latest\nRNU echo hi\nUSER root\n"
        let outcome = try await TestFolder(["Dockerfile": Data(text.utf8)]).review()
        #expect(outcome.review.files.map(\.state) == [.partly])
        let rules = Set(outcome.review.faults.map(\.rule))
        #expect(rules.count >= 2, "\(rules)")
        #expect(outcome.exitCode == 1)
    }

    @Test func aContextOfManyFilesIsWalkedWithinItsLimit() async throws {
        var files: [String: Data] = ["Dockerfile": Data("FROM node:22\nCOPY . .\nCMD [\"node\", \"x.js\"]\n".utf8)]
        for number in 0..<3000 { files["d\(number % 30)/f\(number)"] = Data() }
        let outcome = try await TestFolder(files).review()
        #expect(outcome.review.workloads.count == 1)
    }
}

/// A folder on disk with files, removed with the value.
final class TestFolder {
    private let root: URL

    init(_ files: [String: Data]) throws {
        root = FileManager.default.temporaryDirectory.appending(path: "plimsoll-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        for (path, data) in files {
            let file = root.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try data.write(to: file)
        }
    }

    deinit { try? FileManager.default.removeItem(at: root) }

    func path(_ name: String) -> String { root.appending(path: name).path }

    /// Writes a file that may be run.
    func write(_ name: String, _ data: Data) throws {
        let file = root.appending(path: name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: file)
        try permissions(name, 0o755)
    }

    func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: path(name), withDestinationPath: target)
    }

    func permissions(_ name: String, _ mode: Int) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path(name))
    }

    func review(_ name: String = "", shellCheck: Bool = false) async throws -> ReviewOutcome {
        var request = ReviewRequest(paths: [name.isEmpty ? root.path : path(name)])
        request.usesShellCheck = shellCheck
        request.today = Day(year: 2026, month: 11, day: 21)
        return try await Reviewer(request, progress: Progress(isOn: false, .english)).run()
    }
}
