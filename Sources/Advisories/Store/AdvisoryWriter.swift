package import Basics
import CZlib

/// The database for writing: one import is one transaction, so that readers see the old data or the new, never a part.
package final class AdvisoryWriter {
    package let path: String
    private let connection: SQLiteConnection
    private let packer = RecordPacker()
    private let now: Moment

    /// What a list of documents is.
    package enum Scope: Sendable, Hashable {
        /// All there is of a family: what is not in it any more is deleted.
        case whole(EcosystemFamily)
        /// Some advisories: they are added to the families that they speak of, and make none known.
        case some
    }

    /// Opens the database, makes it where there is none and makes it anew where it is of another form.
    package init(path: String, now: Moment, patience: Int32 = 5_000) throws(Failure) {
        self.path = path
        self.now = now
        try FolderMaker.make(parentOf: path)
        connection = try SQLiteConnection(path: path, mode: .write, patience: patience)
        // Readers go on while this writes; the data is public and can be fetched again, so a lost last second is no
        // loss.
        try connection.run("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32768")
        try DatabaseSchema.prepare(connection)
    }

    /// Makes one file of database and log again, where no reader is in the way, so that it can be copied or shipped
    /// read-only.
    package func finish() {
        try? connection.run("PRAGMA wal_checkpoint(TRUNCATE)")
        try? connection.run("PRAGMA journal_mode = DELETE")
    }

    /// What is known of a source: its address and the tag that the server gave.
    package func source(_ name: String) throws(Failure) -> DatabaseSource? {
        let statement = try connection.prepare("SELECT \(DatabaseReader.columns) FROM source WHERE name = ?")
        statement.bind(1, name)
        return try statement.step() ? DatabaseReader.read(statement) : nil
    }

    /// The server says that nothing changed: the data is as good as new.
    package func confirm(_ name: String, dated: Moment) throws(Failure) {
        let statement = try connection.prepare("UPDATE source SET dated = max(dated, ?) WHERE name = ?")
        statement.bind(1, dated.seconds)
        statement.bind(2, name)
        try statement.run()
    }

    // MARK: Lists by CVE

    /// Replaces the list of exploited vulnerabilities.
    package func replaceExploited(
        _ list: [(cve: String, day: Day)], _ origin: ImportOrigin
    ) throws(Failure) -> ImportReport.Change {
        try connection.transaction { () throws(Failure) in
            try connection.run("DELETE FROM exploited")
            let insert = try connection.prepare("INSERT OR REPLACE INTO exploited VALUES(?, ?)")
            for (cve, day) in list {
                guard let number = DatabaseSchema.number(ofCVE: cve) else { continue }
                insert.bind(1, number)
                insert.bind(2, Moment(day).seconds)
                try insert.run()
            }
            let newest = list.map(\.day).max().map { Moment($0) }
            return try note(DatabaseSource.exploited, list.count, newest, origin)
        }
    }

    /// Replaces the likelihoods, which `fill` gives one by one, as there are some hundred thousand; it tells their
    /// date.
    package func replaceLikelihoods(
        _ origin: ImportOrigin,
        fill: ((_ cve: Substring, _ score: Double) throws(Failure) -> Void) throws(Failure) -> Moment?
    ) throws(Failure) -> ImportReport.Change {
        try connection.transaction { () throws(Failure) in
            try connection.run("DELETE FROM likelihood")
            let insert = try connection.prepare("INSERT OR REPLACE INTO likelihood VALUES(?, ?)")
            var count = 0
            let dated = try fill { (cve, score) throws(Failure) in
                guard let number = DatabaseSchema.number(ofCVE: cve), score >= 0, score <= 1 else { return }
                insert.bind(1, number)
                insert.bind(2, Int((score * DatabaseSchema.scale).rounded()))
                try insert.run()
                count += 1
            }
            return try note(DatabaseSource.likelihoods, count, dated, origin)
        }
    }

    private func note(
        _ name: String, _ count: Int, _ newest: Moment?, _ origin: ImportOrigin
    ) throws(Failure) -> ImportReport.Change {
        let source = DatabaseSource(
            name: name, url: origin.url, tag: origin.tag, changed: origin.changed,
            dated: origin.dated ?? min(newest ?? Moment(seconds: 0), now), newest: newest, records: count)
        try save(source)
        var change = ImportReport.Change(source: source)
        change.changed = count
        return change
    }

    // MARK: Advisories

    /// Imports a list of documents in one transaction. A document that is no advisory is a problem in the report; of
    /// one that was read before, what was read then stays.
    func importAdvisories(
        _ documents: some AdvisoryDocuments, _ scope: Scope, _ origin: ImportOrigin, what: String,
        progress: (ImportProgress) -> Void
    ) throws(Failure) -> ImportReport {
        var report = ImportReport()
        report.changes = try connection.transaction { () throws(Failure) in
            let tables = try AdvisoryTables(connection, packer)
            var sources: [EcosystemFamily: SourceImport] = [:]
            if case .whole(let family) = scope { sources[family] = try tables.begin(family) }
            for index in 0..<documents.count {
                if index % 512 == 0 {
                    progress(ImportProgress(name: what, done: index, total: documents.count))
                }
                if case .whole(let family) = scope, try sources[family]?.isKept(documents, index) == true { continue }
                let document: (advisory: Advisory, stamp: Int)
                do throws(Failure) {
                    document = try Self.read(documents, index)
                } catch {
                    report.add(documents.name(index), error)
                    continue
                }
                for family in Self.families(document.advisory, scope) {
                    if sources[family] == nil { sources[family] = try tables.begin(family) }
                    try sources[family]?.put(document.advisory, document.stamp)
                }
            }
            progress(ImportProgress(name: what, done: documents.count, total: documents.count))
            return try finish(sources, scope, origin, tables, what, isWhole: report.problemCount == 0)
        }
        return report
    }

    private static func read(
        _ documents: some AdvisoryDocuments, _ index: Int
    ) throws(Failure) -> (advisory: Advisory, stamp: Int) {
        let bytes = try documents.read(index)
        let sum = bytes.withUnsafeBufferPointer { crc32(0, $0.baseAddress, UInt32(truncatingIfNeeded: $0.count)) }
        return (try Advisory(osv: bytes), SourceImport.stamp((UInt32(truncatingIfNeeded: sum), bytes.count)))
    }

    /// Where a record belongs: to the list that it is in, or to the ecosystems of its packages.
    private static func families(_ advisory: Advisory, _ scope: Scope) -> [EcosystemFamily] {
        switch scope {
        case .whole(let family): [family]
        case .some:
            Set(advisory.affected.compactMap { EcosystemName($0.ecosystem)?.family.source }).sorted {
                $0.rawValue < $1.rawValue
            }
        }
    }

    private func finish(
        _ sources: [EcosystemFamily: SourceImport], _ scope: Scope, _ origin: ImportOrigin, _ tables: AdvisoryTables,
        _ what: String, isWhole: Bool
    ) throws(Failure) -> [ImportReport.Change] {
        var changes: [ImportReport.Change] = []
        for var source in sources.values.sorted(by: { $0.family.rawValue < $1.family.rawValue }) {
            if case .whole = scope {
                guard !source.seen.isEmpty else {
                    throw Failure(
                        .invalid,
                        Text(
                            en: "\(what): holds no advisory. Nothing was changed.",
                            ja: "\(what): アドバイザリーが 1 件も含まれていません。データベースは変更していません。"))
                }
                guard source.change.kept > 0 || source.speaksOfFamily else {
                    throw .otherList(what, source.family)
                }
                try source.removeUnseen()
            }
            try source.finishReleases()
            var facts = source.change.source
            (facts.records, facts.withdrawn) = try source.counts()
            facts.newest = source.newest
            if case .whole = scope {
                // What could not be read may be what an image has.
                facts.isWhole = isWhole
                facts.url = origin.url
                facts.tag = origin.tag
                facts.changed = origin.changed
                facts.dated = origin.dated ?? min(now, source.newest ?? Moment(seconds: 0))
            } else if !facts.isWhole {
                facts.url = origin.url
                facts.dated = min(now, source.newest ?? Moment(seconds: 0))
            }
            try save(facts)
            source.change.source = facts
            changes.append(source.change)
        }
        return changes
    }

    private func save(_ source: DatabaseSource) throws(Failure) {
        let statement = try connection.prepare(
            """
            INSERT INTO source(name, url, tag, changed, dated, newest, records, withdrawn, whole)
            VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(name) DO UPDATE SET url = excluded.url, tag = excluded.tag,
            changed = excluded.changed, dated = excluded.dated, newest = excluded.newest, records = excluded.records,
            withdrawn = excluded.withdrawn, whole = excluded.whole
            """)
        statement.bind(1, source.name)
        statement.bind(2, source.url)
        statement.bind(3, source.tag)
        statement.bind(4, source.changed)
        statement.bind(5, source.dated.seconds)
        statement.bind(6, source.newest?.seconds ?? 0)
        statement.bind(7, source.records)
        statement.bind(8, source.withdrawn)
        statement.bind(9, source.isWhole ? 1 : 0)
        try statement.run()
    }
}

extension EcosystemFamily {
    /// Whose list at OSV its advisories are in.
    var source: EcosystemFamily { self == .ubuntuPro ? .ubuntu : self }
}

extension Failure {
    fileprivate static func otherList(_ what: String, _ family: EcosystemFamily) -> Failure {
        Failure(
            .invalid,
            Text(
                en:
                    "\(what): none of its advisories speaks of \(family.rawValue). Nothing was changed. Name the file as OSV names its ecosystem, or give the right `--ecosystem`.",
                ja:
                    "\(what): \(family.rawValue) に関するアドバイザリーが 1 件もありません。データベースは変更していません。ファイル名を OSV のエコシステム名に合わせるか、正しい `--ecosystem` を指定してください。"
            ))
    }
}
