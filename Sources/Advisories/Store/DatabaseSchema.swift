import Basics

/// The tables of the database and how a file is told apart from another one.
///
/// - `source`: what was imported: a family of ecosystems, the list of exploited vulnerabilities, the likelihoods.
/// - `release`: which ecosystem keys (`debian:12`) a source has advisories for.
/// - `listed`: which records a source holds, with a checksum of what each was read from, negative for a withdrawn one.
/// - `advisory`: packed records.
/// - `affected`: which advisories speak of a package, under a 64-bit hash of ecosystem key and name (of the key alone
///   for `release`). Two packages with one hash cost a look at a record, no wrong answer: the names in the record
///   decide.
/// - `exploited` and `likelihood`: by the number of a CVE.
enum DatabaseSchema {
    /// Another one for every change of tables, records or `PackerWords`.
    static let version = 1
    /// `PLMS`, where SQLite keeps a number for the program that a file belongs to.
    static let application = 0x504C_4D53

    /// Likelihoods are kept as whole millionths.
    static let scale = 1_000_000.0

    static let tables = """
        CREATE TABLE source(
            number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, url TEXT NOT NULL, tag TEXT, changed TEXT,
            dated INTEGER NOT NULL, newest INTEGER NOT NULL, records INTEGER NOT NULL, withdrawn INTEGER NOT NULL,
            whole INTEGER NOT NULL
        );
        CREATE TABLE release(key TEXT NOT NULL, source INTEGER NOT NULL, PRIMARY KEY(key, source)) WITHOUT ROWID;
        CREATE TABLE listed(
            source INTEGER NOT NULL, id TEXT NOT NULL, stamp INTEGER NOT NULL, advisory INTEGER NOT NULL,
            PRIMARY KEY(source, id)
        ) WITHOUT ROWID;
        CREATE TABLE advisory(number INTEGER PRIMARY KEY, id TEXT NOT NULL, record BLOB NOT NULL);
        CREATE TABLE affected(hash INTEGER NOT NULL, advisory INTEGER NOT NULL, PRIMARY KEY(hash, advisory)) WITHOUT ROWID;
        CREATE TABLE exploited(cve INTEGER PRIMARY KEY, day INTEGER NOT NULL);
        CREATE TABLE likelihood(cve INTEGER PRIMARY KEY, score INTEGER NOT NULL);
        """
    static let names = ["source", "release", "listed", "advisory", "affected", "exploited", "likelihood"]

    /// FNV-1a over key, a zero and name.
    static func hash(_ key: String, _ name: String) -> Int {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in key.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        hash = hash &* 0x100_0000_01b3
        for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return Int(truncatingIfNeeded: hash)
    }

    /// `CVE-2021-44228` as one number; nil for other names.
    static func number(ofCVE text: some StringProtocol) -> Int? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "CVE" || parts[0] == "cve", let year = Int(parts[1]),
            let rest = Int(parts[2]),
            (1000...9999).contains(year), (0..<1_000_000_000).contains(rest)
        else { return nil }
        return year * 1_000_000_000 + rest
    }

    /// Throws unless the file is a database of this program and of this version; an empty one is of version 0.
    static func check(_ connection: SQLiteConnection) throws(Failure) {
        let path = connection.path
        let found = try connection.number("PRAGMA user_version") ?? 0
        let application = try connection.number("PRAGMA application_id") ?? 0
        guard application == Self.application else {
            if found == 0, try connection.number("SELECT count(*) FROM sqlite_master") == 0 { throw .noDatabase(path) }
            throw Failure(
                .invalid,
                Text(
                    en: """
                        \(path): is no advisory database. Set PLIMSOLL_DB to another file, then run \
                        `plimsoll db update`.
                        """,
                    ja: """
                        \(path): アドバイザリーデータベースではありません。環境変数 PLIMSOLL_DB に別のファイルを指定し、\
                        `plimsoll db update` を実行してください。
                        """))
        }
        guard found == version else {
            throw Failure(
                .invalid,
                Text(
                    en: """
                        \(path): the advisory database has form \(found), this program knows form \(version). Run \
                        `plimsoll db update` to write it anew.
                        """,
                    ja: """
                        \(path): アドバイザリーデータベースの形式は \(found) ですが、対応している形式は \(version) です。\
                        `plimsoll db update` を実行して作り直してください。
                        """))
        }
    }

    /// Makes the tables in a new file, or anew in one of this program that has another form. Leaves every other file
    /// alone.
    static func prepare(_ connection: SQLiteConnection) throws(Failure) {
        let application = try connection.number("PRAGMA application_id") ?? 0
        let version = try connection.number("PRAGMA user_version") ?? 0
        if application == Self.application, version == Self.version { return }
        let count = try connection.number("SELECT count(*) FROM sqlite_master") ?? 0
        guard count == 0 || application == Self.application else { return try check(connection) }
        try connection.transaction { () throws(Failure) in
            // Another process may have made them while this one waited.
            if try connection.number("PRAGMA user_version") == Self.version { return }
            for name in names { try connection.run("DROP TABLE IF EXISTS \(name)") }
            try connection.run(tables)
            try connection.run("PRAGMA application_id = \(Self.application)")
            try connection.run("PRAGMA user_version = \(Self.version)")
        }
    }
}

extension Failure {
    static func noDatabase(_ path: String) -> Failure {
        Failure(
            .notFound,
            Text(
                en:
                    "\(path): there is no advisory database yet. Run `plimsoll db update`, or `plimsoll db import` offline.",
                ja: """
                    \(path): アドバイザリーデータベースがまだありません。`plimsoll db update` (オフラインでは \
                    `plimsoll db import`) を実行してください。
                    """))
    }
}
