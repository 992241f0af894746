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
///
/// `{name|value=words|other words}` stands for the words beside the argument's value, or for the last ones: numbers
/// (`{files} {files|1=file|files}`) and causes need them.
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
        guard pattern.utf8.contains(UInt8(ascii: "{")) else { return pattern }
        var result = ""
        var rest = pattern[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let name = String(rest[rest.index(after: open)..<close])
            result += rest[..<open]
            result += Self.choice(name, arguments) ?? arguments[name] ?? "{\(name)}"
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }

    /// The words of `name|value=words|other words` that belong to the argument.
    private static func choice(_ placeholder: String, _ arguments: [String: String]) -> String? {
        let parts = placeholder.split(separator: "|", omittingEmptySubsequences: false)
        guard parts.count > 1, let name = parts.first, let last = parts.last else { return nil }
        let value = arguments[String(name)]
        for part in parts.dropFirst().dropLast() {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if pair.count == 2, let first = pair.first, let words = pair.last, value.map({ $0 == first }) == true {
                return String(words)
            }
        }
        return String(last)
    }

    /// The names between braces in `language`, sorted: both languages must name the same ones.
    package func placeholders(_ language: Language) -> [String] {
        var names: Set<String> = []
        var rest = (language == .japanese ? ja : en)[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            names.insert(String(rest[rest.index(after: open)..<close].prefix { $0 != "|" }))
            rest = rest[rest.index(after: close)...]
        }
        return names.sorted()
    }
}
