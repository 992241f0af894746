import Advisories
import Basics
import Foundation
import Inventory
import OCIImage
import Testing
import Versions

/// OSV's own bulk files of two ecosystems: every record is read, and nothing of it is lost.
@Suite struct BulkFileTests {
    private static let folder: URL? = {
        var folder = URL(filePath: #filePath)
        while folder.path != "/" {
            folder.deleteLastPathComponent()
            let data = folder.appending(path: "shared/data/osv")
            if FileManager.default.fileExists(atPath: data.path) { return data }
        }
        return nil
    }()

    private func advisories(_ name: String) throws -> [Advisory] {
        let data = try Data(contentsOf: try #require(Self.folder).appending(path: name))
        let archive = try ZipArchive(MemoryContent(Array(data)), what: name)
        return try archive.entries.filter { $0.name.hasSuffix(".json") }.map {
            try Advisory(osv: try archive.read($0, limit: 16 << 20))
        }
    }

    @Test(.enabled(if: folder != nil, "../shared is absent"), arguments: [("Go.zip", 4291), ("PyPI.zip", 2661)])
    func everyRecordIsRead(_ name: String, _ count: Int) throws {
        let all = try advisories(name)
        #expect(all.count == count)
        #expect(Set(all.map(\.id)).count == count)
        var unusual: [String] = []
        for advisory in all {
            if advisory.modified == nil || advisory.affected.isEmpty || advisory.summary.isEmpty {
                unusual.append(advisory.id)
            }
            for affected in advisory.affected {
                guard let ecosystem = EcosystemName(affected.ecosystem) else {
                    unusual.append("\(advisory.id): \(affected.ecosystem)")
                    continue
                }
                for range in affected.ranges where range.kind != .git {
                    for event in range.events where !ecosystem.scheme.isValid(event.version) {
                        unusual.append("\(advisory.id): \(event)")
                    }
                }
            }
        }
        // Two fixes that are no versions of PEP 440, and a record without a line of text.
        let known = [#"PYSEC-2021-371: fixed("0.2.0-n653")"#, "PYSEC-2024-55", #"PYSEC-2019-125: fixed("2019-09-12")"#]
        #expect(Set(unusual) == (name == "PyPI.zip" ? Set(known) : []))
    }

    @Test(.enabled(if: folder != nil, "../shared is absent"))
    func numbersOfTheFilesAreThoseOfThePublisher() throws {
        let all = try advisories("Go.zip") + advisories("PyPI.zip")
        let events = all.flatMap(\.affected).flatMap(\.ranges).flatMap(\.events)
        var counts = [0, 0, 0, 0]
        for event in events {
            switch event {
            case .introduced: counts[0] += 1
            case .fixed: counts[1] += 1
            case .lastAffected: counts[2] += 1
            case .limit: counts[3] += 1
            }
        }
        #expect(counts == [14063, 11829, 1, 0])
        #expect(all.filter(\.isWithdrawn).count == 27)
        #expect(all.flatMap(\.affected).count == 8786)
        #expect(all.flatMap(\.severities).allSatisfy { CVSS($0.score) != nil })
    }

    @Test(.enabled(if: folder != nil, "../shared is absent"))
    func knownReleasesAreFound() throws {
        let lookup = AdvisoryTable(try advisories("PyPI.zip"))
        let packages = [("jinja2", "2.10"), ("Django", "2.2.0"), ("requests", "2.19.1"), ("PyYAML", "5.1")].map {
            Package(.pypi, name: $0.0, version: $0.1, path: "site-packages/\($0.0)")
        }
        let outcome = try Matcher(system: nil, lookup: lookup).match(packages)
        #expect(outcome.unknown.isEmpty)
        for package in packages {
            #expect(outcome.vulnerabilities.contains { $0.package == package }, "\(package.name)")
        }
        #expect(outcome.vulnerabilities.contains { $0.id == "CVE-2018-18074" && $0.package.name == "requests" })
        let ids = outcome.vulnerabilities.map { "\($0.package.name) \($0.id)" }
        #expect(Set(ids).count == ids.count)
    }
}
