import Basics
import Fixing
import Foundation
import Testing

struct DiskPlaceTests {
    private func change(_ path: String, _ before: String?, _ after: String) -> FileChange {
        FileChange(path: path, before: before.map { Array($0.utf8) }, after: Array(after.utf8))
    }

    @Test func filesAreReplacedAndMadeAndKeepTheirMode() throws {
        let folder = try Folder(["a/start.sh": "#!/bin/sh\n", "b": "1\n"])
        try folder.setMode("a/start.sh", 0o755)
        try folder.setMode("b", 0o640)
        try DiskPlace(root: folder.root.path).write([
            change("a/start.sh", "#!/bin/sh\n", "#!/bin/sh\nexec x\n"), change("b", "1\n", "2\n"),
            change("a/.dockerignore", nil, ".git\n"),
        ])
        #expect(try folder.read("a/start.sh") == "#!/bin/sh\nexec x\n")
        #expect(try folder.mode("a/start.sh") == 0o755)
        #expect(try folder.mode("b") == 0o640)
        #expect(try folder.read("a/.dockerignore") == ".git\n")
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.path("a")).count == 2, "nothing else is left")
    }

    @Test func aFileThatChangedMeanwhileStopsEverything() throws {
        let folder = try Folder(["a": "1\n", "b": "1\n", "c": "here\n"])
        try folder.write("b", "other\n")
        let place = DiskPlace(root: folder.root.path)
        #expect(throws: Failure.self) {
            try place.write([self.change("a", "1\n", "2\n"), self.change("b", "1\n", "2\n")])
        }
        #expect(throws: Failure.self) { try place.write([self.change("c", nil, "new\n")]) }
        #expect(try folder.read("a") == "1\n")
        #expect(try folder.read("b") == "other\n")
        #expect(try folder.read("c") == "here\n")
    }

    @Test func whatLiesOutsideIsRefused() throws {
        let outside = try Folder(["x": "1\n", "sub/y": "1\n"])
        let folder = try Folder(["in/Dockerfile": "1\n"])
        try folder.link("Dockerfile", to: outside.path("x"))
        try folder.link("folder", to: outside.path("sub"))
        try folder.link("broken", to: outside.path("nothing"))
        let place = DiskPlace(root: folder.root.path)
        for path in ["Dockerfile", "folder/y", "folder/new", "broken", "../x", "/etc/passwd", "", "nowhere/new"] {
            #expect(throws: Failure.self, "\(path)") { try place.resolve(path) }
        }
    }

    @Test func aLinkInsideLeadsToItsFile() throws {
        let folder = try Folder(["docker/web": "1\n"])
        try folder.link("Dockerfile", to: "docker/web")
        #expect(try DiskPlace(root: folder.root.path).resolve("Dockerfile") == "docker/web")
    }

    @Test func readOnlyFilesAndFoldersAreRefused() throws {
        let folder = try Folder(["a": "1\n", "sub/b": "1\n"])
        try folder.setMode("a", 0o444)
        let place = DiskPlace(root: folder.root.path)
        #expect(throws: Failure.self) { try place.resolve("a") }
        #expect(throws: Failure.self) { try place.resolve("sub") }
    }
}
