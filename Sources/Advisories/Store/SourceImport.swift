import Basics

/// The statements of an import, prepared once.
final class AdvisoryTables {
    let connection: SQLiteConnection
    let packer: RecordPacker
    let find: SQLiteStatement
    let list: SQLiteStatement
    let unlist: SQLiteStatement
    let insert: SQLiteStatement
    let update: SQLiteStatement
    let read: SQLiteStatement
    let delete: SQLiteStatement
    let affect: SQLiteStatement
    let unaffect: SQLiteStatement

    init(_ connection: SQLiteConnection, _ packer: RecordPacker) throws(Failure) {
        self.connection = connection
        self.packer = packer
        find = try connection.prepare("SELECT stamp, advisory FROM listed WHERE source = ? AND id = ?")
        list = try connection.prepare("INSERT OR REPLACE INTO listed VALUES(?, ?, ?, ?)")
        unlist = try connection.prepare("DELETE FROM listed WHERE source = ? AND id = ?")
        insert = try connection.prepare("INSERT INTO advisory(id, record) VALUES(?, ?)")
        update = try connection.prepare("UPDATE advisory SET record = ? WHERE number = ?")
        read = try connection.prepare("SELECT record FROM advisory WHERE number = ?")
        delete = try connection.prepare("DELETE FROM advisory WHERE number = ?")
        affect = try connection.prepare("INSERT OR IGNORE INTO affected VALUES(?, ?)")
        unaffect = try connection.prepare("DELETE FROM affected WHERE hash = ? AND advisory = ?")
    }

    /// The import into one family, known or new.
    func begin(_ family: EcosystemFamily) throws(Failure) -> SourceImport {
        let name = family.rawValue
        let find = try connection.prepare("SELECT \(DatabaseReader.columns), number FROM source WHERE name = ?")
        find.bind(1, name)
        if try find.step() { return SourceImport(self, family, find.int(9), DatabaseReader.read(find)) }
        let add = try connection.prepare("INSERT INTO source VALUES(NULL, ?, '', NULL, NULL, 0, 0, 0, 0, 0)")
        add.bind(1, name)
        try add.run()
        let source = DatabaseSource(name: name, url: "", dated: Moment(seconds: 0), isWhole: false)
        return SourceImport(self, family, connection.lastRow, source)
    }
}

/// The import of advisories into one source.
struct SourceImport {
    let family: EcosystemFamily
    var change: ImportReport.Change
    /// Numbers of the records that are in the list.
    var seen: Set<Int> = []
    private(set) var newest: Moment?
    /// Whether one of the records that were put in speaks of the family.
    private(set) var speaksOfFamily = false
    private let tables: AdvisoryTables
    private let number: Int
    private var keys: Set<String> = []

    struct Listed {
        let stamp: Int
        let advisory: Int

        /// Withdrawn ones have negative stamps.
        func isSame(_ other: Int) -> Bool { abs(stamp) == other }
    }

    init(_ tables: AdvisoryTables, _ family: EcosystemFamily, _ number: Int, _ source: DatabaseSource) {
        self.tables = tables
        self.family = family
        self.number = number
        change = ImportReport.Change(source: source)
        newest = source.newest
    }

    func listed(_ id: String) throws(Failure) -> Listed? {
        defer { tables.find.reset() }
        tables.find.bind(1, number)
        tables.find.bind(2, id)
        guard try tables.find.step() else { return nil }
        return Listed(stamp: tables.find.int(0), advisory: tables.find.int(1))
    }

    /// Of OSV's Go records many say that they were changed in the year 1: only their bytes tell whether they did.
    static func stamp(_ sum: (crc: UInt32, size: Int)) -> Int { 1 << 60 | Int(sum.crc) << 28 | (sum.size & 0xFFF_FFFF) }

    /// Whether the document is known as it is, told without reading it. One that is known by name stays in the list
    /// even where it cannot be read today.
    mutating func isKept(_ documents: some AdvisoryDocuments, _ index: Int) throws(Failure) -> Bool {
        guard let known = try listed(documents.id(index)) else { return false }
        seen.insert(known.advisory)
        guard let sum = documents.checksum(index), known.isSame(Self.stamp(sum)) else { return false }
        change.kept += 1
        return true
    }

    mutating func put(_ advisory: Advisory, _ stamp: Int) throws(Failure) {
        let known = try listed(advisory.id)
        if let known {
            seen.insert(known.advisory)
            if known.isSame(stamp) {
                change.kept += 1
                return
            }
        }
        if advisory.affected.contains(where: { EcosystemName($0.ecosystem)?.family.source == family.source }) {
            speaksOfFamily = true
        }
        // The records of Go say the year 1 for the time of their last change.
        for moment in [advisory.modified, advisory.published.map { Moment($0) }].compactMap(\.self) {
            newest = max(newest ?? moment, moment)
        }
        // Of what was withdrawn remains that it was: it must match nothing.
        let record = advisory.isWithdrawn ? [] : tables.packer.pack(AdvisoryRecord.encode(advisory))
        let row: Int
        if let known {
            row = known.advisory
            try removeAffected(row)
            tables.update.bind(1, record)
            tables.update.bind(2, row)
            try tables.update.run()
            change.changed += 1
        } else {
            tables.insert.bind(1, advisory.id)
            tables.insert.bind(2, record)
            try tables.insert.run()
            row = tables.connection.lastRow
            seen.insert(row)
            change.added += 1
        }
        tables.list.bind(1, number)
        tables.list.bind(2, advisory.id)
        tables.list.bind(3, advisory.isWithdrawn ? -stamp : stamp)
        tables.list.bind(4, row)
        try tables.list.run()
        guard !advisory.isWithdrawn else { return }
        let places = Self.places(advisory)
        keys.formUnion(places.keys)
        for hash in places.hashes {
            tables.affect.bind(1, hash)
            tables.affect.bind(2, row)
            try tables.affect.run()
        }
    }

    /// The ecosystems of an advisory and the hashes under which it is found: one a package, one an ecosystem.
    private static func places(_ advisory: Advisory) -> (keys: Set<String>, hashes: Set<Int>) {
        var keys: Set<String> = []
        var hashes: Set<Int> = []
        for affected in advisory.affected {
            guard !affected.name.isEmpty, let ecosystem = EcosystemName(affected.ecosystem) else { continue }
            let key = ecosystem.key
            if keys.insert(key).inserted { hashes.insert(DatabaseSchema.hash(key, "")) }
            hashes.insert(DatabaseSchema.hash(key, ecosystem.normalised(affected.name)))
        }
        return (keys, hashes)
    }

    private func removeAffected(_ row: Int) throws(Failure) {
        defer { tables.read.reset() }
        tables.read.bind(1, row)
        guard try tables.read.step() else { return }
        let packed = tables.read.blob(0)
        if packed.isEmpty { return }
        guard let bytes = tables.packer.unpack(packed), let advisory = AdvisoryRecord.decode(bytes, id: "") else {
            throw .brokenDatabase(tables.connection.path, "record \(row)")
        }
        for hash in Self.places(advisory).hashes {
            tables.unaffect.bind(1, hash)
            tables.unaffect.bind(2, row)
            try tables.unaffect.run()
        }
    }

    /// Deletes what the complete list holds no more.
    mutating func removeUnseen() throws(Failure) {
        let all = try tables.connection.prepare("SELECT id, advisory FROM listed WHERE source = ?")
        all.bind(1, number)
        var gone: [(id: String, row: Int)] = []
        while try all.step() {
            let row = all.int(1)
            if !seen.contains(row) { gone.append((all.text(0) ?? "", row)) }
        }
        for (id, row) in gone {
            try removeAffected(row)
            tables.delete.bind(1, row)
            try tables.delete.run()
            tables.unlist.bind(1, number)
            tables.unlist.bind(2, id)
            try tables.unlist.run()
        }
        change.removed += gone.count
    }

    /// Notes which ecosystem keys have advisories now.
    func finishReleases() throws(Failure) {
        var keys = keys
        let known = try tables.connection.prepare("SELECT key FROM release WHERE source = ?")
        known.bind(1, number)
        while try known.step() { if let key = known.text(0) { keys.insert(key) } }
        let any = try tables.connection.prepare("SELECT 1 FROM affected WHERE hash = ? LIMIT 1")
        let add = try tables.connection.prepare("INSERT OR IGNORE INTO release VALUES(?, ?)")
        let remove = try tables.connection.prepare("DELETE FROM release WHERE key = ? AND source = ?")
        for key in keys.sorted() {
            any.bind(1, DatabaseSchema.hash(key, ""))
            let statement = try any.step() ? add : remove
            any.reset()
            statement.bind(1, key)
            statement.bind(2, number)
            try statement.run()
        }
    }

    func counts() throws(Failure) -> (records: Int, withdrawn: Int) {
        let statement = try tables.connection.prepare(
            "SELECT count(*), coalesce(sum(stamp < 0), 0) FROM listed WHERE source = ?")
        statement.bind(1, number)
        guard try statement.step() else { return (0, 0) }
        return (statement.int(0) - statement.int(1), statement.int(1))
    }
}
