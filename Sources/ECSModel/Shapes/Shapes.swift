import Basics

/// The structures of an AWS API's input: which members there are, of which type, and which must be there.
package struct Shapes: Sendable {
    package struct Member: Sendable, Hashable {
        package let name: String
        package let type: MemberType
        package let isRequired: Bool
    }

    package indirect enum MemberType: Sendable, Hashable {
        case string, integer, number, boolean
        case oneOf([String])
        case list(MemberType)
        case map(MemberType)
        case structure(String)
    }

    package let root: String
    private let table: Lazy<[String: [Member]]>

    /// - Parameter text: structures by name, their members indented below: `name type`, `name! type` where it is
    ///   required; `[type]` is a list, `{type}` a map, `a|b` one of these words.
    init(root: String, _ text: String) {
        self.root = root
        table = Lazy { Self.parse(text) }
    }

    /// The members of a structure; nil for one that does not exist.
    package func members(of structure: String) -> [Member]? { table.value[structure] }

    private static func parse(_ text: String) -> [String: [Member]] {
        var table: [String: [Member]] = [:]
        var current = ""
        let lines = text.split(separator: "\n")
        let structures = Set(lines.map { $0.split(separator: " ") }.filter { $0.count == 1 }.map { $0[0] })
        for line in lines {
            let words = line.split(separator: " ")
            guard let name = words.first else { continue }
            guard words.count > 1, let type = words.last else {
                current = String(name)
                table[current] = []
                continue
            }
            let isRequired = name.hasSuffix("!")
            table[current, default: []].append(
                Member(
                    name: String(isRequired ? name.dropLast() : name), type: self.type(type, structures),
                    isRequired: isRequired)
            )
        }
        return table
    }

    private static func type(_ text: Substring, _ structures: Set<Substring>) -> MemberType {
        if text.hasPrefix("[") { return .list(type(text.dropFirst().dropLast(), structures)) }
        if text.hasPrefix("{") { return .map(type(text.dropFirst().dropLast(), structures)) }
        if text.utf8.contains(UInt8(ascii: "|")) { return .oneOf(text.split(separator: "|").map(String.init)) }
        switch text {
        case "string": return .string
        case "integer": return .integer
        case "number": return .number
        case "boolean": return .boolean
        // A word that names no structure is the only word that is allowed.
        default: return structures.contains(text) ? .structure(String(text)) : .oneOf([String(text)])
        }
    }
}
