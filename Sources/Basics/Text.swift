/// A language that Plimsoll speaks.
package enum Language: String, Sendable, CaseIterable, Codable {
    case english = "en"
    case japanese = "ja"

    /// Reads the value of `LANG` or `LC_ALL`: `ja_JP.UTF-8` is Japanese, everything else English.
    package init(locale: String?) {
        self = locale?.hasPrefix("ja") == true ? .japanese : .english
    }
}

/// A text for people, in both languages; `{name}` marks where an argument goes.
package struct Text: Sendable, Hashable, Codable {
    package var en: String
    package var ja: String

    package init(en: String, ja: String) {
        self.en = en
        self.ja = ja
    }

    /// The text in `language`, with each `{name}` replaced by the argument of that name.
    package func callAsFunction(_ language: Language, _ arguments: [String: String] = [:]) -> String {
        let pattern = language == .japanese ? ja : en
        guard !arguments.isEmpty, pattern.utf8.contains(UInt8(ascii: "{")) else { return pattern }
        var result = ""
        var rest = pattern[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let name = String(rest[rest.index(after: open)..<close])
            result += rest[..<open]
            result += arguments[name] ?? "{\(name)}"
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }

    /// The names between braces in `language`, sorted: both languages must name the same ones.
    package func placeholders(_ language: Language) -> [String] {
        var names: Set<String> = []
        var rest = (language == .japanese ? ja : en)[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            names.insert(String(rest[rest.index(after: open)..<close]))
            rest = rest[rest.index(after: close)...]
        }
        return names.sorted()
    }
}
