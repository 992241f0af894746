import Basics
import CSQLite
import Foundation
import OCIImage

/// rpm's database in SQLite, `rpmdb.sqlite`: the headers stand in the column `blob` of the table `Packages`.
///
/// The file comes out of an image that nobody vouches for. It is opened without a file of its own where it is small,
/// read-only, one statement alone is allowed, and a number of steps ends whatever it was made to do.
enum RPMSQLite {
    private static let name = "SQLite"
    /// Larger ones are not held in memory.
    private static let inMemory = 16 << 20
    /// A package takes some twenty of SQLite's steps.
    private static let steps = 20_000_000

    static func read(_ content: any FileContent, _ add: ([UInt8]) -> Void) throws(Failure) {
        let head = try content.read(at: 0, count: 100)
        guard head.count == 100, head.starts(with: Array("SQLite format 3".utf8)) else {
            throw .damaged(name, "no header")
        }
        var database: OpaquePointer?
        if content.count <= inMemory {
            database = try opened(inMemory: content)
        } else {
            database = try opened(file: content)
        }
        defer { sqlite3_close_v2(database) }
        try query(database, limit: content.count, add)
    }

    private static func query(
        _ database: OpaquePointer?, limit: Int, _ add: ([UInt8]) -> Void
    ) throws(Failure) {
        sqlite3_limit(database, SQLITE_LIMIT_LENGTH, Int32(SystemReaders.header))
        sqlite3_limit(database, SQLITE_LIMIT_SQL_LENGTH, 64 << 10)
        sqlite3_limit(database, SQLITE_LIMIT_COLUMN, 32)
        sqlite3_limit(database, SQLITE_LIMIT_EXPR_DEPTH, 16)
        sqlite3_limit(database, SQLITE_LIMIT_COMPOUND_SELECT, 2)
        sqlite3_limit(database, SQLITE_LIMIT_VDBE_OP, 1_000)
        sqlite3_limit(database, SQLITE_LIMIT_ATTACHED, 0)
        sqlite3_limit(database, SQLITE_LIMIT_WORKER_THREADS, 0)
        for pragma in ["trusted_schema=OFF", "cell_size_check=ON", "query_only=ON", "cache_size=-2048", "mmap_size=0"] {
            guard sqlite3_exec(database, "PRAGMA \(pragma)", nil, nil, nil) == SQLITE_OK else {
                throw failure(database)
            }
        }
        // From here on only reads of tables: no functions, no recursion, nothing that a view might bring.
        sqlite3_set_authorizer(
            database,
            { _, action, _, _, _, _ in action == SQLITE_SELECT || action == SQLITE_READ ? SQLITE_OK : SQLITE_DENY }, nil
        )
        let budget = UnsafeMutablePointer<Int>.allocate(capacity: 1)
        budget.initialize(to: steps / 1_000)
        defer { budget.deallocate() }
        sqlite3_progress_handler(
            database, 1_000,
            { context in
                guard let budget = context?.assumingMemoryBound(to: Int.self) else { return 1 }
                budget.pointee -= 1
                return budget.pointee > 0 ? 0 : 1
            }, budget)

        var statement: OpaquePointer?
        defer { sqlite3_finalize(statement) }
        guard sqlite3_prepare_v2(database, "SELECT blob FROM Packages", -1, &statement, nil) == SQLITE_OK else {
            throw failure(database)
        }
        // A header stands once in the file; rows that share pages are a trick.
        var left = limit
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_ROW:
                let count = Int(sqlite3_column_bytes(statement, 0))
                guard count <= left else { throw .damaged(name, "rows share pages") }
                left -= count
                guard let start = sqlite3_column_blob(statement, 0) else {
                    add([])
                    continue
                }
                add(Array(UnsafeRawBufferPointer(start: start, count: count)))
            case SQLITE_DONE: return
            default: throw failure(database)
            }
        }
    }

    /// The content in memory of SQLite's own, as a database.
    private static func opened(inMemory content: any FileContent) throws(Failure) -> OpaquePointer? {
        var database: OpaquePointer?
        guard sqlite3_open_v2(":memory:", &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nil) == SQLITE_OK,
            let memory = sqlite3_malloc64(sqlite3_uint64(content.count))
        else {
            sqlite3_close_v2(database)
            throw failure(nil)
        }
        let target = UnsafeMutableRawBufferPointer(start: memory, count: content.count)
        do throws(Failure) {
            try chunks(of: content) { bytes, offset throws(Failure) in
                UnsafeMutableRawBufferPointer(rebasing: target[offset..<offset + bytes.count]).copyBytes(from: bytes)
            }
        } catch {
            sqlite3_free(memory)
            sqlite3_close_v2(database)
            throw error
        }
        // SQLite frees the memory, also when this fails.
        let flags = UInt32(SQLITE_DESERIALIZE_FREEONCLOSE) | UInt32(SQLITE_DESERIALIZE_READONLY)
        let size = sqlite3_int64(content.count)
        guard
            sqlite3_deserialize(
                database, "main", memory.assumingMemoryBound(to: UInt8.self), size, size, flags) == SQLITE_OK
        else {
            defer { sqlite3_close_v2(database) }
            throw failure(database)
        }
        return database
    }

    /// The content in a temporary file that has no name any more once it is open.
    private static func opened(file content: any FileContent) throws(Failure) -> OpaquePointer? {
        var path = Array("\(NSTemporaryDirectory())/plimsoll-rpmdb-XXXXXX".utf8CString)
        let file = mkstemp(&path)
        guard file >= 0 else { throw unwritable() }
        defer {
            close(file)
            unlink(path)
        }
        try chunks(of: content) { bytes, _ throws(Failure) in
            var done = 0
            while done < bytes.count {
                let written = bytes[done...].withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
                guard written > 0 else { throw unwritable() }
                done += written
            }
        }
        let name = String(decoding: path.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        var database: OpaquePointer?
        let flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI
        guard sqlite3_open_v2("file:\(escaped(name))?immutable=1", &database, flags, nil) == SQLITE_OK else {
            defer { sqlite3_close_v2(database) }
            throw failure(database)
        }
        return database
    }

    /// The content piece by piece, its header changed to say that no log stands beside it: there is none to open.
    private static func chunks(
        of content: any FileContent, _ body: ([UInt8], Int) throws(Failure) -> Void
    ) throws(Failure) {
        var offset = 0
        while offset < content.count {
            var bytes = try content.read(at: offset, count: min(1 << 20, content.count - offset))
            guard !bytes.isEmpty else { throw .damaged(name, "cut off") }
            if offset == 0, bytes.count > 19 {
                bytes[18] = min(bytes[18], 1)
                bytes[19] = min(bytes[19], 1)
            }
            try body(bytes, offset)
            offset += bytes.count
        }
    }

    /// A path in a URI.
    private static func escaped(_ path: String) -> String {
        path.utf8.reduce(into: "") { result, byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F:
                result.append(Character(UnicodeScalar(byte)))
            default: result += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
        }
    }

    private static func unwritable() -> Failure {
        Failure(
            .unavailable,
            Text(
                en: "A temporary file for the database cannot be written: look at the space left and at TMPDIR.",
                ja: "データベース用の一時ファイルを書き込めません。空き容量と TMPDIR を確認してください。"),
            cause: String(cString: strerror(errno)))
    }

    private static func failure(_ database: OpaquePointer?) -> Failure {
        .damaged(name, database.flatMap { sqlite3_errmsg($0) }.map { String(cString: $0) } ?? "out of memory")
    }
}
