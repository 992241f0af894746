import Basics

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A folder of one test, deleted with it.
final class TestFolder {
    let path: String

    init() throws(Failure) {
        var name = Array("/tmp/plimsoll-advisories-XXXXXX".utf8CString)
        guard mkdtemp(&name) != nil else { throw Failure(.unavailable, Text(en: "no folder", ja: "")) }
        path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        Self.remove(path)
    }

    private static func remove(_ path: String) {
        for entry in (try? DiskTree(root: path).list("")) ?? [] {
            let inner = "\(path)/\(entry.name)"
            if entry.kind == .folder { remove(inner) } else { unlink(inner) }
        }
        rmdir(path)
    }

    var database: String { "\(path)/advisories.sqlite" }
    func exists(_ name: String) -> Bool { access("\(path)/\(name)", F_OK) == 0 }

    @discardableResult
    func write(_ name: String, _ bytes: [UInt8]) -> String {
        let full = "\(path)/\(name)"
        if let slash = name.lastIndex(of: "/") { mkdir("\(path)/\(name[..<slash])", 0o700) }
        let file = open(full, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        bytes.withUnsafeBytes { _ = pwrite(file, $0.baseAddress, $0.count, 0) }
        close(file)
        return full
    }

    @discardableResult
    func write(_ name: String, _ text: String) -> String { write(name, Array(text.utf8)) }
}
