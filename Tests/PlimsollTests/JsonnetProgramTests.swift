import Foundation
import Templates
import Testing

@testable import plimsoll

/// A program in PATH by the name of `jsonnet`, and what becomes of what it says.
struct JsonnetProgramTests {
    /// A folder with such a program.
    private static func render(_ script: String, _ source: String = "{}") async throws -> JsonnetRendering {
        let folder = FileManager.default.temporaryDirectory.appending(path: "plimsoll-jsonnet-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder.appending(path: "ecs"), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let program = folder.appending(path: "jsonnet")
        try Data("#!/bin/sh\n\(script)\n".utf8).write(to: program)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)
        try Data("there".utf8).write(to: folder.appending(path: "ecs/lib.libsonnet"))
        // A machine that is busy with other tests is no reason to fail.
        return await JsonnetProgram(folder: folder.path, path: folder.path, limit: .seconds(300)).render(
            "ecs/task.jsonnet", Array(source.utf8))
    }

    @Test func whatIsPrintedIsTheRendering() async throws {
        #expect(try await Self.render("cat", "{ a: 1 }") == .json(Array("{ a: 1 }".utf8)))
    }

    /// Imports are looked for beside the file.
    @Test func itRunsBesideTheFile() async throws {
        #expect(try await Self.render("cat >/dev/null; cat lib.libsonnet") == .json(Array("there".utf8)))
    }

    @Test func itsFirstLineTellsWhatFailed() async throws {
        let result = try await Self.render("cat >/dev/null; echo 'RUNTIME ERROR: x' >&2; echo more >&2; exit 1")
        #expect(result == .failed("RUNTIME ERROR: x"))
    }

    @Test func aProgramThatReadsNothingEndsNoReview() async throws {
        let text = String(repeating: "x", count: 1 << 20)
        let result = try await Self.render("exit 1", text)
        if case .json = result { Issue.record("taken for a rendering") }
    }

    @Test func withoutTheProgramNothingIsRendered() async {
        #expect(await JsonnetProgram(folder: "/", path: "/nowhere").render("a", []) == .noProgram)
        #expect(await JsonnetProgram(folder: nil).render("a", []) == .noProgram)
    }

    /// With the real one, functions that only ecspresso knows leave marks.
    @Test(.enabled(if: Program.isInstalled("jsonnet"), "jsonnet is not installed"))
    func theRealProgramRendersWhatEcspressoWould() async throws {
        let folder = FileManager.default.temporaryDirectory.path
        let source = """
            local must_env = std.native('must_env');
            { image: 'web:' + must_env('TAG'), desiredCount: std.parseInt(must_env('COUNT')), cpu: std.parseInt('256') }
            """
        guard case .json(let bytes) = await JsonnetProgram(folder: folder).render("a.jsonnet", Array(source.utf8))
        else {
            Issue.record("not rendered")
            return
        }
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains("web:{{ must_env `TAG` }}"))
        #expect(text.contains("\"desiredCount\": \"{{ must_env `COUNT` }}\""))
        #expect(text.contains("\"cpu\": 256"))
    }
}
