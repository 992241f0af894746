import Basics
import Testing

@testable import Advisories

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// OSV's real archives (`Go.zip`, `PyPI.zip`): in the folder that `PLIMSOLL_OSV_DATA` names, else beside the repository.
@Suite struct BulkDataTests {
    static let data: String? = {
        if let named = getenv("PLIMSOLL_OSV_DATA") { return String(cString: named) }
        let folders = #filePath.split(separator: "/").dropLast(5)
        let beside = "/" + (folders + ["shared", "data", "osv"]).joined(separator: "/")
        let names = (try? DiskTree(root: beside).list(""))?.map(\.name) ?? []
        return names.contains { $0.hasSuffix(".zip") } ? beside : nil
    }()

    @Test(.enabled(if: data != nil, "PLIMSOLL_OSV_DATA names no folder, and shared/data/osv is absent"))
    func everyRecordIsRead() throws {
        let data = try #require(Self.data)
        let folder = try TestFolder()
        let writer = try AdvisoryWriter(path: folder.database, now: AdvisoryDatabaseTests.now)
        let clock = ContinuousClock()
        var report = ImportReport()
        let first = try clock.measure { report = try DatabaseImport.run(data, into: writer) }
        #expect(report.problemCount == 0)
        #expect(!report.changes.isEmpty)
        let archives = (try DiskTree(root: data).list("")).filter { $0.name.hasSuffix(".zip") }
        var records = 0
        for archive in archives { records += try ZipDocuments(path: "\(data)/\(archive.name)").count }
        #expect(report.changes.reduce(0) { $0 + $1.added } == records)
        #expect(report.changes.reduce(0) { $0 + $1.source.records + $1.source.withdrawn } == records)
        let second = try clock.measure { report = try DatabaseImport.run(data, into: writer) }
        #expect(report.changes.reduce(0) { $0 + $1.kept } == records)
        writer.finish()
        let size = try DiskTree(root: folder.path).list("").first { $0.name == "advisories.sqlite" }?.size ?? 0
        let zips = archives.reduce(0) { $0 + $1.size }
        #expect(size < zips)
        // Every package of every record is found again under its name, with all that matching asks for.
        let database = try AdvisoryDatabase(path: folder.database)
        var names: Set<[String]> = []
        for archive in archives {
            let documents = try ZipDocuments(path: "\(data)/\(archive.name)")
            for index in 0..<documents.count {
                let advisory = try Advisory(osv: documents.read(index))
                if advisory.isWithdrawn { continue }
                for affected in advisory.affected {
                    guard let ecosystem = EcosystemName(affected.ecosystem) else { continue }
                    let name = ecosystem.normalised(affected.name)
                    names.insert([ecosystem.key, name])
                    let found = try database.advisories(ecosystem.key, name).first { $0.id == advisory.id }
                    #expect(found?.affected.contains(Self.withoutCommits(affected)) == true, "\(advisory.id) \(name)")
                    #expect(found?.aliases == advisory.aliases && found?.severities == advisory.severities)
                    let published = advisory.published.flatMap { $0.year < 1970 ? nil : $0 }
                    #expect(found?.published == published && found?.summary == advisory.summary)
                }
            }
        }
        let some = names.sorted { $0[1] < $1[1] }.prefix(300)
        let lookups = try clock.measure {
            let database = try AdvisoryDatabase(path: folder.database)
            for name in some { _ = try database.advisories(name[0], name[1]) }
        }
        print(
            "\(records) records: first \(first), again \(second), \(size) bytes of \(zips) in zips, 300 lookups \(lookups)"
        )
    }

    private static func withoutCommits(_ affected: AffectedPackage) -> AffectedPackage {
        var affected = affected
        affected.ranges = affected.ranges.map { range in
            range.kind == .git
                ? AffectedRange(kind: .git, events: []) : AffectedRange(kind: range.kind, events: range.events)
        }
        return affected
    }
}
