import Basics

/// Writes markup that is HTML and well-formed XML at once.
///
/// Names of elements and attributes are literals of the program, and all other text is escaped on its way in, so that
/// nothing a repository holds can become markup.
final class Markup {
    private(set) var bytes: [UInt8] = []

    var text: String { String(decoding: bytes, as: UTF8.self) }

    typealias Attributes = KeyValuePairs<StaticString, String?>

    /// Markup of the program itself.
    func raw(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    /// The program's own style sheet and script, which the content's hashes cover to the byte.
    func verbatim(_ text: String) { bytes.append(contentsOf: text.utf8) }

    /// An element with what `body` writes in it; attributes that are nil are left out.
    func element(_ name: StaticString, _ attributes: Attributes, _ body: () -> Void) {
        start(name, attributes)
        raw(">")
        body()
        raw("</")
        raw(name)
        raw(">")
    }

    func element(_ name: StaticString, _ body: () -> Void) { element(name, [:], body) }

    /// An element with text in it.
    func element(_ name: StaticString, _ attributes: Attributes = [:], text: String) {
        element(name, attributes) { escaped(text) }
    }

    /// An element with a text of both languages in it.
    func element(
        _ name: StaticString, _ attributes: Attributes, _ text: Text, _ arguments: [String: String] = [:]
    ) {
        element(name, attributes) { both(text, arguments) }
    }

    func element(_ name: StaticString, _ text: Text, _ arguments: [String: String] = [:]) {
        element(name, [:], text, arguments)
    }

    /// An element that has no content.
    func empty(_ name: StaticString, _ attributes: Attributes = [:]) {
        start(name, attributes)
        raw("/>")
    }

    private func start(_ name: StaticString, _ attributes: Attributes) {
        raw("<")
        raw(name)
        for case (let key, let value?) in attributes {
            raw(" ")
            raw(key)
            raw("=\"")
            escaped(value)
            raw("\"")
        }
    }

    /// A text in both languages, once where they are the same; the style sheet shows the one that is asked for.
    func both(_ text: Text, _ arguments: [String: String] = [:]) {
        let english = text(.english, arguments)
        let japanese = text(.japanese, arguments)
        if english == japanese { return inline(english) }
        element("span", ["lang": "en"]) { inline(english) }
        element("span", ["lang": "ja"]) { inline(japanese) }
    }

    /// A text in which backticks stand around code.
    func inline(_ text: String) {
        guard text.utf8.contains(UInt8(ascii: "`")) else { return escaped(text) }
        let parts = text.split(separator: "`", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            let isCode = index % 2 == 1
            if isCode, index == parts.count - 1 {
                // A backtick without a partner is one.
                raw("`")
                escaped(String(part))
            } else if isCode {
                element("code", text: String(part))
            } else {
                escaped(String(part))
            }
        }
    }

    /// Text or the value of an attribute, around which double quotes stand. Control characters and those that turn the direction of writing would show
    /// something else than what is there, and some are not allowed in XML: they become a dot.
    func escaped(_ text: String) {
        var text = text
        text.withUTF8 { buffer in
            var index = 0
            while index < buffer.count {
                let byte = buffer[index]
                switch byte {
                case UInt8(ascii: "&"): raw("&amp;")
                case UInt8(ascii: "<"): raw("&lt;")
                case UInt8(ascii: ">"): raw("&gt;")
                case UInt8(ascii: "\""): raw("&quot;")
                case 0x0A: bytes.append(byte)
                case 0x09: raw("    ")
                case 0..<0x20, 0x7F: raw("·")
                case 0xC2, 0xE2, 0xEF:
                    let length = Self.hidden(buffer, index)
                    if length > 0 {
                        raw("·")
                        index += length - 1
                    } else {
                        bytes.append(byte)
                    }
                default: bytes.append(byte)
                }
                index += 1
            }
        }
    }

    /// The bytes of a character to hide at `index`, or 0: C1 controls, U+202A…E, U+2066…9, U+FEFF, U+FFFE, U+FFFF.
    private static func hidden(_ buffer: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
        let second = index + 1 < buffer.count ? buffer[index + 1] : 0
        let third = index + 2 < buffer.count ? buffer[index + 2] : 0
        switch (buffer[index], second, third) {
        case (0xC2, 0x80...0x9F, _): return 2
        case (0xE2, 0x80, 0xAA...0xAE), (0xE2, 0x81, 0xA6...0xA9): return 3
        case (0xEF, 0xBB, 0xBF), (0xEF, 0xBF, 0xBE...0xBF): return 3
        default: return 0
        }
    }
}
