import Basics

/// What is wrong with a stored review, and where in it.
struct StoredProblem: Error {
    let path: [any CodingKey]
    let text: Text

    init(_ path: [any CodingKey], _ text: Text) {
        self.path = path
        self.text = text
    }

    /// From what the decoder says; nil for other errors.
    init?(_ error: any Error) {
        switch error {
        case let problem as StoredProblem: self = problem
        case DecodingError.typeMismatch(let type, let context):
            let kind = Self.kind(type)
            self.init(context.codingPath, Text(en: "expected \(kind.en)", ja: "\(kind.ja)が必要です"))
        case DecodingError.valueNotFound(_, let context):
            self.init(context.codingPath, Text(en: "has no value", ja: "値がありません"))
        case DecodingError.keyNotFound(let key, let context):
            self.init(
                context.codingPath,
                Text(en: "`\(key.stringValue)` is missing", ja: "`\(key.stringValue)` がありません"))
        case DecodingError.dataCorrupted(let context):
            self.init(
                context.codingPath,
                Text(en: "this version does not know that value", ja: "このバージョンでは扱えない値です"))
        default: return nil
        }
    }

    private static func kind(_ type: any Any.Type) -> Text {
        if type == String.self { return Text(en: "a string", ja: "文字列") }
        if type == Int.self { return Text(en: "a whole number", ja: "整数") }
        if type == Bool.self { return Text(en: "true or false", ja: "true または false ") }
        return "\(type)".hasPrefix("Array")
            ? Text(en: "a list", ja: "配列") : Text(en: "an object", ja: "オブジェクト")
    }

    /// The place as `$.workloads[0].name`.
    var place: String {
        path.reduce(into: "$") { place, key in
            if let index = key.intValue {
                place += "[\(index)]"
            } else if key.stringValue.utf8.allSatisfy({
                $0 == 0x5F || $0 > 0x7F || ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A)
            }) {
                place += "." + key.stringValue
            } else {
                place += "[\"\(key.stringValue)\"]"
            }
        }
    }
}

/// A step of a path that no decoder made.
struct StoredKey: CodingKey {
    let stringValue: String
    let intValue: Int?

    init(_ name: String) {
        stringValue = name
        intValue = nil
    }

    init(_ index: Int) {
        stringValue = "\(index)"
        intValue = index
    }

    init?(stringValue: String) { self.init(stringValue) }
    init?(intValue: Int) { self.init(intValue) }
}
