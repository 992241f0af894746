import Basics
import Foundation
import Testing

struct FileTreeTests {
    private static let files = ["Dockerfile": "FROM a", "app/run.sh": "#!/bin/sh\n", "app/b/c.txt": "12345", "z": ""]

    /// The same questions of a tree in memory and of one on disk.
    private func expectLikeOnDisk(_ tree: any FileTree) throws {
        #expect(try tree.list("").map(\.name) == ["Dockerfile", "app", "z"])
        #expect(try tree.list("app").map(\.name) == ["b", "run.sh"])
        #expect(tree.entry("")?.kind == .folder)
        #expect(tree.entry("app")?.kind == .folder && tree.entry("app")?.size == 0)
        #expect(tree.entry("app/b/c.txt") == FileEntry(name: "c.txt", kind: .file, size: 5))
        #expect(tree.entry("app/run.sh")?.isExecutable == true)
        #expect(tree.entry("nowhere") == nil && !tree.exists("app/nowhere") && tree.exists("z"))
        #expect(tree.text("app/b/c.txt") == "12345")
        #expect(tree.text("app/b/c.txt", limit: 4) == nil)
        #expect(tree.source("Dockerfile")?.path == "Dockerfile")
        #expect(tree.source("nowhere") == nil)
        #expect(try tree.read("z", limit: 0).isEmpty)
        expectFailure(.notFound) { () throws(Failure) in _ = try tree.read("nowhere", limit: 9) }
        expectFailure(.notFound) { () throws(Failure) in _ = try tree.list("nowhere") }
        expectFailure(.tooLarge) { () throws(Failure) in _ = try tree.read("app/b/c.txt", limit: 4) }
    }

    private func expectFailure(_ code: Failure.Code, _ body: () throws(Failure) -> Void) {
        do throws(Failure) {
            try body()
            Issue.record("nothing was thrown")
        } catch {
            #expect(error.code == code)
            #expect(!error.text(.english).isEmpty && error.text(.japanese) != error.text(.english))
        }
    }

    @Test func memory() throws {
        try expectLikeOnDisk(MemoryTree(Self.files))
    }

    @Test func disk() throws {
        let root = FileManager.default.temporaryDirectory.appending(path: "plimsoll-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: root) }
        for (path, text) in Self.files {
            let file = root.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: root.appending(path: "app/run.sh").path)
        let tree = DiskTree(root: root.path)
        try expectLikeOnDisk(tree)

        // A link is told as one, and followed when it is read; a folder or a pipe is never read.
        let link = root.appending(path: "app/link").path
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "b/c.txt")
        #expect(tree.entry("app/link")?.kind == .link)
        #expect(tree.text("app/link") == "12345")
        expectFailure(.unreadable) { () throws(Failure) in _ = try tree.read("app", limit: 9) }
        #expect(mkfifo(root.appending(path: "app/pipe").path, 0o600) == 0)
        #expect(tree.entry("app/pipe")?.kind == .other)
        expectFailure(.unreadable) { () throws(Failure) in _ = try tree.read("app/pipe", limit: 9) }
    }
}
