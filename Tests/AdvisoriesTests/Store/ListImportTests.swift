import Basics
import Inventory
import Testing

@testable import Advisories

@Suite struct ListImportTests {
    private let folder: TestFolder
    init() throws { folder = try TestFolder() }

    private static let epss = """
        #model_version:v2025.03.14,score_date:2026-11-20T12:55:00Z
        cve,epss,percentile
        CVE-2021-44228,0.94358,0.99957
        CVE-2000-0001,0.00043,0.1
        broken line
        CVE-2024-1,2.5,0.1
        """

    private func run(_ name: String, _ bytes: [UInt8]) throws -> ImportReport {
        let path = folder.write(name, bytes)
        return try DatabaseImport.run(path, into: AdvisoryWriter(path: folder.database, now: AdvisoryDatabaseTests.now))
    }

    @Test(arguments: [false, true]) func likelihoodsAreReadPlainAndCompressed(_ isCompressed: Bool) throws {
        let plain = Array(Self.epss.utf8)
        let report = try isCompressed ? run("e.csv.gz", TestZip.gzip(plain)) : run("e.csv", plain)
        #expect(report.problemCount == 1)
        #expect(report.changes.first?.source.records == 2)
        let database = try AdvisoryDatabase(path: folder.database)
        #expect(try database.likelihood("CVE-2021-44228") == 0.94358)
        #expect(try database.likelihood("CVE-2000-0001") == 0.00043)
        #expect(try database.likelihood("CVE-1999-0001") == nil)
        #expect(try database.likelihood("GHSA-x") == nil)
        #expect(try database.sources().first?.dated == Moment("2026-11-20T12:55:00Z"))
    }

    @Test(arguments: [
        (
            "kev.json",
            #"{"title":"CISA","catalogVersion":"2026.11.20","vulnerabilities":[{"cveID":"CVE-2021-44228","dateAdded":"2021-12-10"},{"cveID":"CVE-2014-0160","dateAdded":"2022-05-04"},{"cveID":"x"}]}"#
        ),
        (
            "kev.csv",
            "cveID,vendorProject,product,vulnerabilityName,dateAdded,shortDescription\r\nCVE-2021-44228,Apache,Log4j2,\"a \"\"b\"\", c\nd\",2021-12-10,x\r\nCVE-2014-0160,O,O,O,2022-05-04,x\r\nnone,O,O,O,2022-05-04,x\r\n"
        ),
    ])
    func exploitedOnesAreReadFromBothForms(_ name: String, _ text: String) throws {
        let report = try run(name, Array(text.utf8))
        #expect(report.changes.first?.source.records == 2)
        #expect(report.problemCount == 1)
        let database = try AdvisoryDatabase(path: folder.database)
        #expect(try database.exploited("CVE-2021-44228") == Day("2021-12-10"))
        #expect(try database.exploited("CVE-2021-44229") == nil)
        let found = Vulnerability(
            package: Package(.maven, name: "a:b", version: "1", path: "a.jar"), advisory: "GHSA-1",
            aliases: ["CVE-2014-0160", "CVE-2021-44228"], summary: "", level: .high, fixed: [])
        #expect(try database.enriched([found]).first?.exploited == Day("2021-12-10"))
    }

    @Test func otherFilesAreRefusedByName() throws {
        for (name, text) in [("a.csv", "a,b\n1,2\n"), ("b.csv", String(repeating: "x", count: 10_000)), ("c.csv", "")] {
            #expect(throws: Failure.self) { try run(name, Array(text.utf8)) }
        }
        #expect {
            try DatabaseImport.run(
                "\(folder.path)/absent", into: AdvisoryWriter(path: folder.database, now: AdvisoryDatabaseTests.now))
        } throws: {
            ($0 as? Failure)?.code == .notFound
        }
        folder.write("empty/readme.txt", "nothing")
        #expect {
            try DatabaseImport.run(
                "\(folder.path)/empty", into: AdvisoryWriter(path: folder.database, now: AdvisoryDatabaseTests.now))
        } throws: {
            "\($0)".contains("nothing to import")
        }
    }

    @Test func aFolderIsImportedWholeAndItsBrokenFilesAreTold() throws {
        folder.write("in/Go.zip", TestZip.make([AdvisoryDatabaseTests.json("GO-1", "Go", "a")]))
        folder.write("in/broken.zip", "PK\u{3}\u{4} and nothing")
        folder.write("in/epss.csv", Self.epss)
        folder.write("in/one.json", AdvisoryDatabaseTests.json("PYSEC-1", "PyPI", "p").json)
        let report = try DatabaseImport.run(
            "\(folder.path)/in", into: AdvisoryWriter(path: folder.database, now: AdvisoryDatabaseTests.now))
        #expect(Set(report.changes.map(\.source.name)) == ["go", "epss", "pypi"])
        #expect(report.problems.contains { $0.name.hasSuffix("broken.zip") })
    }

    @Test(
        arguments: [
            (["PLIMSOLL_DB": "/x/y.db", "HOME": "/h"], "/x/y.db"),
            (["XDG_CACHE_HOME": "/c", "HOME": "/h"], "/c/plimsoll/advisories.sqlite"),
            (["XDG_CACHE_HOME": "relative", "HOME": "/h"], "/h/.cache/plimsoll/advisories.sqlite"), ([:], nil),
        ] as [([String: String], String?)])
    func placeFollowsTheEnvironment(_ environment: [String: String], _ expected: String?) {
        #expect(DatabasePlace.path(environment) == expected)
    }
}
