import Foundation

/// As much of JSON Schema as `review.schema.json` and the schema of SARIF use. Anything else in a schema is an error, so
/// that nothing is thought to be checked that is not.
struct MiniSchema {
    private let root: [String: Any]

    init(_ data: Data) throws {
        root = try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
    }

    private static let known: Set<String> = [
        "$schema", "$id", "$defs", "$ref", "title", "description", "type", "properties", "required",
        "additionalProperties", "items", "enum", "const", "minimum", "maximum", "minItems", "uniqueItems", "pattern",
        "format", "anyOf", "oneOf", "default", "definitions", "id",
    ]

    /// What is wrong with a document, each with its place.
    func errors(_ data: Data) throws -> [String] {
        check(try JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed), root, "$")
    }

    private func check(_ value: Any, _ schema: [String: Any], _ place: String) -> [String] {
        var errors = schema.keys.filter { !Self.known.contains($0) }.map { "\(place): the schema uses \($0)" }
        if let reference = schema["$ref"] as? String {
            guard let target = definition(reference) else { return errors + ["\(place): no definition \(reference)"] }
            return errors + check(value, target, place)
        }
        if let type = schema["type"] as? String, !Self.isOf(type, value) { return errors + ["\(place): is no \(type)"] }
        if let choices = schema["enum"] as? [String], !choices.contains(value as? String ?? "") {
            errors.append("\(place): \(value) is none of \(choices)")
        }
        if let constant = schema["const"] as? Int, value as? Int != constant {
            errors.append("\(place): \(value) is not \(constant)")
        }
        if let least = schema["minimum"] as? Double, (value as? Double).map({ $0 < least }) ?? true {
            errors.append("\(place): \(value) is less than \(least)")
        }
        if let most = schema["maximum"] as? Double, (value as? Double).map({ $0 > most }) ?? true {
            errors.append("\(place): \(value) is more than \(most)")
        }
        if let text = value as? String { errors += form(text, schema, place) }
        if let choices = schema["anyOf"] as? [[String: Any]],
            !choices.contains(where: { check(value, $0, place).isEmpty })
        {
            errors.append("\(place): fits none of anyOf")
        }
        if let choices = schema["oneOf"] as? [[String: Any]],
            choices.count(where: { check(value, $0, place).isEmpty }) != 1
        {
            errors.append("\(place): does not fit one of oneOf")
        }
        if let array = value as? [Any] { errors += size(array, schema, place) }
        if let object = value as? [String: Any] { errors += members(object, schema, place) }
        if let array = value as? [Any], let items = schema["items"] as? [String: Any] {
            errors += array.enumerated().flatMap { check($1, items, "\(place)[\($0)]") }
        }
        return errors
    }

    private func form(_ text: String, _ schema: [String: Any], _ place: String) -> [String] {
        var errors: [String] = []
        if let pattern = schema["pattern"] as? String, text.range(of: pattern, options: .regularExpression) == nil {
            errors.append("\(place): \(text) does not match \(pattern)")
        }
        switch schema["format"] as? String {
        case nil: break
        case "uri"?: if URL(string: text)?.scheme == nil { errors.append("\(place): \(text) is no address") }
        case "uri-reference"?: if !Self.isReference(text) { errors.append("\(place): \(text) is no reference") }
        case "date-time"?:
            if (try? Date(text, strategy: .iso8601)) == nil { errors.append("\(place): \(text) is no time") }
        case let other?: errors.append("\(place): the schema uses the format \(other)")
        }
        return errors
    }

    /// RFC 3986 in short: its characters only, `%` before two digits, and a colon only behind a scheme.
    private static func isReference(_ text: String) -> Bool {
        let form = #"^([A-Za-z][A-Za-z0-9+.-]*:)?([A-Za-z0-9._~!$&'()*+,;=@/?#-]|%[0-9A-Fa-f]{2})*$"#
        return text.range(of: form, options: .regularExpression) != nil
    }

    private func size(_ array: [Any], _ schema: [String: Any], _ place: String) -> [String] {
        var errors: [String] = []
        if let least = schema["minItems"] as? Int, array.count < least { errors.append("\(place): too few items") }
        if schema["uniqueItems"] as? Bool == true {
            let options: JSONSerialization.WritingOptions = [.sortedKeys, .fragmentsAllowed]
            let texts = array.compactMap { try? JSONSerialization.data(withJSONObject: $0, options: options) }
            if Set(texts).count != array.count { errors.append("\(place): two items are the same") }
        }
        return errors
    }

    private func definition(_ reference: String) -> [String: Any]? {
        let name = reference.split(separator: "/").last.map(String.init) ?? ""
        return ((root["$defs"] ?? root["definitions"]) as? [String: Any])?[name] as? [String: Any]
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
        case "number": value is Double
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
        guard let reference = schema["$ref"] as? String else { return schema }
        return definition(reference) ?? [:]
    }
}
