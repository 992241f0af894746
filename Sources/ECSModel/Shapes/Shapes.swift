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
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard let name = words.first else { continue }
            guard words.count > 1, let type = words.last else {
                current = String(name)
                table[current] = []
                continue
            }
            let isRequired = name.hasSuffix("!")
            table[current, default: []].append(
                Member(name: String(isRequired ? name.dropLast() : name), type: self.type(type), isRequired: isRequired)
            )
        }
        return table
    }

    private static func type(_ text: Substring) -> MemberType {
        if text.hasPrefix("[") { return .list(type(text.dropFirst().dropLast())) }
        if text.hasPrefix("{") { return .map(type(text.dropFirst().dropLast())) }
        if text.utf8.contains(UInt8(ascii: "|")) { return .oneOf(text.split(separator: "|").map(String.init)) }
        switch text {
        case "string": return .string
        case "integer": return .integer
        case "number": return .number
        case "boolean": return .boolean
        default: return .structure(String(text))
        }
    }
}
