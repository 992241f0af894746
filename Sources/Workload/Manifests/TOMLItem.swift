import Basics
import TOMLKit

/// A TOML value copied out of the library's own.
///
/// TOMLKit's values are pointers into a C++ tree without positions; these are Sendable, and `TOMLSource` finds where they stand.
indirect enum TOMLItem: Sendable {
    case string(String)
    case bool(Bool)
    case int(Int)
    case array([TOMLItem])
    case table([String: TOMLItem])
    /// Dates, times and fractions: nothing a manifest is judged by.
    case other

    var string: String? { if case .string(let value) = self { value } else { nil } }
    var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
    var array: [TOMLItem] { if case .array(let value) = self { value } else { [] } }
    var table: [String: TOMLItem] { if case .table(let value) = self { value } else { [:] } }
    var strings: [String] { array.compactMap(\.string) }

    /// The value at a path of keys.
    subscript(_ path: String...) -> TOMLItem? {
        var item = self
        for key in path {
            guard let next = item.table[key] else { return nil }
            item = next
        }
        return item
    }

    fileprivate init(_ value: TOMLValue, depth: Int) {
        guard depth < 64 else {
            self = .other
            return
        }
        switch value.type {
        case .string: self = value.string.map(Self.string) ?? .other
        case .bool: self = value.bool.map(Self.bool) ?? .other
        case .int: self = value.int.map(Self.int) ?? .other
        case .array: self = .array(value.array.map { $0.map { TOMLItem($0.tomlValue, depth: depth + 1) } } ?? [])
        case .table: self = value.table.map { Self.table($0, depth: depth + 1) } ?? .other
        default: self = .other
        }
    }

    fileprivate static func table(_ table: TOMLTable, depth: Int) -> TOMLItem {
        var items: [String: TOMLItem] = [:]
        // Not the table's own iterator: it force-unwraps, and a key with an escaped NUL is not found again.
        for key in table.keys {
            if let value = table[key] { items[key] = TOMLItem(value.tomlValue, depth: depth) }
        }
        return .table(items)
    }
}

/// A TOML file: its values, and where keys and strings stand.
struct TOMLSource: Sendable {
    let source: SourceFile
    let root: TOMLItem
    let problem: Failure?

    init(_ source: SourceFile) {
        self.source = source
        guard Self.isShallow(source.bytes) else {
            root = .table([:])
            problem = .invalid(source.path, "TOML", detail: "nested too deeply, or holds a NUL byte")
            return
        }
        do {
            let table = try TOMLTable(string: String(decoding: source.bytes, as: UTF8.self))
            root = .table(table, depth: 0)
            problem = nil
        } catch {
            root = .table([:])
            let detail = (error as? TOMLParseError).map { "line \($0.source.begin.line): \($0.description)" }
            problem = .invalid(source.path, "TOML", detail: detail ?? "")
        }
    }

    /// Where `key` stands in `[section]`, or the header when the key is not found, or nil.
    func span(section: String, key: String) -> Span? {
        var inside = section.isEmpty
        var header: Span?
        for line in ByteText(source).lines {
            let text = line.trimmed
            if text.first == UInt8(ascii: "[") {
                let name = text.text.filter { $0 != "[" && $0 != "]" && $0 != "\"" && $0 != " " }
                inside = name == section
                if inside, header == nil { header = source.span(text) }
                // `[dependencies.serde]` is the key `serde` of `[dependencies]`.
                if name == "\(section).\(key)" { return source.span(text) }
            } else if inside, let (name, _) = text.cut(UInt8(ascii: "=")), name.unquoted == key {
                return source.span(text)
            }
        }
        return header
    }

    /// Where the string `value` stands between quotes, or nil.
    func span(string value: String) -> Span? {
        let text = ByteText(source)
        guard let start = text.find("\"\(value)\"") ?? text.find("'\(value)'") else { return nil }
        return source.span(start + 1..<start + 1 + value.utf8.count)
    }

    /// Whether nesting is so shallow that the library's recursive destructors cannot exhaust a thread's stack.
    private static func isShallow(_ bytes: [UInt8]) -> Bool {
        var depth = 0
        var dots = 0
        var quote: UInt8 = 0
        var offset = 0
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte == 0 { return false }
            if byte == 0x0A {
                dots = 0
                // A one-line string ends with its line, and a longer one only hides what is counted here.
                quote = 0
            } else if quote != 0 {
                if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") { offset += 1 }
                if byte == quote { quote = 0 }
            } else {
                switch byte {
                case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
                case UInt8(ascii: "."): dots += 1
                case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
                case UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
                case UInt8(ascii: "#"):
                    while offset + 1 < bytes.count, bytes[offset + 1] != 0x0A { offset += 1 }
                default: break
                }
                if dots > 64 || depth > 64 { return false }
            }
            offset += 1
        }
        return true
    }
}

extension Failure {
    /// A file is not what its name says.
    static func invalid(_ path: String, _ format: String, detail: String, line: Int? = nil) -> Failure {
        let place = line.map { "\(path):\($0)" } ?? path
        return Failure(
            .invalid,
            Text(
                en: "\(place): is not valid \(format). What it declares cannot be judged until it is.",
                ja: "\(place): \(format) として正しくありません。修正するまで宣言内容を判定できません。"),
            cause: detail.isEmpty ? nil : detail)
    }
}
