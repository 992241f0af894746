import CSQLite
import Foundation

/// Writes headers and databases of rpm, as its documents describe them.
enum RPMFiles {
    enum Value {
        case text(String)
        case texts([String])
        case numbers([UInt32])
    }

    /// A header blob: the number of tags, the bytes of values, the index and the values.
    static func header(_ tags: [(tag: Int, value: Value)]) -> [UInt8] {
        var index: [UInt8] = []
        var store: [UInt8] = []
        for (tag, value) in tags {
            let type: Int
            let count: Int
            var bytes: [UInt8] = []
            switch value {
            case .text(let text): (type, count, bytes) = (6, 1, Array(text.utf8) + [0])
            case .texts(let texts): (type, count, bytes) = (8, texts.count, texts.flatMap { Array($0.utf8) + [0] })
            case .numbers(let numbers):
                (type, count, bytes) = (4, numbers.count, numbers.flatMap { big(Int($0)) })
                while store.count % 4 != 0 { store.append(0) }
            }
            index += big(tag) + big(type) + big(store.count) + big(count)
            store += bytes
        }
        return big(tags.count) + big(store.count) + index + store
    }

    /// A package with two files, and enough text that it fits no page of a small database.
    static func package(_ name: String, epoch: UInt32? = nil, padding: Int = 6_000) -> [UInt8] {
        var tags: [(tag: Int, value: Value)] = [
            (1000, .text(name)), (1001, .text("1.2")), (1002, .text("3.el9")),
            (1005, .text(String(repeating: "d", count: padding))),
            (1011, .text("Example Corp")), (1014, .text("MIT and GPLv2+")), (1022, .text("x86_64")),
            (1044, .text("\(name)-base-1.2-3.el9.src.rpm")), (1116, .numbers([0, 1])),
            (1117, .texts(["tool", "tool.conf"])),
            (1118, .texts(["/usr/bin/", "/etc/\(name)/"])), (5096, .text("stream:9:1:abc")),
            (1047, .texts([name, "lib\(name).so.1()(64bit)"])),
            (1049, .texts(["libalpha.so.1()(64bit)", "/bin/sh", "rpmlib(X)", "libalpha.so.1()(64bit)"])),
        ]
        if let epoch { tags.append((1003, .numbers([epoch]))) }
        return header(tags)
    }

    static func key(_ id: String) -> [UInt8] {
        header([
            (1000, .text("gpg-pubkey")), (1001, .text(id)), (1002, .text("5f2c0192")), (1014, .text("pubkey")),
        ])
    }

    static func big(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) } }
    static func little(_ value: Int) -> [UInt8] { big(value).reversed() }

    /// `Packages.db`
    static func native(_ blobs: [[UInt8]]) -> [UInt8] {
        var head =
            Array("RpmP".utf8) + little(0) + little(7) + little(1) + little(blobs.count + 1)
            + [UInt8](repeating: 0, count: 12)
        var body: [UInt8] = []
        for (index, blob) in blobs.enumerated() {
            let start = (4096 + body.count) / 16
            var block = Array("BlbS".utf8) + little(index + 1) + little(7) + little(blob.count) + blob
            while block.count % 16 != 4 { block.append(0) }
            block += little(0) + little(blob.count) + Array("BlbE".utf8)
            body += block
            head += Array("Slot".utf8) + little(index + 1) + little(start) + little(block.count / 16)
        }
        while head.count < 4096 { head += Array("Slot".utf8) + little(0) + little(0) + little(0) }
        return head + body
    }

    /// `Packages`: a page of pairs for every blob, its chain of overflow pages behind it; small blobs stand in the page.
    static func berkeley(_ blobs: [[UInt8]], isBig: Bool = false) -> [UInt8] {
        let size = 4096
        func u32(_ value: Int) -> [UInt8] { isBig ? big(value) : little(value) }
        func u16(_ value: Int) -> [UInt8] { isBig ? Array(big(value).suffix(2)) : Array(little(value).prefix(2)) }
        func page(_ number: Int, next: Int = 0, entries: Int, free: Int, type: UInt8) -> [UInt8] {
            [UInt8](repeating: 0, count: 8) + u32(number) + u32(0) + u32(next) + u16(entries) + u16(free) + [0, type]
        }
        func pairs(_ number: Int, _ items: [[UInt8]]) -> [UInt8] {
            var end = size
            var offsets: [UInt8] = []
            for item in items {
                end -= item.count
                offsets += u16(end)
            }
            var bytes = page(number, entries: items.count, free: end, type: 13) + offsets
            bytes += [UInt8](repeating: 0, count: end - bytes.count)
            return bytes + items.reversed().joined()
        }
        // The first pair is the number of the next package.
        var pages: [[UInt8]] = [pairs(1, [[1] + little(0), [1] + little(blobs.count + 1)])]
        for (index, blob) in blobs.enumerated() {
            let number = pages.count + 1
            let key: [UInt8] = [1] + little(index + 1)
            if blob.count < 2_000 {
                pages.append(pairs(number, [key, [1] + blob]))
                continue
            }
            pages.append(pairs(number, [key, [3, 0, 0, 0] + u32(number + 1) + u32(blob.count)]))
            var rest = blob[...]
            while !rest.isEmpty {
                let part = rest.prefix(size - 26)
                rest = rest.dropFirst(part.count)
                let own = pages.count + 1
                let bytes = page(own, next: rest.isEmpty ? 0 : own + 1, entries: 1, free: part.count, type: 7) + part
                pages.append(bytes + [UInt8](repeating: 0, count: size - bytes.count))
            }
        }
        var meta = [UInt8](repeating: 0, count: 8) + u32(0) + u32(0x61561) + u32(9) + u32(size) + [0, 8, 0, 0]
        meta += u32(0) + u32(pages.count)
        return meta + [UInt8](repeating: 0, count: size - meta.count) + pages.joined()
    }

    /// `rpmdb.sqlite`; `statements` run after the table is filled.
    static func sqlite(_ blobs: [[UInt8]], _ statements: [String] = []) throws -> [UInt8] {
        try SystemProgram.withFolder { folder in
            var database: OpaquePointer?
            guard sqlite3_open("\(folder)/db", &database) == SQLITE_OK else { throw SystemProgram.Failed(text: "open") }
            let values = blobs.map { "INSERT INTO Packages(blob) VALUES(x'" + $0.map(hex).joined() + "')" }
            for statement in [
                "PRAGMA journal_mode=WAL",
                "CREATE TABLE Packages(hnum INTEGER PRIMARY KEY AUTOINCREMENT, blob BLOB NOT NULL)",
            ] + values + statements {
                guard sqlite3_exec(database, statement, nil, nil, nil) == SQLITE_OK else {
                    throw SystemProgram.Failed(text: String(cString: sqlite3_errmsg(database)))
                }
            }
            sqlite3_close(database)
            return try SystemProgram.bytes("\(folder)/db")
        }
    }

    static func hex(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }
}
