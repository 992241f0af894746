import Basics

/// Reads the plain, machine-written part of YAML that lock files and workspace files use: `key: value` and `- item` by
/// indentation. A YAML library would decode megabytes for the few lines that matter.
enum IndentedText {
    struct Line {
        let indentation: Int
        /// Without quotes; for a list item, what stands behind the dash.
        let key: ByteText
        let value: ByteText
        let isItem: Bool
        let whole: ByteText
    }

    /// The lines that say something, cut at their first `: `.
    static func lines(_ text: ByteText) -> some Sequence<Line> {
        text.lines.lazy.compactMap { line($0) }
    }

    static func line(_ raw: ByteText) -> Line? {
        let indentation = raw.indentation
        var content = raw.dropFirst(indentation).trimmed
        guard let first = content.first, first != UInt8(ascii: "#") else { return nil }
        let whole = content
        let isItem = content.hasPrefix("- ")
        if isItem { content = content.dropFirst(2).trimmed }
        var key = content
        var value = content.from(content.end)
        if let colon = keyEnd(content) {
            key = content.upTo(colon).trimmed
            value = content.from(colon + 1).withoutComment(UInt8(ascii: "#")).trimmed
        } else {
            key = content.withoutComment(UInt8(ascii: "#")).trimmed
        }
        return Line(
            indentation: indentation, key: key.unquoted, value: value.unquoted, isItem: isItem, whole: whole)
    }

    /// The colon that ends a key: behind the closing quote of a quoted one, else the first that a blank or the end follows.
    private static func keyEnd(_ text: ByteText) -> Int? {
        var offset = text.start
        if let quote = text.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            guard let close = text.dropFirst(1).firstIndex(of: quote) else { return nil }
            offset = close + 1
        }
        while let byte = text[offset] {
            if byte == UInt8(ascii: ":"), text[offset + 1].map(ByteText.isBlank) ?? true { return offset }
            offset += 1
        }
        return nil
    }

    /// The items of the top-level list `key`.
    static func list(_ text: ByteText, under key: String) -> [String] {
        var inside = false
        var items: [String] = []
        for line in lines(text) {
            if line.indentation == 0, !line.isItem {
                inside = line.key == key
            } else if inside, line.isItem {
                items.append(line.key.text)
            }
        }
        return items
    }
}
