import Basics

/// Writes markup that is HTML and well-formed XML at once.
///
/// Names of elements and attributes are literals of the program, and all other text is escaped on its way in, so that
/// nothing a repository holds can become markup.
///
/// Texts stand in it in the asked language. Those of the other one are gathered, each once, for the page's script to put
/// in their place: an `i`, a `tspan` and a badge are texts that have another language, and nothing else.
final class Markup {
    private let language: Language
    private(set) var bytes: [UInt8] = []
    private var otherTexts: [String: Int] = [:]
    /// The texts in the other language, in the order of their first use.
    private(set) var others: [String] = []
    /// For each text of the page in its order, which of the others stands for it, counted from 1; 0 for the next one
    /// that was not used before.
    private(set) var order: [Int] = []

    init(_ language: Language = .english) { self.language = language }

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

    /// A text that has both languages: one is shown, the other noted for the script.
    func both(_ text: Text, _ arguments: [String: String] = [:]) {
        let shown = text(language, arguments)
        guard note(text, shown, arguments) else { return inline(shown) }
        element("i") { inline(shown) }
    }

    /// The same inside of a drawing, where there is no markup in texts.
    func bothInDrawing(_ text: Text) {
        let shown = text(language)
        guard note(text, shown, [:]) else { return escaped(shown) }
        element("tspan", text: shown)
    }

    /// A word whose kind a small drawing tells too, which the style sheet puts before it.
    func badge(_ name: String, _ word: Text) {
        let shown = word(language)
        let isTranslated = note(word, shown, [:])
        element("b", ["class": isTranslated ? "badge \(name)" : "badge same \(name)"], text: shown)
    }

    /// Notes the other language's text; false where it is the same.
    private func note(_ text: Text, _ shown: String, _ arguments: [String: String]) -> Bool {
        let other = text(language == .english ? .japanese : .english, arguments)
        guard other != shown else { return false }
        if let number = otherTexts[other] {
            order.append(number)
        } else {
            order.append(0)
            others.append(other)
            otherTexts[other] = others.count
        }
        return true
    }

    /// The texts of the other language as JSON that can stand in an element: `[texts, order]`.
    func writeOthers() {
        raw("[[")
        for (index, text) in others.enumerated() {
            raw(index == 0 ? "\"" : ",\n\"")
            write(text, Self.json)
            raw("\"")
        }
        raw("],\n[")
        for (place, number) in order.enumerated() {
            if place > 0 { raw(",") }
            bytes.append(contentsOf: String(number).utf8)
        }
        raw("]]")
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

    /// Text or the value of an attribute, around which double quotes stand.
    func escaped(_ text: String) { write(text, Self.entity) }

    private static func entity(_ byte: UInt8) -> StaticString? {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        default: nil
        }
    }

    /// No element ends or begins inside of it.
    private static func json(_ byte: UInt8) -> StaticString? {
        switch byte {
        case UInt8(ascii: "&"): "\\u0026"
        case UInt8(ascii: "<"): "\\u003c"
        case UInt8(ascii: ">"): "\\u003e"
        case UInt8(ascii: "\""): "\\\""
        case UInt8(ascii: "\\"): "\\\\"
        case 0x0A: "\\n"
        default: nil
        }
    }

    /// Control characters and those that turn the direction of writing would show something else than what is there,
    /// and some are not allowed in XML: they become a dot.
    private func write(_ text: String, _ escape: (UInt8) -> StaticString?) {
        var text = text
        text.withUTF8 { buffer in
            var index = 0
            while index < buffer.count {
                let byte = buffer[index]
                if let escape = escape(byte) {
                    raw(escape)
                    index += 1
                    continue
                }
                switch byte {
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
