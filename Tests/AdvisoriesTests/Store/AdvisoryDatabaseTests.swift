import Basics
import OCIImage
import Testing

@testable import Advisories

@Suite struct AdvisoryDatabaseTests {
    static let now = Moment(Day(year: 2026, month: 11, day: 21))
    static let today = Day(year: 2026, month: 11, day: 21)

    static func json(
        _ id: String, _ ecosystem: String, _ name: String, fixed: String = "2.0",
        modified: String = "2026-11-20T00:00:00Z",
        more: String = ""
    ) -> (id: String, json: String) {
        (
            id,
            """
            {"schema_version":"1.6.0","id":"\(id)","modified":"\(modified)","summary":"About \(name)",\(more)
            "affected":[{"package":{"ecosystem":"\(ecosystem)","name":"\(name)"},
            "ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"0"},{"fixed":"\(fixed)"}]}]}]}
            """
        )
    }

    private let folder: TestFolder
    init() throws { folder = try TestFolder() }

    private func load(_ name: String, _ records: [(id: String, json: String)]) throws -> ImportReport {
        let path = folder.write(name, TestZip.make(records))
        let writer = try AdvisoryWriter(path: folder.database, now: Self.now)
        defer { writer.finish() }
        return try DatabaseImport.run(path, into: writer)
    }

    @Test func packagesAreFoundByNormalisedName() throws {
        let report = try load(
            "PyPI.zip", [Self.json("PYSEC-1", "PyPI", "Foo.Bar"), Self.json("PYSEC-2", "PyPI", "other")])
        #expect(report.problemCount == 0)
        #expect(report.changes.map(\.added) == [2])
        let database = try AdvisoryDatabase(path: folder.database)
        #expect(try database.advisories("pypi", "foo-bar").map(\.id) == ["PYSEC-1"])
        #expect(
            try database.advisories("pypi", "foo-bar").first?.affected.first?.ranges.first?.events.last == .fixed("2.0")
        )
        #expect(try database.advisories("pypi", "none").isEmpty)
        #expect(try database.advisories("npm", "other").isEmpty)
        #expect(try database.covers("pypi"))
        #expect(try !database.covers("npm"))
        // One file, which may be copied.
        #expect(!folder.exists("advisories.sqlite-wal"))
    }

    @Test func releasesOfADistributionAreKnownOnlyWhereThereIsData() throws {
        _ = try load(
            "Debian.zip", [Self.json("DSA-1", "Debian:12", "openssl"), Self.json("DSA-2", "Debian:11", "curl")])
        var database = try AdvisoryDatabase(path: folder.database)
        #expect(try database.covers("debian:12"))
        #expect(try database.covers("debian:11"))
        #expect(try !database.covers("debian:7"))
        #expect(try database.state(of: "debian:7", today: Self.today) == .empty("debian:7"))
        #expect(try database.advisories("debian:11", "openssl").isEmpty)
        // What leaves the list is known no more.
        let report = try load("Debian.zip", [Self.json("DSA-1", "Debian:12", "openssl")])
        #expect(report.changes.first.map { [$0.kept, $0.removed, $0.added, $0.changed] } == [1, 1, 0, 0])
        database = try AdvisoryDatabase(path: folder.database)
        #expect(try !database.covers("debian:11"))
        #expect(try database.advisories("debian:11", "curl").isEmpty)
    }

    @Test func secondImportKeepsChangesAndRemoves() throws {
        // The date is that of OSV's older Go records: it must not decide.
        let old = "0001-01-01T00:00:00Z"
        _ = try load(
            "Go.zip",
            [
                Self.json("GO-1", "Go", "a", modified: old), Self.json("GO-2", "Go", "b", modified: old),
                Self.json("GO-3", "Go", "c"),
            ])
        let report = try load(
            "Go.zip",
            [
                Self.json("GO-1", "Go", "a", modified: old), Self.json("GO-2", "Go", "b2", fixed: "3.0", modified: old),
                Self.json("GO-3", "Go", "c", more: #""withdrawn":"2026-11-20T00:00:00Z","#),
                Self.json("GO-4", "Go", "d"),
            ])
        let change = try #require(report.changes.first)
        #expect([change.kept, change.changed, change.added, change.removed] == [1, 2, 1, 0])
        #expect(change.source.records == 3 && change.source.withdrawn == 1)
        let database = try AdvisoryDatabase(path: folder.database)
        #expect(try database.advisories("go", "b").isEmpty)
        #expect(try database.advisories("go", "b2").first?.affected.first?.ranges.first?.events.last == .fixed("3.0"))
        #expect(try database.advisories("go", "c").isEmpty)
        #expect(try database.sources().map(\.name) == ["go"])
    }

    @Test func unreadableRecordsAreToldAndKeepWhatWasKnown() throws {
        _ = try load("npm.zip", [Self.json("GHSA-1", "npm", "left"), Self.json("GHSA-2", "npm", "right")])
        let report = try load(
            "npm.zip", [Self.json("GHSA-1", "npm", "left"), ("GHSA-2", #"{"id":"GHSA-2","affec"#), ("GHSA-3", "[]")])
        #expect(report.problemCount == 2)
        #expect(report.problems.map { $0.name.hasSuffix("npm.zip: GHSA-2.json") } == [true, false])
        #expect(report.problems.allSatisfy { !$0.reason.en.isEmpty && !$0.reason.ja.isEmpty })
        let database = try AdvisoryDatabase(path: folder.database)
        #expect(try database.advisories("npm", "right").map(\.id) == ["GHSA-2"])
        // What could not be read may be what an image has: the list is not complete until it is read again.
        #expect(report.changes.first?.source.isWhole == false)
        #expect(try database.state(of: "npm", today: Self.today) == .empty("npm"))
        let again = try load("npm.zip", [Self.json("GHSA-1", "npm", "left"), Self.json("GHSA-2", "npm", "right")])
        #expect(again.changes.first?.source.isWhole == true)
    }

    @Test func aListOfAnotherEcosystemChangesNothing() throws {
        _ = try load("PyPI.zip", [Self.json("PYSEC-1", "PyPI", "left")])
        let failure = #expect(throws: Failure.self) { try load("PyPI.zip", [Self.json("GO-1", "Go", "right")]) }
        #expect(failure?.message.en.contains("none of its advisories speaks of pypi") == true, "\(failure as Any)")
        #expect(try AdvisoryDatabase(path: folder.database).advisories("pypi", "left").count == 1)
    }

    @Test func anEmptyArchiveChangesNothing() throws {
        _ = try load("npm.zip", [Self.json("GHSA-1", "npm", "left")])
        #expect(throws: Failure.self) { try load("npm.zip", []) }
        #expect(throws: Failure.self) { try load("npm.zip", [("GHSA-1x", "{")]) }
        #expect(try AdvisoryDatabase(path: folder.database).advisories("npm", "left").count == 1)
    }

    @Test func singleFilesMakeNoEcosystemKnown() throws {
        let record = Self.json("RUSTSEC-1", "crates.io", "time")
        let path = folder.write("RUSTSEC-1.json", record.json)
        let writer = try AdvisoryWriter(path: folder.database, now: Self.now)
        let report = try DatabaseImport.run(path, into: writer)
        #expect(report.changes.first?.source.isWhole == false)
        let database = try AdvisoryDatabase(path: folder.database)
        #expect(try database.advisories("cargo", "time").count == 1)
        #expect(try !database.covers("cargo"))
        #expect(try database.state(of: "cargo", today: Self.today) == .empty("cargo"))
        // Unless the caller says that it is all there is.
        folder.write("all/RUSTSEC-1.json", record.json)
        _ = try DatabaseImport.run("\(folder.path)/all", into: writer, ecosystem: .cargo)
        #expect(try AdvisoryDatabase(path: folder.database).covers("cargo"))
    }

    @Test func oneRecordInTwoListsIsToldOnceAsItWasChangedLast() throws {
        let both =
            #"{"id":"GHSA-9","modified":"\#("2026-11-19T00:00:00Z")","affected":[{"package":{"ecosystem":"npm","name":"x"},"versions":["1"]},{"package":{"ecosystem":"Maven","name":"g:x"},"versions":["1"]}]}"#
        _ = try load("npm.zip", [("GHSA-9", both)])
        _ = try load("Maven.zip", [("GHSA-9", both.replacing("2026-11-19", with: "2026-11-20"))])
        let database = try AdvisoryDatabase(path: folder.database)
        let found = try database.advisories("npm", "x")
        #expect(found.count == 1)
        #expect(found.first?.modified == Moment("2026-11-20T00:00:00Z"))
        #expect(found.first?.affected.map(\.name) == ["x"])
    }

    @Test(arguments: [
        ("2026-11-21T00:00:00Z", DatabaseState.fresh(Day(year: 2026, month: 11, day: 21))),
        ("2026-11-14T00:00:00Z", .fresh(Day(year: 2026, month: 11, day: 14))),
        ("2026-11-13T23:00:00Z", .old(Day(year: 2026, month: 11, day: 13))),
        // Nothing is from the future.
        ("2027-01-01T00:00:00Z", .fresh(Day(year: 2026, month: 11, day: 21))),
    ])
    func filesAreAsOldAsTheirNewestRecord(_ modified: String, _ expected: DatabaseState) throws {
        _ = try load(
            "Go.zip",
            [
                Self.json("GO-1", "Go", "a", modified: modified),
                Self.json("GO-0", "Go", "a", modified: "2020-01-01T00:00:00Z"),
            ])
        let database = try AdvisoryDatabase(path: folder.database)
        #expect(try database.state(of: "go", today: Self.today) == expected)
        #expect(try database.state(of: ["go", "npm"], today: Self.today) == .empty("npm"))
        #expect(!expected.text.en.isEmpty)
    }

    @Test func missingBrokenAndForeignFilesSayWhatToDo() throws {
        #expect { try AdvisoryDatabase(path: folder.database) } throws: { error in
            (error as? Failure)?.code == .notFound && "\(error)".contains("plimsoll db update")
        }
        let noise = folder.write(
            "noise.sqlite",
            "this is not a database, but a text of some length ".utf8 + Array(repeating: 7, count: 9_000))
        #expect { try AdvisoryDatabase(path: noise) } throws: { "\($0)".contains("plimsoll db update") }
        #expect(throws: Failure.self) { try AdvisoryWriter(path: noise, now: Self.now) }
        // Somebody else's database is not touched.
        let other = "\(folder.path)/other.sqlite"
        let connection = try SQLiteConnection(path: other, mode: .write)
        try connection.run("CREATE TABLE mine(x)")
        #expect { try AdvisoryDatabase(path: other) } throws: { ($0 as? Failure)?.code == .invalid }
        #expect(throws: Failure.self) { try AdvisoryWriter(path: other, now: Self.now) }
        #expect(try connection.number("SELECT count(*) FROM mine") == 0)
    }

    @Test func anotherFormIsRefusedForReadingAndMadeAnewForWriting() throws {
        _ = try load("Go.zip", [Self.json("GO-1", "Go", "a")])
        do {
            let connection = try SQLiteConnection(path: folder.database, mode: .write)
            try connection.run("PRAGMA user_version = 99")
        }
        #expect { try AdvisoryDatabase(path: folder.database) } throws: { error in
            "\(error)".contains("99") && "\(error)".contains("plimsoll db update")
        }
        _ = try load("Go.zip", [Self.json("GO-1", "Go", "a")])
        #expect(try AdvisoryDatabase(path: folder.database).advisories("go", "a").count == 1)
    }

    @Test func readersSeeTheOldDataWhileAnotherWritesAndASecondWriterIsTold() throws {
        _ = try load("Go.zip", [Self.json("GO-1", "Go", "a")])
        let first = try SQLiteConnection(path: folder.database, mode: .write)
        try first.run("PRAGMA journal_mode = WAL")
        try first.run("BEGIN IMMEDIATE; DELETE FROM affected")
        #expect(try AdvisoryDatabase(path: folder.database).advisories("go", "a").count == 1)
        let path = folder.write("Go.zip", TestZip.make([Self.json("GO-1", "Go", "a2")]))
        #expect {
            let second = try AdvisoryWriter(path: folder.database, now: Self.now, patience: 10)
            _ = try DatabaseImport.run(path, into: second)
        } throws: { error in
            (error as? Failure)?.code == .unavailable && "\(error)".contains("another process")
        }
        try first.run("ROLLBACK")
        #expect(try AdvisoryDatabase(path: folder.database).advisories("go", "a").count == 1)
    }

    @Test func damagedPagesNeverCrash() throws {
        _ = try load("Go.zip", (0..<200).map { Self.json("GO-\($0)", "Go", "m\($0 % 20)") })
        let bytes = try DiskTree(root: folder.path).read("advisories.sqlite", limit: 1 << 24)
        var random = SystemRandomNumberGenerator()
        for round in 0..<60 {
            var changed = bytes
            for _ in 0..<20 {
                changed[Int.random(in: 100..<bytes.count, using: &random)] = .random(in: 0...255, using: &random)
            }
            let path = folder.write("damaged\(round).sqlite", changed)
            guard let database = try? AdvisoryDatabase(path: path) else { continue }
            for name in 0..<20 { _ = try? database.advisories("go", "m\(name)") }
            _ = try? database.sources()
        }
    }
}
