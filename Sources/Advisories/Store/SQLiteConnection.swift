import Basics
import CSQLite

/// One connection to an SQLite file, closed when it is let go. Not to be shared: whoever needs it on several threads
/// keeps it behind a lock.
final class SQLiteConnection {
    enum Mode {
        case read
        /// Reads a file that nobody writes, without locks.
        case unchanging
        /// Makes the file where there is none.
        case write
    }

    /// How long a statement waits for the lock of another process, in milliseconds.
    static let patience: Int32 = 5_000

    let path: String
    private let handle: OpaquePointer

    init(path: String, mode: Mode, patience: Int32 = SQLiteConnection.patience) throws(Failure) {
        self.path = path
        let access =
            switch mode {
            case .read: SQLITE_OPEN_READONLY
            case .unchanging: SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
            case .write: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
            }
        var opened: OpaquePointer?
        let name = mode == .unchanging ? "file:\(Self.escaped(path))?immutable=1" : path
        let code = sqlite3_open_v2(name, &opened, SQLITE_OPEN_NOMUTEX | access, nil)
        guard let opened else { throw Self.failure(code, path, nil) }
        guard code == SQLITE_OK else {
            let failure = Self.failure(code, path, opened)
            sqlite3_close_v2(opened)
            throw failure
        }
        handle = opened
        sqlite3_busy_timeout(handle, patience)
        sqlite3_extended_result_codes(handle, 1)
    }

    deinit {
        sqlite3_close_v2(handle)
    }

    /// Runs statements that give no rows.
    func run(_ sql: String) throws(Failure) {
        let code = sqlite3_exec(handle, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw failure(code) }
    }

    func prepare(_ sql: String) throws(Failure) -> SQLiteStatement {
        var statement: OpaquePointer?
        let code = sqlite3_prepare_v3(handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil)
        guard code == SQLITE_OK, let statement else { throw failure(code) }
        return SQLiteStatement(self, statement)
    }

    /// The first column of the first row, as a number.
    func number(_ sql: String) throws(Failure) -> Int? {
        let statement = try prepare(sql)
        return try statement.step() ? statement.int(0) : nil
    }

    /// All or nothing, and one writer at a time: another process waits for `patience`, then is told so.
    func transaction<T>(_ body: () throws(Failure) -> T) throws(Failure) -> T {
        try run("BEGIN IMMEDIATE")
        do throws(Failure) {
            let result = try body()
            try run("COMMIT")
            return result
        } catch {
            // A full disk ends the transaction by itself; a second end is an error of no interest.
            if sqlite3_get_autocommit(handle) == 0 { sqlite3_exec(handle, "ROLLBACK", nil, nil, nil) }
            throw error
        }
    }

    /// A path as part of a URI: what has a meaning there is escaped.
    private static func escaped(_ path: String) -> String {
        path.replacing("%", with: "%25").replacing("?", with: "%3f").replacing("#", with: "%23")
    }

    var lastRow: Int { Int(sqlite3_last_insert_rowid(handle)) }

    func failure(_ code: Int32) -> Failure { Self.failure(code, path, handle) }

    /// What to do about an error depends on its kind: wait, make room, or fetch the database anew.
    private static func failure(_ code: Int32, _ path: String, _ handle: OpaquePointer?) -> Failure {
        let cause = handle.map { String(cString: sqlite3_errmsg($0)) } ?? String(cString: sqlite3_errstr(code))
        switch code & 0xFF {
        case SQLITE_BUSY, SQLITE_LOCKED:
            return Failure(
                .unavailable,
                Text(
                    en: "\(path): another process is updating the advisory database. Try again when it is done.",
                    ja: "\(path): 別のプロセスがアドバイザリーデータベースを更新中です。完了後に再実行してください。"),
                cause: cause)
        case SQLITE_NOTADB, SQLITE_CORRUPT, SQLITE_ERROR, SQLITE_MISMATCH, SQLITE_CONSTRAINT:
            return .brokenDatabase(path, cause)
        case SQLITE_FULL, SQLITE_IOERR:
            return Failure(
                .unavailable,
                Text(
                    en: "\(path): cannot be written. Make room on the disk, or set PLIMSOLL_DB to a file elsewhere.",
                    ja: "\(path): 書き込めません。ディスクの空き容量を増やすか、環境変数 PLIMSOLL_DB で別の場所のファイルを指定してください。"),
                cause: cause)
        default:
            return Failure(
                .unreadable,
                Text(
                    en: "\(path): the advisory database cannot be opened. Check its permissions, or set PLIMSOLL_DB.",
                    ja: "\(path): アドバイザリーデータベースを開けません。ファイルの権限を確認するか、環境変数 PLIMSOLL_DB を設定してください。"),
                cause: cause)
        }
    }
}

extension Failure {
    static func brokenDatabase(_ path: String, _ cause: String) -> Failure {
        Failure(
            .invalid,
            Text(
                en: "\(path): the advisory database is broken. Delete the file and run `plimsoll db update`.",
                ja: "\(path): アドバイザリーデータベースが壊れています。ファイルを削除して `plimsoll db update` を実行してください。"),
            cause: cause)
    }
}
