import Basics

/// The tags and texts of an XML document, one after another: as much of XML as documents of data use. Document types
/// are refused, since entities of one's own are how XML is made to explode.
struct XMLEvents {
    enum Event {
        /// The name without its prefix.
        case open(String, attributes: [String: String])
        case close
        case text(String)
    }

    private var rest: ByteText
    private var depth = 0
    /// Set by `<a/>`: its end comes next.
    private var closes = false

    static let depthLimit = 256

    init(_ text: ByteText) {
        rest = text
    }

    /// The next event, nil at the end; throws `invalid` for what is not well formed.
    mutating func next() throws(Failure) -> Event? {
        if closes {
            closes = false
            depth -= 1
            return .close
        }
        while let first = rest.first {
            guard first == UInt8(ascii: "<") else {
                let end = rest.firstIndex(of: UInt8(ascii: "<")) ?? rest.end
                let text = rest.upTo(end)
                rest = rest.from(end)
                if text.trimmed.isEmpty { continue }
                return .text(Self.resolved(text))
            }
            if rest.hasPrefix("<!--") {
                try skip(4, past: "-->")
            } else if rest.hasPrefix("<?") {
                try skip(2, past: "?>")
            } else if rest.hasPrefix("<![CDATA[") {
                guard let end = rest.dropFirst(9).find("]]>") else { throw Self.broken }
                let text = rest.dropFirst(9).upTo(end).text
                rest = rest.from(end + 3)
                return .text(text)
            } else if rest.hasPrefix("<!") {
                throw SBOMReader.unknown(
                    Text(en: "its XML declares a document type.", ja: "XML に文書型宣言 (DOCTYPE) が含まれています。"))
            } else if rest.hasPrefix("</") {
                try skip(2, past: ">")
                depth -= 1
                guard depth >= 0 else { throw Self.broken }
                return .close
            } else {
                return try open()
            }
        }
        guard depth == 0 else { throw Self.broken }
        return nil
    }

    private mutating func skip(_ count: Int, past mark: String) throws(Failure) {
        guard let end = rest.dropFirst(count).find(mark) else { throw Self.broken }
        rest = rest.from(end + mark.utf8.count)
    }

    private mutating func open() throws(Failure) -> Event {
        var offset = rest.start + 1
        let start = offset
        while let byte = rest[offset], !Self.endsName(byte) { offset += 1 }
        let name = Self.local(rest.from(start).upTo(offset))
        guard !name.isEmpty else { throw Self.broken }
        var attributes: [String: String] = [:]
        while true {
            while let byte = rest[offset], ByteText.isBlank(byte) { offset += 1 }
            guard let byte = rest[offset] else { throw Self.broken }
            if byte == UInt8(ascii: ">") { break }
            if byte == UInt8(ascii: "/") {
                guard rest[offset + 1] == UInt8(ascii: ">") else { throw Self.broken }
                closes = true
                offset += 1
                break
            }
            let from = offset
            while let byte = rest[offset], !Self.endsName(byte) { offset += 1 }
            let key = Self.local(rest.from(from).upTo(offset))
            while let byte = rest[offset], ByteText.isBlank(byte) { offset += 1 }
            guard rest[offset] == UInt8(ascii: "="), offset > from else { throw Self.broken }
            offset += 1
            while let byte = rest[offset], ByteText.isBlank(byte) { offset += 1 }
            guard let quote = rest[offset], quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
                let end = rest.from(offset + 1).firstIndex(of: quote), attributes.count < 64
            else { throw Self.broken }
            attributes[key] = Self.resolved(rest.from(offset + 1).upTo(end))
            offset = end + 1
        }
        rest = rest.from(offset + 1)
        depth += 1
        guard depth <= Self.depthLimit else {
            throw SBOMReader.unknown(Text(en: "its XML is nested too deeply.", ja: "XML の入れ子が深すぎます。"))
        }
        return .open(name, attributes: attributes)
    }

    private static func endsName(_ byte: UInt8) -> Bool {
        ByteText.isBlank(byte) || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "=")
            || byte == UInt8(ascii: "<")
    }

    private static func local(_ name: ByteText) -> String {
        (name.firstIndex(of: UInt8(ascii: ":")).map { name.from($0 + 1) } ?? name).text
    }

    /// With the five entities of XML and those of characters.
    private static func resolved(_ text: ByteText) -> String {
        guard text.firstIndex(of: UInt8(ascii: "&")) != nil else { return text.text }
        var result = ""
        var rest = text
        while let mark = rest.firstIndex(of: UInt8(ascii: "&")) {
            result += rest.upTo(mark).text
            rest = rest.from(mark + 1)
            let near = rest.upTo(rest.start + 12)
            guard let end = near.firstIndex(of: UInt8(ascii: ";")), let character = character(near.upTo(end).text)
            else {
                result += "&"
                continue
            }
            result.unicodeScalars.append(character)
            rest = rest.from(end + 1)
        }
        return result + rest.text
    }

    private static func character(_ name: String) -> Unicode.Scalar? {
        switch name {
        case "amp": "&"
        case "lt": "<"
        case "gt": ">"
        case "quot": "\""
        case "apos": "'"
        default:
            if name.hasPrefix("#x") {
                UInt32(name.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init)
            } else if name.hasPrefix("#") {
                UInt32(name.dropFirst()).flatMap(Unicode.Scalar.init)
            } else {
                nil
            }
        }
    }

    private static let broken = SBOMReader.unknown(
        Text(en: "its XML is broken; was it cut off?", ja: "XML が壊れています。途中で切れていないか確認してください。"))
}
