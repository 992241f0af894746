package import Basics
import TOMLKit

/// A TOML value copied out of the library's own.
///
/// TOMLKit's values are pointers into a C++ tree without positions; these are Sendable, and `TOMLSource` finds where they stand.
package indirect enum TOMLItem: Sendable {
    case string(String)
    case bool(Bool)
    case int(Int)
    case array([TOMLItem])
    case table([String: TOMLItem])
    /// Dates, times and fractions: nothing a manifest is judged by.
    case other

    package var string: String? { if case .string(let value) = self { value } else { nil } }
    var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
    var array: [TOMLItem] { if case .array(let value) = self { value } else { [] } }
    package var table: [String: TOMLItem] { if case .table(let value) = self { value } else { [:] } }
    package var strings: [String] { array.compactMap(\.string) }

    /// The value at a path of keys.
    package subscript(_ path: String...) -> TOMLItem? {
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
package struct TOMLSource: Sendable {
    let source: SourceFile
    package let root: TOMLItem
    package let problem: Failure?
    private let places: TOMLPlaces

    package init(_ source: SourceFile) {
        self.source = source
        places = TOMLPlaces(ByteText(source))
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
    package func span(section: String, key: String) -> Span? {
        (places.keys["\(section).\(key)"] ?? places.keys[section]).map { source.span($0) }
    }

    /// Where the string `value` first stands between quotes, or nil.
    func span(string value: String) -> Span? {
        places.strings[value].map { source.span($0) }
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

/// Where the keys and strings of a TOML file stand, found in one pass over its lines.
private struct TOMLPlaces: Sendable {
    /// Ranges of headers by `section`, and of assignments by `section.key`; the first of each.
    private(set) var keys: [String: Range<Int>] = [:]
    /// Ranges of strings by their text, quotes not included; the first of each.
    private(set) var strings: [String: Range<Int>] = [:]

    init(_ text: ByteText) {
        var prefix = ""
        for line in text.lines {
            let content = line.trimmed
            guard let first = content.first, first != UInt8(ascii: "#") else { continue }
            // An element of an array may begin with a bracket as well, but then it ends in a comma or holds a quote first.
            if first == UInt8(ascii: "["), let name = Self.header(content) {
                // `[dependencies.serde]` also is the key `serde` of `[dependencies]`.
                keep(name, content.range)
                prefix = name + "."
                continue
            }
            if let (key, _) = content.cut(UInt8(ascii: "=")), key.count < 256 {
                keep(prefix + key.unquoted.text, content.range)
            }
            addStrings(content)
        }
    }

    private mutating func keep(_ key: String, _ range: Range<Int>) {
        if keys[key] == nil { keys[key] = range }
    }

    /// The name of `[a."b.c"]` or `[[a]]` without brackets, quotes and blanks; nil when the line is no header.
    private static func header(_ line: ByteText) -> String? {
        guard line.count < 512, let close = line.lastIndex(of: UInt8(ascii: "]")) else { return nil }
        let tail = line.from(close + 1).trimmed
        guard tail.isEmpty || tail.first == UInt8(ascii: "#") else { return nil }
        let name = line.bytes[line.start..<close].filter { !"[]\"' \t".utf8.contains($0) }
        return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
    }

    private mutating func addStrings(_ line: ByteText) {
        var offset = line.start
        while let byte = line[offset] {
            offset += 1
            guard byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") else { continue }
            guard let close = line.from(offset).firstIndex(of: byte) else { return }
            let text = ByteText(line.bytes, offset..<close).text
            if strings[text] == nil { strings[text] = offset..<close }
            offset = close + 1
        }
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
