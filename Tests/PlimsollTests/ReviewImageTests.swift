import Foundation
import Testing

@testable import plimsoll

/// `plimsoll review --image` as people run it, on images that the test writes.
struct ReviewImageTests {
    private func folder(_ image: ImageOnDisk = .demo(), _ more: [String: Data] = [:]) throws -> TestFolder {
        try TestFolder(
            ["app/demo.tar": image.dockerArchive(), "app/Dockerfile": Data(ImageOnDisk.dockerfile.utf8)]
                .merging(more) { $1 })
    }

    private func run(_ folder: TestFolder, _ arguments: String...) throws -> Program.Result {
        try Program.start(
            Program.program.path, ["review"] + arguments, in: URL(filePath: folder.path("")),
            environment: ["PLIMSOLL_DB": folder.path("none.sqlite"), "LANG": "C", "COLUMNS": "120"])
    }

    private func object(_ run: Program.Result) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any], "\(run.errors)")
    }

    private func workloads(_ report: [String: Any]) -> [[String: Any]] { report["workloads"] as? [[String: Any]] ?? [] }

    private func findings(_ workload: [String: Any]?, _ rule: String) -> [[String: Any]] {
        (workload?["findings"] as? [[String: Any]] ?? []).filter { $0["rule"] as? String == rule }
    }

    @Test func whatTheImageShowsJoinsItsWorkload() throws {
        let token = ImageOnDisk.token()
        let folder = try folder(.demo(token: token))
        let before = try object(try run(folder, ".", "--format", "json"))
        let run = try run(folder, ".", "--image", "app/demo.tar", "--format", "json")
        #expect(run.code == 1 && !run.output.contains(token), "\(run.errors)")
        let report = try object(run)
        #expect(workloads(before).count == 1 && workloads(report).count == 1)
        #expect((report["images"] as? [Any])?.count == 1 && before["images"] == nil)
        // The layer with the secret is that of line 2.
        let secret = try #require(findings(workloads(report).first, "IM201").first)
        let place = try #require(secret["place"] as? [String: Any])
        #expect(
            place["path"] as? String == "app/Dockerfile" && (place["start"] as? [String: Int])?["line"] == 2, "\(place)"
        )
        #expect(findings(workloads(before).first, "IM201").isEmpty)
    }

    @Test func theTerminalTellsTheImageInBothLanguages() throws {
        let folder = try folder()
        let english = try run(folder, ".", "--image", "app/demo.tar")
        #expect(english.output.contains("Dockerfile:2  RUN pip install demo"), "\(english.output)")
        let japanese = try run(folder, ".", "--image", "app/demo.tar", "--lang", "ja")
        #expect(japanese.output.contains("レイヤー"), "\(japanese.output)")
    }

    @Test func anImageOfAnotherDockerfileStandsForItself() throws {
        let folder = try folder(
            .demo(), ["app/Dockerfile": Data("FROM alpine:3.22\nCOPY a /a\nRUN make\nENTRYPOINT [\"/a\"]\n".utf8)])
        let report = try object(try run(folder, ".", "--image", "app/demo.tar", "--format", "json"))
        #expect(workloads(report).count == 2)
        let notes = (report["notes"] as? [[String: Any]] ?? []).compactMap { $0["en"] as? String }
        #expect(notes.contains { $0.hasPrefix("No Dockerfile here fits the history of the image") }, "\(notes)")
    }

    /// An image that was asked for and cannot be read never passes in silence.
    @Test(arguments: [
        (["--image", "nowhere.tar"], 2, "There is no file or folder nowhere.tar"),
        (["--image", "app/cut.tar"], 2, "ends too early"),
        (["--image", "app/demo.tar", "--platform", "linux/riscv64"], 2, "linux/amd64"),
        (["--image", "app/demo.tar", "--vex", "nowhere.json"], 2, "nowhere.json"),
        (["--image", "app/demo.tar", "--report", "app/Dockerfile"], 2, "app/Dockerfile"),
        (["--platform", "linux/arm64"], 2, "name one with --image"),
        (["--report", "x.json"], 2, "name one with --image"),
        (["--image", "a", "--image", "b", "--report", "x.json"], 2, "--report is about one image"),
    ])
    func whatIsWrongIsSaid(arguments: [String], code: Int32, says: String) throws {
        let folder = try folder(.demo(), ["app/cut.tar": ImageOnDisk.demo().dockerArchive().prefix(3_000)])
        let run = try Program.start(
            Program.program.path, ["review", "."] + arguments, in: URL(filePath: folder.path("")),
            environment: ["LANG": "C"])
        #expect(run.code == code, "\(run.code) \(run.errors)")
        #expect(run.errors.contains(says), "\(run.errors)")
        #expect(run.output.isEmpty)
    }

    // MARK: Reports of other scanners

    /// As `trivy image --format json` writes it, about an image with that configuration.
    private static func trivy(_ config: String) -> Data {
        Data(
            """
            {"SchemaVersion": 2, "ArtifactName": "demo:1", "ArtifactType": "container_image",
             "Metadata": {"ImageID": "\(config)"},
             "Results": [{"Target": "demo:1 (debian 12)", "Class": "lang-pkgs", "Type": "python-pkg",
               "Vulnerabilities": [{"VulnerabilityID": "CVE-2026-0001", "PkgName": "demo", "InstalledVersion": "1.0",
                 "FixedVersion": "1.1", "Severity": "CRITICAL", "Title": "demo does what it should not"}]}]}
            """.utf8)
    }

    @Test(arguments: ["image", "review"])
    func aReportAboutTheImageIsEvidence(command: String) throws {
        let folder = try folder()
        func run(_ more: String...) throws -> Program.Result {
            let image = command == "image" ? ["app/demo.tar"] : [".", "--image", "app/demo.tar"]
            return try Program.start(
                Program.program.path, [command] + image + more, in: URL(filePath: folder.path("")),
                environment: ["PLIMSOLL_DB": folder.path("none.sqlite"), "LANG": "C"])
        }
        let plain = try object(try run("--format", "json", "--fail-on", "never"))
        let images = try #require(plain["images"] as? [[String: Any]])
        let config = try #require(images.first?["configDigest"] as? String)
        try Self.trivy(config).write(to: URL(filePath: folder.path("trivy.json")))
        let told = try run("--report", "trivy.json", "--fail-on", "critical")
        #expect(told.code == 1, "\(told.errors)")
        #expect(told.output.contains("CVE-2026-0001") && told.output.contains("trivy"), "\(told.output)")
        // A report of yesterday's image says nothing about today's.
        try Self.trivy("sha256:" + String(repeating: "ab", count: 32)).write(
            to: URL(filePath: folder.path("other.json")))
        let other = try run("--report", "other.json", "--fail-on", "never")
        #expect(other.code == 2 && other.errors.contains("Scan this image again"), "\(other.errors)")
    }
}
