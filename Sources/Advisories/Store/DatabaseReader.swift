import Basics

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The connection behind an `AdvisoryDatabase` and its statements.
final class DatabaseReader {
    private let connection: SQLiteConnection
    private let packer = RecordPacker()
    private let records: SQLiteStatement
    private let source: SQLiteStatement
    private let exploitedDay: SQLiteStatement
    private let score: SQLiteStatement

    init(path: String) throws(Failure) {
        guard access(path, F_OK) == 0 else { throw .noDatabase(path) }
        connection = try Self.open(path)
        records = try connection.prepare(
            "SELECT id, record FROM affected JOIN advisory ON advisory.number = affected.advisory WHERE hash = ?")
        source = try connection.prepare(
            """
            SELECT \(Self.columns) FROM release JOIN source ON source.number = release.source WHERE key = ?
            ORDER BY whole DESC, dated DESC
            """)
        exploitedDay = try connection.prepare("SELECT day FROM exploited WHERE cve = ?")
        score = try connection.prepare("SELECT score FROM likelihood WHERE cve = ?")
    }

    /// A file beside which nothing can be written (a read-only volume) is read as one that never changes.
    private static func open(_ path: String) throws(Failure) -> SQLiteConnection {
        do throws(Failure) {
            let connection = try SQLiteConnection(path: path, mode: .read)
            try DatabaseSchema.check(connection)
            return connection
        } catch {
            guard error.code == .unreadable, access(path, R_OK) == 0 else { throw error }
            let connection = try SQLiteConnection(path: path, mode: .unchanging)
            try DatabaseSchema.check(connection)
            return connection
        }
    }

    static let columns = "name, url, tag, changed, dated, newest, records, withdrawn, whole"

    static func read(_ row: SQLiteStatement) -> DatabaseSource {
        DatabaseSource(
            name: row.text(0) ?? "", url: row.text(1) ?? "", tag: row.text(2), changed: row.text(3),
            dated: Moment(seconds: clamp(row.int(4))),
            newest: row.int(5) == 0 ? nil : Moment(seconds: clamp(row.int(5))),
            records: row.int(6), withdrawn: row.int(7), isWhole: row.int(8) != 0)
    }

    /// Years 0 to 9999, whatever stands in the file.
    private static func clamp(_ seconds: Int) -> Int { min(max(seconds, -62_167_219_200), 253_402_300_799) }

    func sources() throws(Failure) -> [DatabaseSource] {
        let statement = try connection.prepare("SELECT \(Self.columns) FROM source ORDER BY name")
        var sources: [DatabaseSource] = []
        while try statement.step() { sources.append(Self.read(statement)) }
        return sources
    }

    func source(of key: String) throws(Failure) -> DatabaseSource? {
        defer { source.reset() }
        source.bind(1, key)
        return try source.step() ? Self.read(source) : nil
    }

    /// A record that several sources carry is told once, as it was changed last.
    func advisories(_ key: String, _ name: String) throws(Failure) -> [Advisory] {
        defer { records.reset() }
        records.bind(1, DatabaseSchema.hash(key, name))
        var found: [Advisory] = []
        var places: [String: Int] = [:]
        while try records.step() {
            guard let id = records.text(0), let bytes = packer.unpack(records.blob(1)),
                let advisory = AdvisoryRecord.decode(bytes, id: id, wanted: { Self.matches($0, $1, key, name) })
            else { throw .brokenDatabase(connection.path, "record \(records.text(0) ?? "?")") }
            if advisory.affected.isEmpty { continue }
            if let place = places[id] {
                if (found[place].modified?.seconds ?? 0) < (advisory.modified?.seconds ?? 0) { found[place] = advisory }
            } else {
                places[id] = found.count
                found.append(advisory)
            }
        }
        return found
    }

    private static func matches(_ ecosystem: String, _ package: String, _ key: String, _ name: String) -> Bool {
        guard let ecosystem = EcosystemName(ecosystem), ecosystem.key == key else { return false }
        return package == name || ecosystem.normalised(package) == name
    }

    func exploited(_ cve: String) throws(Failure) -> Day? {
        guard let number = DatabaseSchema.number(ofCVE: cve) else { return nil }
        defer { exploitedDay.reset() }
        exploitedDay.bind(1, number)
        guard try exploitedDay.step() else { return nil }
        return Moment(seconds: Self.clamp(exploitedDay.int(0))).day
    }

    func likelihood(_ cve: String) throws(Failure) -> Double? {
        guard let number = DatabaseSchema.number(ofCVE: cve) else { return nil }
        defer { score.reset() }
        score.bind(1, number)
        guard try score.step() else { return nil }
        return Double(score.int(0)) / DatabaseSchema.scale
    }
}
