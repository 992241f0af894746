import Foundation
import Testing

extension Tag {
    /// Needs a Docker Engine: `Scripts/docker-engine` starts one.
    @Tag static var docker: Self
}

/// Images still build and start after their fixes: `Scripts/fix-builds` on a real engine, where one answers.
@Suite(.tags(.docker))
struct BuildTests {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test(
        .timeLimit(.minutes(10)),
        .enabled("set PLIMSOLL_DOCKER_TESTS=1 and run Scripts/docker-engine") {
            ProcessInfo.processInfo.environment["PLIMSOLL_DOCKER_TESTS"] == "1"
        })
    func imagesBuildAndStartAfterTheirFixes() throws {
        let process = Process()
        process.executableURL = Self.root.appending(path: "Scripts/fix-builds")
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        if process.terminationStatus == 77 {
            print("Not tested: \(said)")
            return
        }
        #expect(process.terminationStatus == 0, "\(said)")
        #expect(said.contains("ok "), "\(said)")
    }

    @Test func everyCaseSaysWhatItExpects() throws {
        let folder = Self.root.appending(path: "Tests/FixingTests/Builds")
        let cases = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { !$0.hasPrefix(".") }
        #expect(cases.count >= 8)
        for name in cases {
            let expect = try String(contentsOf: folder.appending(path: "\(name)/expect"), encoding: .utf8)
            let says = expect.contains("answers=") || expect.contains("exits=")
            #expect(says, "\(name) says how its container is to behave")
        }
    }
}
