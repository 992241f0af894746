import Basics
import Templates

/// Reads JSON5 (https://spec.json5.org), as Renovate takes it, with the place of each value.
///
/// A reader of our own: what Foundation and libraries offer keeps no places, and YAML knows no `//` comments.
struct JSON5Reader {
    private let source: SourceFile
    private let bytes: [UInt8]
    private var at = 0
    private var total = 0
    private static let depthLimit = 100
    private static let nodeLimit = 200_000

    static func read(_ source: SourceFile) throws(Failure) -> Document {
        var reader = JSON5Reader(source: source, bytes: source.bytes)
        if source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.at = 3 }
        reader.skipBlank()
        guard reader.at < source.bytes.count else { return Document(source: source, roots: []) }
        let root = try reader.value(depth: 0)
        reader.skipBlank()
        guard reader.at == source.bytes.count else {
            throw reader.broken(Text(en: "text after the end of the value.", ja: "値の終わりの後に余分な文字があります。"))
        }
        return Document(source: source, roots: [root])
    }

    private init(source: SourceFile, bytes: [UInt8]) {
        self.source = source
        self.bytes = bytes
    }

    private func broken(_ why: Text) -> Failure {
        let place = source.position(at: min(at, bytes.count))
        let start = "\(source.path):\(place.line):\(place.column): "
        return Failure(.invalid, Text(en: start + why.en, ja: start + why.ja))
    }

    private var byte: UInt8? { at < bytes.count ? bytes[at] : nil }

    private mutating func skipBlank() {
        while at < bytes.count {
            switch (bytes[at], at + 1 < bytes.count ? bytes[at + 1] : 0) {
            case (0x20, _), (0x09...0x0D, _): at += 1
            // A no-break space.
            case (0xC2, 0xA0): at += 2
            case (UInt8(ascii: "/"), UInt8(ascii: "/")):
                while at < bytes.count, bytes[at] != 0x0A { at += 1 }
            case (UInt8(ascii: "/"), UInt8(ascii: "*")):
                at += 2
                while at < bytes.count, !(bytes[at] == UInt8(ascii: "/") && bytes[at - 1] == UInt8(ascii: "*")) {
                    at += 1
                }
                at = min(at + 1, bytes.count)
            default: return
            }
        }
    }

    private mutating func value(depth: Int) throws(Failure) -> DocumentNode {
        total += 1
        guard depth < Self.depthLimit, total <= Self.nodeLimit else {
            throw broken(Text(en: "the values are too many or nested too deep.", ja: "値の数が多すぎるか、入れ子が深すぎます。"))
        }
        let start = at
        switch byte {
        case UInt8(ascii: "{"): return DocumentNode(.mapping(try object(depth)), start..<at)
        case UInt8(ascii: "["): return DocumentNode(.sequence(try array(depth)), start..<at)
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            let text = try quoted()
            return DocumentNode(.scalar(text, .quoted), start..<at)
        default:
            let text = word()
            if text == "null" { return DocumentNode(.null, start..<at) }
            guard text == "true" || text == "false" || Self.isNumber(text) else {
                at = start
                throw broken(Text(en: "a value is expected here.", ja: "ここには値が必要です。"))
            }
            return DocumentNode(.scalar(text, .plain), start..<at)
        }
    }

    private static func isNumber(_ text: String) -> Bool {
        guard let first = text.utf8.first else { return false }
        if text.hasSuffix("Infinity") || text.hasSuffix("NaN") { return true }
        return (0x30...0x39).contains(first) || [0x2B, 0x2D, 0x2E].contains(first)
    }

    private mutating func word() -> String {
        let start = at
        while let next = byte {
            switch next {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x24, 0x2B, 0x2D, 0x2E, 0x5F, 0x80...: at += 1
            default: return source.text(start..<at)
            }
        }
        return source.text(start..<at)
    }

    private mutating func object(_ depth: Int) throws(Failure) -> [DocumentEntry] {
        at += 1
        var entries: [DocumentEntry] = []
        while true {
            skipBlank()
            if byte == UInt8(ascii: "}") { break }
            let start = at
            let isQuoted = byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
            let name = isQuoted ? try quoted() : word()
            let key = DocumentNode(.scalar(name, isQuoted ? .quoted : .plain), start..<at)
            skipBlank()
            guard at > start, byte == UInt8(ascii: ":") else {
                throw broken(Text(en: "a key with a colon, or }, is expected.", ja: "キーとコロン、または } が必要です。"))
            }
            at += 1
            skipBlank()
            entries.append(DocumentEntry(key: key, value: try value(depth: depth + 1)))
            skipBlank()
            if byte == UInt8(ascii: ",") {
                at += 1
            } else if byte != UInt8(ascii: "}") {
                throw broken(Text(en: "a comma or } is expected.", ja: "カンマまたは } が必要です。"))
            }
        }
        at += 1
        return entries
    }

    private mutating func array(_ depth: Int) throws(Failure) -> [DocumentNode] {
        at += 1
        var items: [DocumentNode] = []
        while true {
            skipBlank()
            if byte == UInt8(ascii: "]") { break }
            items.append(try value(depth: depth + 1))
            skipBlank()
            if byte == UInt8(ascii: ",") {
                at += 1
            } else if byte != UInt8(ascii: "]") {
                throw broken(Text(en: "a comma or ] is expected.", ja: "カンマまたは ] が必要です。"))
            }
        }
        at += 1
        return items
    }

    private mutating func quoted() throws(Failure) -> String {
        let start = at
        let mark = bytes[at]
        at += 1
        var text: [UInt8] = []
        while let next = byte, next != mark {
            at += 1
            guard next == UInt8(ascii: "\\"), let escaped = byte else {
                text.append(next)
                continue
            }
            at += 1
            switch escaped {
            case UInt8(ascii: "n"): text.append(0x0A)
            case UInt8(ascii: "t"): text.append(0x09)
            case UInt8(ascii: "r"): text.append(0x0D)
            // The text goes on in the next line.
            case 0x0A: break
            // Code points by number stand in no name that is asked for; they stay as written.
            case UInt8(ascii: "u"), UInt8(ascii: "x"): text += [UInt8(ascii: "\\"), escaped]
            default: text.append(escaped)
            }
        }
        guard byte == mark else {
            at = start
            throw broken(Text(en: "this text has no closing quote.", ja: "この文字列の閉じ引用符がありません。"))
        }
        at += 1
        return String(decoding: text, as: UTF8.self)
    }
}
