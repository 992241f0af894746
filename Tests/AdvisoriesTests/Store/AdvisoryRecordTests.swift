import Advisories
import Basics
import Testing

@testable import Advisories

@Suite struct AdvisoryRecordTests {
    static let whole = Advisory(
        id: "GHSA-test-0001", aliases: ["CVE-2024-0001"], upstream: ["CVE-2024-0002"], related: ["GO-2024-0001"],
        published: Day("2024-02-29"), modified: Moment("2024-03-01T10:00:00Z"), summary: "Ünïcode, 日本語",
        severities: [AdvisorySeverity(type: "CVSS_V3", score: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H")],
        word: "HIGH",
        affected: [
            AffectedPackage(
                ecosystem: "PyPI", name: "Demo_Pkg", purl: "pkg:pypi/demo-pkg",
                ranges: [
                    AffectedRange(
                        kind: .ecosystem,
                        events: [
                            .introduced("0"), .fixed("1.2"), .introduced("2.0"), .lastAffected("2.4"), .limit("3"),
                        ])
                ], versions: ["1.0", "1.0.1", "1.1rc1", "", "1.1"],
                severities: [AdvisorySeverity(type: "Ubuntu", score: "low")], word: "medium", otherFixes: ["go1.2"]),
            AffectedPackage(ecosystem: "Debian:12", name: "demo", word: ""),
        ], references: [AdvisoryReference(type: "FIX", url: "https://example.org/fix")])

    @Test func comesBackAsItWas() throws {
        let packer = RecordPacker()
        let packed = packer.pack(AdvisoryRecord.encode(Self.whole))
        let bytes = try #require(packer.unpack(packed))
        #expect(AdvisoryRecord.decode(bytes, id: Self.whole.id) == Self.whole)
        // Twice from the same packer: its dictionary is set anew for each.
        #expect(packer.unpack(packed) == bytes)
        let small = Advisory(id: "x")
        #expect(AdvisoryRecord.decode(AdvisoryRecord.encode(small), id: "x") == small)
    }

    @Test func onlyWantedPackagesAreDecoded() throws {
        let bytes = AdvisoryRecord.encode(Self.whole)
        let some = try #require(
            AdvisoryRecord.decode(bytes, id: "a", wanted: { ecosystem, _ in ecosystem == "Debian:12" }))
        #expect(some.affected.map(\.name) == ["demo"])
    }

    @Test func commitsAreLeftOutAndTellingReferencesStay() throws {
        var advisory = Self.whole
        advisory.affected = [
            AffectedPackage(
                ecosystem: "Go", name: "a",
                ranges: [AffectedRange(kind: .git, repository: "https://example.org", events: [.introduced("0")])])
        ]
        advisory.references = ["WEB", "WEB", "REPORT", "FIX", "ADVISORY"].map {
            AdvisoryReference(type: $0, url: "https://example.org/\($0)")
        }
        let back = try #require(AdvisoryRecord.decode(AdvisoryRecord.encode(advisory), id: "a"))
        #expect(back.affected.first?.ranges == [AffectedRange(kind: .git, events: [])])
        #expect(back.references.map(\.type) == ["ADVISORY", "FIX", "REPORT"])
    }

    @Test func brokenRecordsAreNilAndNeverMore() throws {
        let bytes = AdvisoryRecord.encode(Self.whole)
        for count in 0..<bytes.count { #expect(AdvisoryRecord.decode(Array(bytes.prefix(count)), id: "a") == nil) }
        var random = SystemRandomNumberGenerator()
        let packer = RecordPacker()
        let packed = packer.pack(bytes)
        for _ in 0..<5_000 {
            var changed = Bool.random(using: &random) ? bytes : packed
            for _ in 0..<3 {
                changed[Int.random(in: changed.indices, using: &random)] = .random(in: 0...255, using: &random)
            }
            _ = AdvisoryRecord.decode(changed, id: "a")
            if let bytes = packer.unpack(changed) { _ = AdvisoryRecord.decode(bytes, id: "a") }
        }
    }

    @Test(arguments: [0, 1, 127, 128, 16_383, 16_384, Int.max, -1])
    func numbersComeBack(_ number: Int) {
        var out = RecordWriter()
        out.number(number)
        var input = RecordReader(out.bytes[...])
        #expect(input.number() == number)
    }
}
