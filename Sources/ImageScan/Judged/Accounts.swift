import Basics

/// The users and groups of an image, from its own files.
package struct Accounts: Sendable {
    package struct User: Sendable, Hashable {
        package var name: String
        /// The second field of passwd: `x`, `*`, `!`, a hash, or empty.
        package var password: String
        package var id: Int?
        package var group: Int?
        package var home: String
        package var shell: String
        /// From 1.
        package var line: Int
    }

    package struct Group: Sendable, Hashable {
        package var name: String
        package var id: Int?
        package var members: [String]
        package var line: Int
    }

    package struct Shadow: Sendable, Hashable {
        package var name: String
        package var password: String
        package var line: Int
    }

    /// Of the file that a container sees; the layer it is from. Nil where there is no such file.
    package var usersLayer: Int?
    package var users: [User] = []
    package var groupsLayer: Int?
    package var groups: [Group] = []
    package var shadowLayer: Int?
    package var shadow: [Shadow] = []
    /// Lines that let someone become another without a password (`NOPASSWD`), by file.
    package var sudoers: [(path: String, layer: Int, line: String)] = []

    package init() {}

    static func users(_ bytes: [UInt8]) -> [User] {
        rows(bytes).map { line, fields in
            User(
                name: fields[0], password: fields.count > 1 ? fields[1] : "",
                id: fields.count > 2 ? Int(fields[2]) : nil,
                group: fields.count > 3 ? Int(fields[3]) : nil, home: fields.count > 5 ? fields[5] : "",
                shell: fields.count > 6 ? fields[6] : "", line: line)
        }
    }

    static func groups(_ bytes: [UInt8]) -> [Group] {
        rows(bytes).map { line, fields in
            Group(
                name: fields[0], id: fields.count > 2 ? Int(fields[2]) : nil,
                members: fields.count > 3 ? fields[3].split(separator: ",").map(String.init) : [], line: line)
        }
    }

    static func shadow(_ bytes: [UInt8]) -> [Shadow] {
        rows(bytes).map { line, fields in
            Shadow(name: fields[0], password: fields.count > 1 ? fields[1] : "", line: line)
        }
    }

    static func unasked(_ bytes: [UInt8]) -> [String] {
        ByteText(bytes).lines.map(\.trimmed).filter {
            !$0.isEmpty && $0.first != UInt8(ascii: "#") && $0.contains("NOPASSWD")
        }
        .prefix(100).map(\.text)
    }

    /// Lines of fields between colons; comments, NIS marks and empty lines are left out.
    private static func rows(_ bytes: [UInt8]) -> [(line: Int, fields: [String])] {
        var rows: [(Int, [String])] = []
        for (index, line) in ByteText(bytes).lines.enumerated() {
            let text = line.trimmed
            guard let first = text.first, first != UInt8(ascii: "#"), first != UInt8(ascii: "+"),
                first != UInt8(ascii: "-"),
                rows.count < 100_000
            else { continue }
            // Empty fields count: an empty one may be a password.
            let fields = text.text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
            if let name = fields.first, !name.isEmpty { rows.append((index + 1, fields)) }
        }
        return rows
    }
}
