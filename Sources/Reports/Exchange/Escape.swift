/// Escaping for the formats that are written by hand.
///
/// By code points, not by characters: to Swift a quote with an accent behind it is one character that is no quote, and
/// CR LF is one that is neither; readers of these formats see two.
enum Escape {
    /// The text with each code point replaced for which `change` has something else.
    static func map(_ text: String, _ change: (Unicode.Scalar) -> String?) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if let other = change(scalar) {
                result.append(contentsOf: other.unicodeScalars)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }

    /// Text of an XML document. What XML 1.0 cannot hold, not even escaped, becomes U+FFFD.
    static func xml(_ text: String) -> String {
        map(text) { scalar in
            switch scalar {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            case "\n", "\t": nil
            // A bare CR would be read as a line feed.
            case "\r": "&#13;"
            default: isXML(scalar) ? nil : "\u{FFFD}"
            }
        }
    }

    /// The value of an XML attribute between double quotes; a parser would make blanks of line breaks and tabs.
    static func attribute(_ text: String) -> String {
        map(xml(text)) { scalar in
            switch scalar {
            case "\"": "&quot;"
            case "\n": "&#10;"
            case "\t": "&#9;"
            default: nil
            }
        }
    }

    /// `Char` of XML 1.0: https://www.w3.org/TR/xml/#charsets
    private static func isXML(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x1_0000...0x10_FFFF: true
        default: false
        }
    }

    /// One line: control characters and separators of lines become blanks.
    static func oneLine(_ text: String) -> String {
        map(text) { scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: " "
            default: nil
            }
        }
    }
}
