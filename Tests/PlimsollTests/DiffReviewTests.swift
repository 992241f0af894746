import Basics
import Foundation
import Reports
import RuleKit
import Testing

@testable import plimsoll

/// `--diff` with a real git, where there is one.
struct DiffReviewTests {
    static let hasGit = ["/usr/bin/git", "/usr/local/bin/git", "/opt/homebrew/bin/git"].contains {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    private static func git(_ folder: TestFolder, _ arguments: String...) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments =
            ["git", "-C", folder.path(""), "-c", "user.name=t", "-c", "user.email=t@example.com"] + arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "git \(arguments.joined(separator: " "))")
    }

    private static func repository(_ files: [String: String]) throws -> TestFolder {
        let folder = try TestFolder(files.mapValues { Data($0.utf8) })
        try git(folder, "init", "-q", "-b", "main")
        try git(folder, "add", "-A")
        try git(folder, "commit", "-q", "-m", "first")
        return folder
    }

    private static func listed(_ folder: TestFolder, _ revision: String) async throws -> [String] {
        var request = ReviewRequest(paths: [folder.path("")])
        request.usesShellCheck = false
        request.diff = revision
        let outcome = try await Reviewer(request, progress: Progress(isOn: false, .english)).run()
        return outcome.review.faults.map { finding in
            "\(finding.span.path.replacingOccurrences(of: folder.path("") + "/", with: "")):\(finding.span.start.line) "
                + finding.rule
        }.sorted()
    }

    private static let base = "FROM registry.example.com/b:1\nUSER 1000:1000\nEXPOSE 70000\nEXPOSE 70001\n"

    @Test(.enabled(if: hasGit, "git is not installed"))
    func onlyChangedLinesAreListed() async throws {
        let folder = try Self.repository(["a/Dockerfile": Self.base, "b/Dockerfile": Self.base])
        #expect(try await Self.listed(folder, "HEAD") == [])
        try folder.write("a/Dockerfile", "# new\n" + Self.base.replacingOccurrences(of: "70001", with: "80001"))
        #expect(try await Self.listed(folder, "HEAD") == ["a/Dockerfile:5 DF601"])
        // Files that git does not know yet are new as a whole, in odd names too.
        try folder.write("日本 \"語\"/Dockerfile", Self.base)
        #expect(
            try await Self.listed(folder, "HEAD") == [
                "a/Dockerfile:5 DF601", "日本 \"語\"/Dockerfile:3 DF601", "日本 \"語\"/Dockerfile:4 DF601",
            ])
        // Committed, they are the same against the commit before.
        try Self.git(folder, "add", "-A")
        try Self.git(folder, "commit", "-q", "-m", "second")
        #expect(try await Self.listed(folder, "HEAD") == [])
        #expect(try await Self.listed(folder, "HEAD~1").count == 3)
    }

    @Test(.enabled(if: hasGit, "git is not installed"))
    func whatOthersDidSinceIsNotCounted() async throws {
        let folder = try Self.repository(["a/Dockerfile": Self.base])
        try Self.git(folder, "checkout", "-q", "-b", "work")
        try folder.write("a/Dockerfile", Self.base + "EXPOSE 80001\n")
        try Self.git(folder, "commit", "-q", "-a", "-m", "work")
        try Self.git(folder, "checkout", "-q", "main")
        try folder.write("a/Dockerfile", Self.base.replacingOccurrences(of: "70000", with: "70009"))
        try Self.git(folder, "commit", "-q", "-a", "-m", "main")
        try Self.git(folder, "checkout", "-q", "work")
        #expect(try await Self.listed(folder, "main") == ["a/Dockerfile:5 DF601"])
    }

    @Test(.enabled(if: hasGit, "git is not installed"))
    func aRenamedFileIsNotNew() async throws {
        let folder = try Self.repository(["a/Dockerfile": Self.base + String(repeating: "# text\n", count: 20)])
        try Self.git(folder, "mv", "a", "c")
        #expect(try await Self.listed(folder, "HEAD") == [])
        try folder.write("c/Dockerfile", Self.base + String(repeating: "# text\n", count: 20) + "EXPOSE 80001\n")
        #expect(try await Self.listed(folder, "HEAD") == ["c/Dockerfile:25 DF601"])
    }

    @Test(.enabled(if: hasGit, "git is not installed"))
    func aScriptThatEvidenceReadsCounts() async throws {
        let docker = """
            FROM registry.example.com/b:1
            COPY entrypoint.sh /entrypoint.sh
            COPY server /server
            USER 1000:1000
            ENTRYPOINT ["/entrypoint.sh"]

            """
        let folder = try Self.repository([
            "Dockerfile": docker, "entrypoint.sh": "#!/bin/sh\nexec /server\n", "server": "",
        ])
        #expect(try await Self.listed(folder, "HEAD") == [])
        try folder.write("entrypoint.sh", "#!/bin/sh\n/server\n")
        #expect(try await Self.listed(folder, "HEAD").contains { $0.hasSuffix("WL102") })
    }

    @Test(arguments: ["nope", "-x", "--output=/tmp/x", "", "HEAD..HEAD", "HEAD:a", "$(id)"])
    func otherWordsAreNoRevisions(revision: String) async throws {
        try #require(Self.hasGit)
        let folder = try Self.repository(["Dockerfile": Self.base])
        await #expect {
            _ = try await Self.listed(folder, revision)
        } throws: { error in
            "\(error)".contains("no revision `\(revision)`")
        }
    }

    @Test(.enabled(if: hasGit, "git is not installed"))
    func outsideARepositoryItIsAnError() async throws {
        let folder = try TestFolder(["Dockerfile": Data(Self.base.utf8)])
        await #expect {
            _ = try await Self.listed(folder, "HEAD")
        } throws: { error in
            "\(error)".contains("needs a git repository")
        }
        await #expect(throws: Failure.self) { _ = try await GitChanges.since("HEAD", in: nil) }
    }

    @Test func hunksAreRead() {
        let diff = """
            diff --git a/x b/x
            --- a/x
            +++ b/x
            @@ -1,0 +2,2 @@ context
            ++++ b/not-a-file
            +@@ -1 +1 @@
            @@ -9 +12 @@
            --- a/neither
            +new
            @@ -20,2 +22,0 @@
            -gone
            -gone
            diff --git a/img.png b/img.png
            Binary files a/img.png and b/img.png differ
            diff --git a/old b/old
            --- a/old
            +++ /dev/null
            @@ -1 +0,0 @@
            -x
            diff --git "a/\\303\\244" "b/\\303\\244"
            --- "a/\\303\\244\\t"
            +++ "b/\\303\\244\\t"
            @@ -1,99999999999999999999 +1 @@
            @@ -1 +1 @@
            -x
            \\ No newline at end of file
            +y
            """
        let changes = ChangedLines(diff: Array(diff.utf8), untracked: Array("new\u{0}neu/ä\u{0}".utf8))
        #expect(
            changes.files == [
                "x": .lines([2...3, 12...12, 22...23]), "img.png": .whole, "ä\t": .lines([1...1]), "new": .whole,
                "neu/ä": .whole,
            ])
    }
}
