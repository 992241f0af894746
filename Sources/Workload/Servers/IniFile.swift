package import Basics

/// A value of a configuration file with its place.
package struct ConfigValue: Sendable, Hashable {
    package var text: String
    /// The whole assignment.
    package var span: Span

    /// `true`, `yes`, `on` and `1` in any case.
    package var isTrue: Bool { ["true", "yes", "on", "1"].contains(text.lowercased()) }

    /// The number of seconds in `30`, `30s`, `2m`, `1h`, `500ms`; nil for anything else.
    package var seconds: Double? {
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        guard let number = Double(digits) else { return nil }
        switch text.dropFirst(digits.count).lowercased() {
        case "", "s": return number
        case "ms": return number / 1000
        case "m": return number * 60
        case "h": return number * 3600
        case "d": return number * 86400
        default: return nil
        }
    }
}

/// An INI file as supervisord, PHP-FPM and uWSGI write it: sections, `key = value`, comments by `;` or `#`.
struct IniFile: Sendable {
    struct Section: Sendable {
        let name: String
        let span: Span
        var values: [(key: String, value: ConfigValue)] = []

        /// The last value of a key: what these programs take.
        subscript(key: String) -> ConfigValue? { values.last { $0.key == key }?.value }
    }

    private(set) var sections: [Section] = []
    /// The first line that is neither section nor assignment.
    private(set) var badLine: Int?

    init(_ source: SourceFile) {
        for raw in ByteText(source).lines {
            let line = raw.trimmed
            guard let first = line.first, first != UInt8(ascii: ";"), first != UInt8(ascii: "#") else { continue }
            if first == UInt8(ascii: "["), let close = line.firstIndex(of: UInt8(ascii: "]")) {
                sections.append(Section(name: line.upTo(close).dropFirst(1).trimmed.text, span: source.place(line)))
                continue
            }
            // An indented line goes on with the value above (supervisord's environment).
            if raw.indentation > 0, line.firstIndex(of: UInt8(ascii: "=")) == nil { continue }
            guard let (key, value) = line.cut(UInt8(ascii: "=")), !sections.isEmpty else {
                if badLine == nil { badLine = source.line(at: line.start) }
                continue
            }
            let text = value.withoutComment(UInt8(ascii: ";")).trimmed.unquoted.text
            sections[sections.count - 1].values.append((key.text, ConfigValue(text: text, span: source.place(line))))
        }
    }

    subscript(name: String) -> Section? { sections.first { $0.name == name } }
}
