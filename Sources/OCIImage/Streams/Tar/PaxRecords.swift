/// What the headers before an entry say of it: PAX records, and the long names of GNU.
struct PaxRecords {
    enum Problem: Error {
        /// It does not read `LENGTH KEY=VALUE` and a line feed.
        case form
        case value(String)
    }

    var path: [UInt8]?
    var link: [UInt8]?
    var size: Int?
    var user: Int?
    var group: Int?
    var modified: Int?
    var attributes: [String: [UInt8]] = [:]
    var sparse = Sparse()

    /// The records of GNU's sparse forms 0.0 (an offset and a size again and again), 0.1 (a list) and 1.0 (before the
    /// content).
    struct Sparse {
        var major: Int?
        var minor: Int?
        var name: [UInt8]?
        var size: Int?
        var realSize: Int?
        /// Offset, size, offset, size…
        var numbers: [Int] = []

        var isInContent: Bool { major == 1 && minor == 0 }
        var isListed: Bool { !isInContent && (!numbers.isEmpty || (major == 0 && (minor == 0 || minor == 1))) }

        /// Nil where a size is missing.
        var parts: [SparsePart]? {
            guard numbers.count.isMultiple(of: 2) else { return nil }
            return stride(from: 0, to: numbers.count, by: 2).map {
                SparsePart(offset: numbers[$0], count: numbers[$0 + 1])
            }
        }
    }

    init() {}

    /// Reads `LENGTH KEY=VALUE` lines; a key that comes again replaces what it said before. Linear.
    init(_ bytes: [UInt8]) throws(Problem) {
        var at = 0
        while at < bytes.count {
            // Some writers fill up with NULs.
            if bytes[at] == 0, bytes[at...].allSatisfy({ $0 == 0 }) { return }
            guard let space = bytes[at...].prefix(20).firstIndex(of: 0x20),
                let length = TarNumber.decimal(bytes[at..<space]), length > space - at + 1, length <= bytes.count - at,
                bytes[at + length - 1] == UInt8(ascii: "\n")
            else { throw .form }
            let record = bytes[(space + 1)..<(at + length - 1)]
            guard let equals = record.firstIndex(of: UInt8(ascii: "=")), equals > record.startIndex else {
                throw .form
            }
            try take(String(decoding: record[..<equals], as: UTF8.self), record[(equals + 1)...])
            at += length
        }
    }

    private static let attribute = "SCHILY.xattr."
    private static let codedAttribute = "LIBARCHIVE.xattr."

    private mutating func take(_ key: String, _ value: ArraySlice<UInt8>) throws(Problem) {
        switch key {
        case "path": path = try name(key, value)
        case "linkpath": link = try name(key, value)
        case "size": size = try number(key, value)
        case "uid": user = try number(key, value)
        case "gid": group = try number(key, value)
        case "mtime":
            guard !value.isEmpty else { return modified = nil }
            guard let seconds = TarNumber.seconds(value) else { throw .value(key) }
            modified = seconds
        case "GNU.sparse.major": sparse.major = try number(key, value)
        case "GNU.sparse.minor": sparse.minor = try number(key, value)
        case "GNU.sparse.name": sparse.name = try name(key, value)
        case "GNU.sparse.size": sparse.size = try number(key, value)
        case "GNU.sparse.realsize": sparse.realSize = try number(key, value)
        case "GNU.sparse.offset":
            guard sparse.numbers.count.isMultiple(of: 2), let offset = try number(key, value) else { throw .value(key) }
            sparse.numbers.append(offset)
        case "GNU.sparse.numbytes":
            guard !sparse.numbers.count.isMultiple(of: 2), let count = try number(key, value) else {
                throw .value(key)
            }
            sparse.numbers.append(count)
        case "GNU.sparse.map":
            sparse.numbers = []
            guard !value.isEmpty else { return }
            for text in value.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
                guard let value = TarNumber.decimal(text) else { throw .value(key) }
                sparse.numbers.append(value)
            }
        default:
            if key.hasPrefix(Self.attribute) {
                attributes[String(key.dropFirst(Self.attribute.count))] = Array(value)
            } else if key.hasPrefix(Self.codedAttribute) {
                // The same attribute is mostly there as SCHILY.xattr too, which needs no decoding.
                let name = PercentCode.decode(String(key.dropFirst(Self.codedAttribute.count)))
                guard attributes[name] == nil, let bytes = Base64.decode(value) else { return }
                attributes[name] = bytes
            }
        }
    }

    /// Nil for an empty value, which takes back what was said before.
    private func number(_ key: String, _ value: ArraySlice<UInt8>) throws(Problem) -> Int? {
        guard !value.isEmpty else { return nil }
        guard let number = TarNumber.decimal(value) else { throw .value(key) }
        return number
    }

    private func name(_ key: String, _ value: ArraySlice<UInt8>) throws(Problem) -> [UInt8]? {
        guard !value.contains(0) else { throw .value(key) }
        return value.isEmpty ? nil : Array(value)
    }
}
