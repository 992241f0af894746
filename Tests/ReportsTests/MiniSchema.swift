import Foundation

/// As much of JSON Schema as `review.schema.json` uses: type, properties, required, additionalProperties, items, enum,
/// const, pattern, $ref. Anything else in the schema is an error, so that nothing is thought to be checked that is not.
struct MiniSchema {
    private let root: [String: Any]

    init(_ data: Data) throws {
        root = try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
    }

    private static let known: Set<String> = [
        "$schema", "$id", "$defs", "$ref", "title", "description", "type", "properties", "required",
        "additionalProperties", "items", "enum", "const", "minimum",
    ]

    /// What is wrong with a document, each with its place.
    func errors(_ data: Data) throws -> [String] {
        check(try JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed), root, "$")
    }

    private func check(_ value: Any, _ schema: [String: Any], _ place: String) -> [String] {
        var errors = schema.keys.filter { !Self.known.contains($0) }.map { "\(place): the schema uses \($0)" }
        if let reference = schema["$ref"] as? String {
            let name = reference.split(separator: "/").last.map(String.init) ?? ""
            guard let target = (root["$defs"] as? [String: Any])?[name] as? [String: Any] else {
                return errors + ["\(place): no definition \(reference)"]
            }
            return errors + check(value, target, place)
        }
        if let type = schema["type"] as? String, !Self.isOf(type, value) { return errors + ["\(place): is no \(type)"] }
        if let choices = schema["enum"] as? [String], !choices.contains(value as? String ?? "") {
            errors.append("\(place): \(value) is none of \(choices)")
        }
        if let constant = schema["const"] as? Int, value as? Int != constant {
            errors.append("\(place): \(value) is not \(constant)")
        }
        if let least = schema["minimum"] as? Int, (value as? Int).map({ $0 < least }) ?? true {
            errors.append("\(place): \(value) is less than \(least)")
        }
        if let object = value as? [String: Any] { errors += members(object, schema, place) }
        if let array = value as? [Any], let items = schema["items"] as? [String: Any] {
            errors += array.enumerated().flatMap { check($1, items, "\(place)[\($0)]") }
        }
        return errors
    }

    private func members(_ object: [String: Any], _ schema: [String: Any], _ place: String) -> [String] {
        let properties = schema["properties"] as? [String: Any] ?? [:]
        let required = schema["required"] as? [String] ?? []
        var errors = required.filter { object[$0] == nil }.map { "\(place): \($0) is missing" }
        for (name, value) in object.sorted(by: { $0.key < $1.key }) {
            if let property = properties[name] as? [String: Any] {
                errors += check(value, property, "\(place).\(name)")
            } else if let others = schema["additionalProperties"] as? [String: Any] {
                errors += check(value, others, "\(place).\(name)")
            } else if schema["additionalProperties"] as? Bool == false {
                errors.append("\(place): \(name) is not allowed")
            }
        }
        return errors
    }

    private static func isOf(_ type: String, _ value: Any) -> Bool {
        switch type {
        case "object": value is [String: Any]
        case "array": value is [Any]
        case "string": value is String
        case "integer": value is Int
        case "boolean": value is Bool
        default: false
        }
    }

    /// The properties of an object of the schema, by a path of names; `[]` steps into a list, `*` into other members.
    func properties(_ path: [String]) -> Set<String> {
        var schema = resolve(root)
        for step in path {
            let next: Any? =
                switch step {
                case "[]": schema["items"]
                case "*": schema["additionalProperties"]
                default: (schema["properties"] as? [String: Any])?[step]
                }
            schema = resolve(next as? [String: Any] ?? [:])
        }
        return Set((schema["properties"] as? [String: Any] ?? [:]).keys)
    }

    private func resolve(_ schema: [String: Any]) -> [String: Any] {
        guard let name = (schema["$ref"] as? String)?.split(separator: "/").last.map(String.init) else { return schema }
        return (root["$defs"] as? [String: Any])?[name] as? [String: Any] ?? [:]
    }
}
