package import Basics

/// Tells the dump of a database from the SQL that people write: migrations and seeds belong to the application.
package enum DatabaseDump {
    /// Larger files are not read: nothing is said of them.
    private static let limit = 2 << 20
    /// How far into a file the tool's own heading is looked for.
    private static let headLength = 2_000
    private static let headings = ["PostgreSQL database dump", "MySQL dump", "MariaDB dump", "phpMyAdmin SQL Dump"]

    /// Whether the file begins as `pg_dump`, `mysqldump` and their like begin, or holds rows for `COPY … FROM stdin`.
    package static func isDump(_ path: String, in tree: any FileTree) -> Bool {
        guard let bytes = try? tree.read(path, limit: limit) else { return false }
        let head = String(decoding: bytes.prefix(headLength), as: UTF8.self)
        if headings.contains(where: { head.has($0) }) { return true }
        return bytes.split(separator: UInt8(ascii: "\n")).contains { line in
            line.starts(with: "COPY ".utf8) && String(decoding: line.suffix(24), as: UTF8.self).has("FROM stdin;")
        }
    }
}
