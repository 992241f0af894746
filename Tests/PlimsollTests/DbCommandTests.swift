import Foundation
import Testing

@testable import plimsoll

/// `plimsoll db` as people run it, and what `plimsoll image` makes of a database.
struct DbCommandTests {
    private static let name = "advisories.sqlite"

    /// A record of OSV about the package of `ImageOnDisk.demo`, changed so many days ago.
    private static func record(
        _ id: String = "PYSEC-2026-1", package: String = "demo", fixed: String = "1.1", daysAgo: Int = 1,
        more: String = ""
    ) -> Data {
        let date = Date(timeIntervalSinceNow: -86_400 * Double(daysAgo)).formatted(.iso8601)
        return Data(
            """
            {"id": "\(id)", "modified": "\(date)", "published": "2026-01-01T00:00:00Z", "aliases": ["CVE-2026-1"],
             "summary": "Demo lets anyone in", \(more)
             "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],
             "affected": [{"package": {"ecosystem": "PyPI", "name": "\(package)"},
              "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "\(fixed)"}]}]}]}
            """.utf8)
    }

    private func folder(_ files: [String: Data] = [:]) throws -> TestFolder {
        try TestFolder(["demo.tar": ImageOnDisk.demo().dockerArchive()].merging(files) { $1 })
    }

    private func run(_ folder: TestFolder, _ arguments: String...) throws -> Program.Result {
        try Program.start(
            Program.program.path, arguments, in: URL(filePath: folder.path("")),
            environment: ["PLIMSOLL_DB": folder.path(Self.name), "LANG": "C", "no_proxy": "127.0.0.1"])
    }

    private func image(_ folder: TestFolder, _ arguments: String...) throws -> [String: Any] {
        let run = try Program.start(
            Program.program.path, ["image", "demo.tar", "--format", "json", "--fail-on", "never"] + arguments,
            in: URL(filePath: folder.path("")), environment: ["PLIMSOLL_DB": folder.path(Self.name), "LANG": "C"])
        #expect(run.code == 0, "\(run.errors)")
        let review = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
        return try #require((review?["images"] as? [[String: Any]])?.first)
    }

    private func text(_ folder: TestFolder, _ arguments: String...) throws -> String {
        let run = try Program.start(
            Program.program.path, ["image", "demo.tar", "--fail-on", "never"] + arguments,
            in: URL(filePath: folder.path("")),
            environment: ["PLIMSOLL_DB": folder.path(Self.name), "LANG": "C", "COLUMNS": "120"])
        #expect(run.code == 0, "\(run.errors)")
        return run.output
    }

    /// Who tends the settings wants to know which exceptions are over; others are not troubled with them.
    @Test func anAcceptanceOfWhatIsNotThereIsADetail() throws {
        let settings = """
            vulnerabilities:
              - id: CVE-2026-1
                reason: not reachable
              - id: CVE-2019-9
                package: other
                reason: long gone
            """
        let folder = try folder([
            "PyPI.zip": Zip.stored([("PYSEC-2026-1.json", Self.record())]), "plimsoll.yml": Data(settings.utf8),
        ])
        let words = "plimsoll.yml accepts CVE-2019-9 (other), which is not in the image."
        // Nothing is known yet.
        #expect(try !text(folder, "--verbose").contains(words))
        #expect(try run(folder, "db", "import", "PyPI.zip").code == 0)
        let verbose = try text(folder, "--verbose")
        #expect(verbose.contains(words) && !verbose.contains("accepts CVE-2026-1"), "\(verbose)")
        #expect(try !text(folder).contains(words))
    }

    // MARK: Import

    @Test func aCompleteListMakesVulnerabilitiesKnown() throws {
        let folder = try folder(["PyPI.zip": Zip.stored([("PYSEC-2026-1.json", Self.record())])])
        let imported = try run(folder, "db", "import", "PyPI.zip")
        #expect(imported.code == 0 && imported.output.contains("pypi: 1 record of"), "\(imported.errors)")
        let status = try run(folder, "db", "status")
        #expect(
            status.code == 0 && status.output.contains("pypi") && !status.output.contains("old"), "\(status.output)")
        let text = try text(folder)
        #expect(text.contains("CVE-2026-1") && text.contains("1.1") && text.contains("critical 1"), "\(text)")
        #expect(try !self.text(folder, "--no-vulnerabilities").contains("CVE-2026-1"))
        #expect(try !self.text(folder, "--no-packages").contains("CVE-2026-1"))
        // What is fixed is not told, and the list is fresh: the answer is none, not unknown.
        let fixed = try TestFolder([
            "demo.tar": ImageOnDisk.demo(version: "1.1").dockerArchive(),
            Self.name: Data(contentsOf: URL(filePath: folder.path(Self.name))),
        ])
        let clean = try self.text(fixed)
        #expect(!clean.contains("CVE-2026-1") && !clean.contains("db update"), "\(clean)")
    }

    @Test func singleRecordsSpeakAgainstAPackageButProveNothing() throws {
        let folder = try folder(["records/PYSEC-2026-1.json": Self.record()])
        #expect(try run(folder, "db", "import", "records").code == 0)
        let status = try run(folder, "db", "status")
        #expect(status.code == 1 && status.output.contains("incomplete"), "\(status.output)")
        let text = try text(folder)
        #expect(text.contains("CVE-2026-1"), "\(text)")
        #expect(text.contains("no complete list for pypi"), "\(text)")
    }

    @Test func anOldListIsDoubtedAndNothingIsClean() throws {
        let folder = try folder([
            "PyPI.zip": Zip.stored([("a.json", Self.record(package: "other", daysAgo: 40))])
        ])
        #expect(try run(folder, "db", "import", "PyPI.zip").code == 0)
        let status = try run(folder, "db", "status")
        #expect(status.code == 1 && status.output.contains("old"), "\(status.output)")
        let text = try text(folder)
        #expect(text.contains("more than 7 days ago. Run `plimsoll db update`."), "\(text)")
        #expect(try run(folder, "db", "status", "--lang", "ja").output.contains("古いデータ"))
    }

    @Test func anEmptyDatabaseIsNotFresh() throws {
        let folder = try folder(["PyPI.zip": Data("PK\u{3}\u{4}cut".utf8)])
        #expect(try run(folder, "db", "import", "PyPI.zip").code != 0)
        let status = try run(folder, "db", "status")
        #expect(status.code == 1 && status.output.contains("It is empty"), "\(status.output)")
    }

    @Test func withdrawnRecordsCountNoMore() throws {
        let folder = try folder([
            "PyPI.zip": Zip.stored([("a.json", Self.record(more: #""withdrawn": "2026-02-01T00:00:00Z","#))])
        ])
        #expect(try run(folder, "db", "import", "PyPI.zip").code == 0)
        #expect(try !text(folder).contains("CVE-2026-1"))
    }

    @Test func exploitationAndItsLikelihoodAreImported() throws {
        let list = """
            {"title": "Catalog", "catalogVersion": "2026.11.20", "dateReleased": "2026-11-20T00:00:00Z", "count": 1,
             "vulnerabilities": [{"cveID": "CVE-2026-1", "dateAdded": "2026-11-10"}]}
            """
        let scores =
            "#model_version:v2026.03.14,score_date:2026-11-20T00:00:00+0000\ncve,epss,percentile\nCVE-2026-1,0.97,0.99\n"
        let folder = try folder([
            "PyPI.zip": Zip.stored([("a.json", Self.record())]),
            "known_exploited_vulnerabilities.json": Data(list.utf8), "epss_scores.csv": Data(scores.utf8),
        ])
        let imported = try run(
            folder, "db", "import", "PyPI.zip", "known_exploited_vulnerabilities.json", "epss_scores.csv")
        #expect(imported.code == 0, "\(imported.errors)\(imported.output)")
        let status = try run(folder, "db", "status").output
        #expect(status.contains("kev") && status.contains("epss"), "\(status)")
        #expect(String(describing: try image(folder)["vulnerabilities"] ?? "").contains("2026-11-10"))
    }

    @Test(arguments: [
        (["nowhere.zip"], Int32(2), "nowhere.zip"), (["text.json"], 3, "1 record could not be read"),
        (["broken.zip"], 2, "broken.zip"),
    ])
    func whatCannotBeImportedIsSaid(paths: [String], code: Int32, says: String) throws {
        let folder = try folder([
            "text.json": Data("hello".utf8), "broken.zip": Zip.stored([("a.json", Self.record())]).dropLast(30),
        ])
        let run = try Program.start(
            Program.program.path, ["db", "import"] + paths, in: URL(filePath: folder.path("")),
            environment: ["PLIMSOLL_DB": folder.path(Self.name), "LANG": "C"])
        #expect(run.code == code, "\(run.code) \(run.errors)\(run.output)")
        #expect((run.errors + run.output).contains(says), "\(run.errors)")
    }

    @Test func aBrokenRecordLeavesTheOthers() throws {
        let folder = try folder([
            "PyPI.zip": Zip.stored([("a.json", Self.record()), ("b.json", Data(#"{"id": 1}"#.utf8))])
        ])
        let imported = try run(folder, "db", "import", "PyPI.zip")
        #expect(imported.code == 3 && imported.output.contains("b.json"), "\(imported.output)")
        #expect(try text(folder).contains("CVE-2026-1"))
    }

    // MARK: Databases that are none

    @Test func withoutADatabaseTheStatusIsThree() throws {
        let status = try run(try folder(), "db", "status")
        #expect(status.code == 3 && status.errors.contains("plimsoll db import"), "\(status.errors)")
    }

    @Test(arguments: ["garbage", "cut"])
    func aBrokenDatabaseIsRefused(kind: String) throws {
        let folder = try folder(["PyPI.zip": Zip.stored([("a.json", Self.record())])])
        #expect(try run(folder, "db", "import", "PyPI.zip").code == 0)
        let file = URL(filePath: folder.path(Self.name))
        let bytes =
            kind == "cut" ? try Data(contentsOf: file).prefix(5_000) : Data("nothing that a database has\n".utf8)
        try bytes.write(to: file)
        let status = try run(folder, "db", "status")
        #expect(status.code == 3 && status.errors.contains("broken"), "\(status.errors)")
        let image = try run(folder, "image", "demo.tar")
        #expect(image.code != 0 && image.errors.contains("plimsoll db update"), "\(image.code) \(image.errors)")
    }

    // MARK: Decisions

    @Test func vexClearsAndSoDoesADatedIgnore() throws {
        let vex = """
            {"@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://example.com/vex", "author": "us",
             "timestamp": "2026-11-20T00:00:00Z", "version": 1,
             "statements": [{"vulnerability": {"name": "CVE-2026-1"}, "products": [{"@id": "pkg:pypi/demo@1.0"}],
              "status": "not_affected", "justification": "vulnerable_code_not_in_execute_path"}]}
            """
        let folder = try folder([
            "PyPI.zip": Zip.stored([("a.json", Self.record())]), "vex.json": Data(vex.utf8),
        ])
        #expect(try run(folder, "db", "import", "PyPI.zip").code == 0)
        #expect(try text(folder).contains("critical 1"))
        #expect(try !text(folder, "--vex", "vex.json").contains("critical 1"))
    }

    // MARK: Update

    @Test(.enabled(if: Program.isInstalled("python3")))
    func anUpdateFetchesWhatIsNewerAndKeepsWhatItHas() throws {
        let folder = try folder([
            "feeds/PyPI/all.zip": Zip.stored([("PYSEC-2026-1.json", Self.record())]),
            "feeds/npm/all.zip": Data("no".utf8),
        ])
        let server = try LocalServer(folder.path("feeds"))
        defer { server.stop() }
        let update = ["db", "update", "--from", server.address, "--only-advisories", "--ecosystem"]
        let start = { (name: String) in
            try Program.start(
                Program.program.path, update + [name], in: URL(filePath: folder.path("")),
                environment: ["PLIMSOLL_DB": folder.path(Self.name), "LANG": "C", "no_proxy": "127.0.0.1"])
        }
        let first = try start("PyPI")
        #expect(first.code == 0 && first.output.contains("pypi: 1 record of"), "\(first.errors)\(first.output)")
        let second = try start("PyPI")
        #expect(second.code == 0 && second.output.contains("nothing newer"), "\(second.output)")
        for broken in ["npm", "Go"] {
            let run = try start(broken)
            #expect(run.code == 3 && run.errors.contains("1 of 1"), "\(broken): \(run.errors)\(run.output)")
        }
        #expect(try run(folder, "db", "status").output.contains("pypi"))
        #expect(try text(folder).contains("CVE-2026-1"), "what was known stays")
    }

    @Test(arguments: [["--from", "http://example.com"], ["--ecosystem", "Cobol"]])
    func anUpdateFromAnywhereIsRefused(arguments: [String]) throws {
        let folder = try folder()
        let run = try Program.start(
            Program.program.path, ["db", "update", "--only-advisories"] + arguments,
            environment: ["PLIMSOLL_DB": folder.path(Self.name), "LANG": "C"])
        #expect(run.code != 0 && run.code != 3, "\(run.code)")
        #expect(!FileManager.default.fileExists(atPath: folder.path(Self.name)))
    }
}

/// Python's server of files on the loopback, until it is stopped.
final class LocalServer {
    let address: String
    private let process = Process()

    init(_ folder: String) throws {
        let script = """
            import functools, http.server, sys
            handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=sys.argv[1])
            server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
            print(server.server_port, flush=True)
            server.serve_forever()
            """
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script, folder]
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        // The first line is the port; the server listens when it is written.
        let port = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        address = "http://127.0.0.1:\(port.trimmingCharacters(in: .whitespacesAndNewlines))"
    }

    func stop() {
        // Threads of tests block signals and programs inherit that: only this one cannot be blocked.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }
}

/// Writes archives whose entries are stored as they are.
enum Zip {
    static func stored(_ files: [(name: String, data: Data)]) -> Data {
        var result: [UInt8] = []
        var directory: [UInt8] = []
        func number(_ value: Int, _ count: Int, _ bytes: inout [UInt8]) {
            for index in 0..<count { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * index))) }
        }
        func common(_ file: (name: String, data: Data), _ bytes: inout [UInt8]) {
            number(20, 2, &bytes)
            number(0x0800, 2, &bytes)
            for _ in 0..<3 { number(0, 2, &bytes) }
            number(Int(checksum(file.data)), 4, &bytes)
            number(file.data.count, 4, &bytes)
            number(file.data.count, 4, &bytes)
            number(file.name.utf8.count, 2, &bytes)
            number(0, 2, &bytes)
        }
        for file in files {
            let offset = result.count
            number(0x0403_4B50, 4, &result)
            common(file, &result)
            result += Array(file.name.utf8) + Array(file.data)
            number(0x0201_4B50, 4, &directory)
            number(20, 2, &directory)
            common(file, &directory)
            number(0, 10, &directory)
            number(offset, 4, &directory)
            directory += Array(file.name.utf8)
        }
        let start = result.count
        result += directory
        number(0x0605_4B50, 4, &result)
        number(0, 4, &result)
        number(files.count, 2, &result)
        number(files.count, 2, &result)
        number(directory.count, 4, &result)
        number(start, 4, &result)
        number(0, 2, &result)
        return Data(result)
    }

    /// CRC-32 of ISO 3309.
    private static func checksum(_ data: Data) -> UInt32 {
        var value: UInt32 = 0xFFFF_FFFF
        for byte in data {
            value ^= UInt32(byte)
            for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
        }
        return ~value
    }
}
