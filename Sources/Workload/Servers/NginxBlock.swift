package import Basics

/// A directive of an nginx file, with the blocks it stands in.
package struct NginxDirective: Sendable {
    package var name: String
    package var arguments: [String]
    /// From the name to the `;` or `{`.
    package var span: Span
    /// The names of the blocks around it, outermost first: `["http", "server"]`.
    package var context: [String]
    /// The number of the nearest block around it, so that directives of one server can be told from another's.
    package var block: Int
}

/// Reads nginx's syntax (words, quotes, `;`, `{}`, `#`) without knowing any directive.
enum NginxParser {
    struct Result {
        var directives: [NginxDirective] = []
        /// The offset at which brackets stopped to match.
        var error: Int?
    }

    static func parse(_ source: SourceFile) -> Result {
        let bytes = source.bytes
        var result = Result()
        var open: [(name: String, block: Int)] = []
        var words: [ByteText] = []
        var blocks = 0
        var offset = 0

        func directive(end: Int) -> NginxDirective? {
            guard let first = words.first else { return nil }
            return NginxDirective(
                name: first.text, arguments: words.dropFirst().map(\.text), span: source.span(first.start..<end),
                context: open.map(\.name), block: open.last?.block ?? 0)
        }

        while offset < bytes.count {
            let byte = bytes[offset]
            switch byte {
            case 0x20, 0x09, 0x0A, 0x0D: offset += 1
            case UInt8(ascii: "#"):
                while offset < bytes.count, bytes[offset] != 0x0A { offset += 1 }
            case UInt8(ascii: ";"):
                if let item = directive(end: offset + 1) { result.directives.append(item) }
                words.removeAll(keepingCapacity: true)
                offset += 1
            case UInt8(ascii: "{"):
                blocks += 1
                let name = words.first?.text ?? ""
                if let item = directive(end: offset) { result.directives.append(item) }
                words.removeAll(keepingCapacity: true)
                // Deeper than any real file, and every directive carries its context.
                if open.count >= 32 {
                    result.error = offset
                    return result
                }
                open.append((name, blocks))
                offset += 1
                // Code of another language: its brackets match, its words mean nothing here.
                if name.hasSuffix("_by_lua_block") {
                    offset = skipCode(bytes, offset)
                }
            case UInt8(ascii: "}"):
                if open.popLast() == nil, result.error == nil { result.error = offset }
                words.removeAll(keepingCapacity: true)
                offset += 1
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                var end = offset + 1
                while end < bytes.count, bytes[end] != byte { end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1 }
                words.append(ByteText(bytes, offset + 1..<min(max(end, offset + 1), bytes.count)))
                if end >= bytes.count { result.error = result.error ?? offset }
                offset = end + 1
            default:
                let start = offset
                offset = wordEnd(bytes, offset)
                words.append(ByteText(bytes, start..<offset))
            }
        }
        if !open.isEmpty || !words.isEmpty, result.error == nil { result.error = bytes.count }
        return result
    }

    /// The end of a word; `${name}` belongs to it.
    private static func wordEnd(_ bytes: [UInt8], _ start: Int) -> Int {
        var offset = start
        while offset < bytes.count {
            switch bytes[offset] {
            case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ";"): return offset
            case UInt8(ascii: "{") where offset > start && bytes[offset - 1] == UInt8(ascii: "$"):
                while offset < bytes.count, bytes[offset] != UInt8(ascii: "}"), bytes[offset] != 0x0A { offset += 1 }
                if offset < bytes.count, bytes[offset] == UInt8(ascii: "}") { offset += 1 }
            case UInt8(ascii: "{"), UInt8(ascii: "}"): return max(offset, start + 1)
            case UInt8(ascii: "\\"): offset += 2
            default: offset += 1
            }
        }
        return bytes.count
    }

    /// The offset of the bracket that closes a block whose opening one was passed.
    private static func skipCode(_ bytes: [UInt8], _ start: Int) -> Int {
        var depth = 1
        var offset = start
        while offset < bytes.count {
            if bytes[offset] == UInt8(ascii: "{") { depth += 1 }
            if bytes[offset] == UInt8(ascii: "}") { depth -= 1 }
            if depth == 0 { return offset }
            offset += 1
        }
        return offset
    }
}
