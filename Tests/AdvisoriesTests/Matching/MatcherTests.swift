import Advisories
import Basics
import Inventory
import Testing

@Suite struct MatcherTests {
    private static let debian = OperatingSystem(id: "debian", version: "12", name: "Debian GNU/Linux 12")

    private func advisory(_ json: String) throws -> Advisory { try Advisory(osv: Array(json.utf8)) }

    private func match(
        _ packages: [Package], _ json: [String], system: OperatingSystem? = debian
    ) throws
        -> Matcher.Outcome
    {
        try Matcher(system: system, lookup: AdvisoryTable(json.map(advisory))).match(packages)
    }

    private func record(
        _ id: String, _ ecosystem: String, _ name: String, _ events: String, more: String = "", affected: String = ""
    ) -> String {
        """
        {"id": "\(id)", "modified": "2024-01-02T03:04:05Z", \(more)
         "affected": [{"package": {"ecosystem": "\(ecosystem)", "name": "\(name)"}, \(affected)
          "ranges": [{"type": "ECOSYSTEM", "events": [\(events)]}]}]}
        """
    }

    private func pypi(_ name: String, _ version: String, owner: String? = nil) -> Package {
        Package(.pypi, name: name, version: version, path: "usr/lib/python3/dist-packages/\(name)", owner: owner)
    }

    // MARK: Ranges

    @Test(
        arguments: [
            (#"{"introduced": "0"}, {"fixed": "1.5"}"#, "1.4", ["1.5"]),
            (#"{"introduced": "0"}, {"fixed": "1.5"}"#, "1.5", nil),
            (#"{"fixed": "1.5"}, {"introduced": "2.0"}, {"fixed": "2.3"}, {"introduced": "1.0"}"#, "2.1", ["2.3"]),
            (#"{"fixed": "1.5"}, {"introduced": "2.0"}, {"fixed": "2.3"}, {"introduced": "1.0"}"#, "1.7", nil),
            (#"{"fixed": "1.5"}, {"introduced": "2.0"}, {"fixed": "2.3"}, {"introduced": "1.0"}"#, "1.2", ["1.5"]),
            (#"{"introduced": "0"}, {"last_affected": "1.5"}"#, "1.5", []),
            (#"{"introduced": "0"}, {"last_affected": "1.5"}"#, "1.5.1", nil),
            (#"{"introduced": "1.0"}, {"limit": "1.5"}"#, "1.6", nil),
            (#"{"introduced": "1.0"}, {"limit": "*"}"#, "1.6", []),
            (#"{"introduced": "0"}"#, "99", []), (#"{"introduced": "1.0"}, {"fixed": "1.0"}"#, "1.0", nil),
            (#"{"introduced": "1.0rc1"}, {"fixed": "1.0"}"#, "1.0.dev1", nil),
        ] as [(String, String, [String]?)])
    func eventsTurnOnAndOff(_ events: String, _ version: String, _ fixed: [String]?) throws {
        let outcome = try match([pypi("a", version)], [record("PYSEC-1", "PyPI", "a", events)])
        #expect(outcome.vulnerabilities.first?.fixed == fixed)
        #expect(outcome.unknown.isEmpty)
    }

    @Test func listedVersionsCountBesideRangesAndCommitsDoNot() throws {
        let json = """
            {"id": "PYSEC-2", "affected": [{"package": {"ecosystem": "PyPI", "name": "A_b"}, "versions": ["1.0", "1.2"],
              "ranges": [{"type": "GIT", "repo": "https://x", "events": [{"introduced": "0"}]}]}]}
            """
        #expect(try match([pypi("a.B", "1.2.0")], [json]).vulnerabilities.count == 1)
        #expect(try match([pypi("a.B", "1.1")], [json]).vulnerabilities.isEmpty)
        #expect(try match([pypi("a.B", "1.1")], [json]).unknown.isEmpty)
    }

    @Test func withdrawnAdvisoriesCountForNothing() throws {
        let json = record(
            "GHSA-1", "PyPI", "a", #"{"introduced": "0"}"#, more: #""withdrawn": "2024-05-01T00:00:00Z","#)
        #expect(try match([pypi("a", "1")], [json]).vulnerabilities.isEmpty)
    }

    // MARK: Merging

    @Test func severalRecordsOfOneVulnerabilityAreOne() throws {
        let outcome = try match(
            [pypi("a", "1.0")],
            [
                record(
                    "PYSEC-7", "PyPI", "a", #"{"introduced": "0"}, {"fixed": "1.1"}"#,
                    more: #""aliases": ["CVE-2024-7"], "summary": "from PYSEC","#),
                record(
                    "GHSA-7", "PyPI", "a", #"{"introduced": "0"}, {"fixed": "1.1"}"#,
                    more: """
                        "aliases": ["CVE-2024-7"], "database_specific": {"severity": "MODERATE"}, "severity": [
                         {"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],
                        """),
                record("PYSEC-8", "PyPI", "a", #"{"introduced": "0"}"#, more: #""aliases": ["CVE-2024-8"],"#),
            ])
        try #require(outcome.vulnerabilities.count == 2)
        let first = outcome.vulnerabilities[0]
        #expect(first.id == "CVE-2024-7")
        #expect(first.advisory == "GHSA-7")
        #expect(first.aliases == ["CVE-2024-7", "PYSEC-7"])
        #expect(first.summary == "from PYSEC")
        #expect(first.level == .critical)
        #expect(first.score == 9.8)
        #expect(first.rating == "MODERATE")
        #expect(first.fixed == ["1.1"])
        #expect(outcome.vulnerabilities[1].level == .unknown)
    }

    @Test func anAdvisoryOfADistributionIsOneForEachCVE() throws {
        let package = Package(
            .deb, name: "libssl3", version: "3.0.11-1~deb12u1",
            source: .init(name: "openssl", version: "3.0.11-1~deb12u1"),
            path: "var/lib/dpkg/status")
        let outcome = try match(
            [package],
            [
                record(
                    "DSA-1-1", "Debian:12", "openssl", #"{"introduced": "0"}, {"fixed": "3.0.11-1~deb12u2"}"#,
                    more: #""upstream": ["CVE-2023-1", "CVE-2023-2"],"#),
                record(
                    "DEBIAN-CVE-2023-1", "Debian:12", "openssl", #"{"introduced": "0"}"#,
                    more: """
                        "upstream": ["CVE-2023-1"], "severity": [{"type": "CVSS_V3", "score":
                         "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],
                        """, affected: #""ecosystem_specific": {"urgency": "unimportant"},"#),
                record("DEBIAN-CVE-2023-3", "Debian:11", "openssl", #"{"introduced": "0"}"#),
            ])
        #expect(Set(outcome.vulnerabilities.map(\.id)) == ["CVE-2023-1", "CVE-2023-2"])
        let rated = try #require(outcome.vulnerabilities.first { $0.id == "CVE-2023-1" })
        #expect(rated.level == Vulnerability.Level.none)
        #expect(rated.rating == "unimportant")
        #expect(rated.score == 9.8)
        #expect(rated.fixed == ["3.0.11-1~deb12u2"])
    }

    // MARK: What is not judged

    @Test func languagePackagesOfTheSystemAreJudgedWithIt() throws {
        let json = record("GHSA-9", "PyPI", "six", #"{"introduced": "0"}"#)
        #expect(try match([pypi("six", "1.16.0", owner: "python3-six")], [json]).vulnerabilities.isEmpty)
        #expect(try match([pypi("six", "1.16.0")], [json]).vulnerabilities.count == 1)
    }

    @Test func whatCannotBeJudgedIsUnknown() throws {
        let json = record("GHSA-9", "PyPI", "a", #"{"introduced": "0"}, {"fixed": "2"}"#)
        let deb = Package(.deb, name: "zlib1g", version: "1:1.2.13", path: "var/lib/dpkg/status")
        let rpm = Package(.rpm, name: "zlib", version: "1.2-1", path: "x")
        let odd = try match([deb, pypi("a", "no version"), pypi("b", "no version"), rpm], [json])
        #expect(odd.vulnerabilities.isEmpty)
        #expect(odd.unknown.map(\.package.name) == ["zlib1g", "a", "zlib"])
        #expect(odd.unknown.first?.reason(.english).contains("debian:12") == true)
        #expect(try match([deb], [json], system: nil).unknown.count == 1)
        let other = OperatingSystem(id: "amzn", version: "2023", name: "Amazon Linux")
        #expect(try match([rpm], [json], system: other).unknown.first?.reason(.english).contains("amzn 2023") == true)
    }

    @Test func theStandardLibraryOfGoIsAPackageOfGo() throws {
        let package = Package(.generic, name: "stdlib", version: "go1.21.3", path: "app")
        let json = record(
            "GO-2023-2185", "Go", "stdlib", #"{"introduced": "1.21.0-0"}, {"fixed": "1.21.4"}"#)
        #expect(try match([package], [json]).vulnerabilities.first?.fixed == ["1.21.4"])
    }

    @Test func streamsOfModulesAreApart() throws {
        let system = OperatingSystem(id: "rhel", version: "8.9", name: "Red Hat Enterprise Linux")
        let json = """
            {"id": "RHSA-2024:1", "related": ["CVE-2024-1"], "affected": [{"package": {
              "ecosystem": "Red Hat:enterprise_linux:8::appstream", "name": "nodejs",
              "purl": "pkg:rpm/redhat/nodejs?arch=x86_64&rpmmod=nodejs:18:1:2"}, "ranges": [{"type": "ECOSYSTEM",
              "events": [{"introduced": "0"}, {"fixed": "1:18.19.1-1.module+el8.9.0+1"}]}]}]}
            """
        let versions = ["1:18.18.2-1.module+el8.9.0+1", "1:16.20.2-3.module+el8.9.0+1", "1:10.1-1.el8"]
        let told = try versions.map {
            try match([Package(.rpm, name: "nodejs", version: $0, path: "x")], [json], system: system).vulnerabilities
                .count
        }
        #expect(told == [1, 0, 0])
    }

    // MARK: Sums and ignores

    @Test func basesAreCountedByLayer() {
        let vulnerabilities = [(0, ["1"]), (0, []), (1, ["2"]), (2, ["1"]), (nil, [])].map { layer, fixed in
            Vulnerability(
                package: Package(.deb, name: "a", version: "1", path: "x", layer: layer), advisory: "A", aliases: [],
                summary: "", level: .high, fixed: fixed)
        }
        let share = BaseShare(vulnerabilities, baseLayers: 2)
        #expect([share.base, share.fixedInBase, share.own, share.fixedInOwn, share.elsewhere] == [3, 2, 1, 1, 1])
        #expect(share.total == 5)
    }

    @Test func ignoresEndOnTheirDay() {
        let vulnerability = Vulnerability(
            package: Package(.deb, name: "a", version: "1", path: "x"), advisory: "GHSA-1", aliases: ["CVE-2024-1"],
            summary: "", level: .high, fixed: [])
        let until = Day(year: 2026, month: 12, day: 1)
        let ignores = VulnerabilityIgnores([
            .init(id: "cve-2024-1", package: "b", reason: "other package"),
            .init(id: "cve-2024-1", until: until, reason: "no network"),
        ])
        #expect(
            ignores.apply(to: [vulnerability], today: until).first?.standing
                == .ignored(until: until, reason: "no network"))
        let after = Day(year: 2026, month: 12, day: 2)
        #expect(ignores.apply(to: [vulnerability], today: after).first?.standing == .open)
        #expect(ignores.unused(for: [vulnerability]).map(\.reason) == ["other package"])
    }

    @Test(
        arguments: [
            ("Debian:12", "debian:12"), ("Alpine:v3.20", "alpine:3.20"), ("Ubuntu:24.04:LTS", "ubuntu:24.04"),
            ("Ubuntu:Pro:22.04:LTS", "ubuntu-pro:22.04"), ("Red Hat:enterprise_linux:9::baseos", "redhat:9"),
            ("Red Hat:rhel_eus:9.2::appstream", "redhat:rhel_eus:9.2"), ("Rocky Linux:9", "rocky:9"),
            ("AlmaLinux:9", "alma:9"), ("SUSE:Linux Enterprise Module for Basesystem 15 SP5", "suse:15.5"),
            ("openSUSE:Leap 15.5", "opensuse:15.5"), ("openSUSE:Tumbleweed", "opensuse:tumbleweed"), ("Wolfi", "wolfi"),
            ("PyPI", "pypi"), ("crates.io", "cargo"), ("Packagist", "packagist"), ("GitHub Actions", nil), ("", nil),
        ] as [(String, String?)])
    func ecosystemsAreFiledByKey(_ text: String, _ key: String?) {
        #expect(EcosystemName(text)?.key == key)
    }
}
