import Basics
import Foundation
import Inventory
import OCIImage
import Testing

@Suite struct RPMTests {
    private static let blobs =
        [RPMFiles.package("alpha"), RPMFiles.package("beta", epoch: 2), RPMFiles.package("tiny", padding: 1)]
        + [RPMFiles.key("fd431d51")]

    private static func expected(_ path: String) -> [Package] {
        func package(_ name: String, _ version: String) -> Package {
            Package(
                .rpm, name: name, version: version, architecture: "x86_64",
                source: Package.Source(name: "\(name)-base", version: version), licenses: ["MIT and GPLv2+"],
                path: path,
                needs: name == "alpha" ? [] : ["alpha"], supplier: "Example Corp", modularity: "stream:9:1:abc")
        }
        return [
            package("alpha", "1.2-3.el9"), package("beta", "2:1.2-3.el9"), package("tiny", "1.2-3.el9"),
            Package(.rpm, name: "gpg-pubkey", version: "fd431d51-5f2c0192", licenses: ["pubkey"], path: path),
        ]
    }

    @Test(arguments: ["var/lib/rpm/", "usr/lib/sysimage/rpm/"], ["rpmdb.sqlite", "Packages.db", "Packages", "big"])
    func databasesTell(folder: String, form: String) throws {
        let path = folder + (form == "big" ? "Packages" : form)
        let bytes =
            switch form {
            case "rpmdb.sqlite": try RPMFiles.sqlite(Self.blobs)
            case "Packages.db": RPMFiles.native(Self.blobs)
            default: RPMFiles.berkeley(Self.blobs, isBig: form == "big")
            }
        let told = tell(path, bytes)
        #expect(told.problems.isEmpty)
        #expect(told.packages == Self.expected(path))
        #expect(
            told.owned.map { "\($0.package) \($0.path)" } == [
                "alpha usr/bin/tool", "alpha etc/alpha/tool.conf", "beta usr/bin/tool", "beta etc/beta/tool.conf",
                "tiny usr/bin/tool", "tiny etc/tiny/tool.conf",
            ])
    }

    @Test(arguments: [
        ("bash-5.1.8-6.el9.src.rpm", "bash", "5.1.8-6.el9"), ("a-b-c-1-2.nosrc.rpm", "a-b-c", "1-2"),
        ("beta-1.2-3.el9.src.rpm", "beta", "2:1.2-3.el9"),
    ])
    func sourcesAreRead(file: String, name: String, version: String) {
        let blob = RPMFiles.header([
            (1000, .text("beta")), (1001, .text("1.2")), (1002, .text("3.el9")), (1003, .numbers([2])),
            (1044, .text(file)),
        ])
        let told = tell("usr/lib/sysimage/rpm/Packages.db", RPMFiles.native([blob]))
        #expect(told.packages.first?.source == Package.Source(name: name, version: version))
    }

    @Test(arguments: ["x.src.rpm", "a-1.src.rpm", "-1-2.src.rpm", "bash-5.1.8-6.el9", "(none)"])
    func whatIsNoSourceTellsNone(file: String) {
        let blob = RPMFiles.header([
            (1000, .text("b")), (1001, .text("1")), (1002, .text("2")), (1044, .text(file)),
        ])
        let told = tell("var/lib/rpm/Packages.db", RPMFiles.native([blob]))
        #expect(told.packages.count == 1)
        #expect(told.packages.first?.source == nil)
    }

    @Test func laterTagsReplaceEarlierOnes() {
        let blob = RPMFiles.header([
            (1000, .text("a")), (1001, .text("1")), (1002, .text("2")), (1001, .text("9")),
        ])
        #expect(tell("var/lib/rpm/Packages.db", RPMFiles.native([blob])).packages.map(\.version) == ["9-2"])
    }

    @Test func brokenHeadersAreToldAndOthersRead() {
        let blobs = [RPMFiles.package("a"), Array(RPMFiles.package("b").prefix(3_000)), RPMFiles.package("c")]
        for (path, bytes) in [
            ("var/lib/rpm/Packages.db", RPMFiles.native(blobs)), ("var/lib/rpm/Packages", RPMFiles.berkeley(blobs)),
        ] {
            let told = tell(path, bytes)
            #expect(told.packages.map(\.name) == ["a", "c"])
            #expect(told.problems.count == 1)
        }
    }

    @Test(arguments: ["var/lib/rpm/rpmdb.sqlite", "var/lib/rpm/Packages.db", "var/lib/rpm/Packages"])
    func whatIsNoDatabaseIsAProblem(path: String) {
        for bytes in [[], Array("SQLite format 3\0".utf8), [UInt8](repeating: 0xFF, count: 5_000)] as [[UInt8]] {
            let told = PackageReaders.read(LayerEntry(path: path, size: 5_000), MemoryContent(bytes))
            #expect(told.packages.isEmpty)
            #expect(told.problems.count == 1)
        }
    }

    @Test func cutOffDatabasesAreProblems() throws {
        let all: [(path: String, bytes: [UInt8])] = [
            ("var/lib/rpm/rpmdb.sqlite", try RPMFiles.sqlite(Self.blobs)),
            ("var/lib/rpm/Packages.db", RPMFiles.native(Self.blobs)),
            ("var/lib/rpm/Packages", RPMFiles.berkeley(Self.blobs)),
        ]
        for (path, bytes) in all {
            let told = tell(path, Array(bytes.prefix(bytes.count * 2 / 3)))
            #expect(told.packages.count < Self.blobs.count)
            #expect(!told.problems.isEmpty)
        }
    }

    @Test(arguments: [
        // A view in place of the table, with work without end behind it.
        [
            "ALTER TABLE Packages RENAME TO Other",
            "CREATE VIEW Packages AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c) SELECT x AS blob FROM c",
        ],
        [
            "ALTER TABLE Packages RENAME TO Other",
            "CREATE VIEW Packages AS SELECT zeroblob(1000000000) AS blob FROM Other",
        ],
        [
            "ALTER TABLE Packages RENAME TO Other",
            "CREATE VIEW Packages AS SELECT a.blob AS blob FROM Other a, Other b, Other c, Other d, Other e, Other f, Other g, Other h, Other i, Other j, Other k, Other l, Other m",
        ],
        ["DROP TABLE Packages"], ["ALTER TABLE Packages RENAME COLUMN blob TO other"],
    ])
    func hostileSchemasEnd(statements: [String]) throws {
        let told = tell("var/lib/rpm/rpmdb.sqlite", try RPMFiles.sqlite(Self.blobs, statements))
        #expect(told.problems.count == 1)
        #expect(told.packages.count < 1_000)
    }

    @Test func chainsThatShareABlobAreBounded() {
        // A thousand pairs that all point to one chain.
        var bytes = RPMFiles.berkeley([RPMFiles.package("a", padding: 100_000)])
        let pairs = Array(bytes[8192..<12288])
        for _ in 0..<1_000 {
            bytes += pairs[..<8] + RPMFiles.little(bytes.count / 4096) + pairs[12...]
        }
        bytes.replaceSubrange(32..<36, with: RPMFiles.little(bytes.count / 4096 - 1))
        let told = tell("var/lib/rpm/Packages", bytes)
        #expect(told.packages.count < 100)
        #expect(told.problems.count == 1)
    }

    @Test func aLogWithChangesIsAProblem() {
        var log = RPMFiles.big(0x377F_0682) + RPMFiles.big(3_007_000) + RPMFiles.big(4096) + RPMFiles.big(0)
        log += [1, 2, 3, 4, 5, 6, 7, 8] + [UInt8](repeating: 0, count: 8)
        let empty = log
        log += RPMFiles.big(1) + RPMFiles.big(1) + [1, 2, 3, 4, 5, 6, 7, 8] + [UInt8](repeating: 0, count: 8 + 4096)
        var old = log
        old[40] = 9
        #expect(tell("var/lib/rpm/rpmdb.sqlite-wal", log).problems.count == 1)
        #expect(tell("var/lib/rpm/rpmdb.sqlite-wal", empty).problems.isEmpty)
        #expect(tell("var/lib/rpm/rpmdb.sqlite-wal", old).problems.isEmpty)
        #expect(PackageReaders.wish(LayerEntry(path: "var/lib/rpm/rpmdb.sqlite-wal", size: 0)) == .no)
    }

    @Test func manifestsOfAzureLinuxTell() {
        let line =
            "zlib\t1.2.13-2.cm2\t1690000000\t1680000000\tMicrosoft Corporation\t(none)\t100\tx86_64\t0\tzlib-1.2.13-2.cm2.src.rpm\n"
        let told = tell("var/lib/rpmmanifest/container-manifest-2", line + "broken\n")
        #expect(told.packages.map(\.name) == ["zlib"])
        #expect(told.packages.first?.version == "1.2.13-2.cm2")
        #expect(told.packages.first?.source?.name == "zlib")
        #expect(told.problems.count == 1)
    }

    @Test func largeDatabasesGoThroughAFile() throws {
        let blobs = (0..<20).map { RPMFiles.package("p\($0)", padding: 1 << 20) }
        let bytes = try RPMFiles.sqlite(blobs)
        #expect(bytes.count > 16 << 20)
        let told = tell("var/lib/rpm/rpmdb.sqlite", bytes)
        #expect(told.problems.isEmpty)
        #expect(told.packages.map(\.name) == (0..<20).map { "p\($0)" })
    }

    @Test func damagedDatabasesEndReading() throws {
        let sqlite = try RPMFiles.sqlite(Self.blobs)
        damage("var/lib/rpm/rpmdb.sqlite", sqlite, rounds: 1_500)
        damage("var/lib/rpm/rpmdb.sqlite", sqlite, rounds: 1_500, head: 300)
        let native = RPMFiles.native(Self.blobs)
        damage("var/lib/rpm/Packages.db", native, rounds: 1_500)
        damage("var/lib/rpm/Packages.db", native, rounds: 1_500, head: 96)
        damage("var/lib/rpm/Packages.db", RPMFiles.native([RPMFiles.package("a", padding: 1)]), rounds: 3_000)
        let berkeley = RPMFiles.berkeley(Self.blobs)
        damage("var/lib/rpm/Packages", berkeley, rounds: 3_000)
        damage("var/lib/rpm/Packages", berkeley, rounds: 1_500, head: 64)
    }
}
