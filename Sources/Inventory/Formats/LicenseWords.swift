/// The licences of a package as documents want them: an expression where all of them are SPDX, else names.
enum LicenseWords {
    /// One licence of a package's list.
    enum Word: Hashable {
        /// Valid, identifiers as the list writes them.
        case expression(String)
        case name(String)
    }

    static func words(_ licenses: [String]) -> [Word] {
        var seen: Set<Word> = []
        return licenses.compactMap { text -> Word? in
            guard !PackageField.trim(text).isEmpty else { return nil }
            return LicenseExpression.normal(text).map(Word.expression) ?? .name(text)
        }
        .filter { seen.insert($0).inserted }
    }

    /// All of them in one expression, `refs` for those that have no identifier.
    static func joined(_ words: [Word], _ ref: (String) -> String) -> String? {
        guard !words.isEmpty else { return nil }
        return words.map { word in
            switch word {
            case .expression(let text):
                words.count > 1 && text.split(separator: " ").contains("OR") ? "(\(text))" : text
            case .name(let name): ref(name)
            }
        }
        .joined(separator: " AND ")
    }

    /// `LicenseRef-…` of a name, the same in every document.
    static func reference(_ name: String) -> String {
        let word = SBOMPlan.word(name.hasPrefix("LicenseRef-") ? String(name.dropFirst(11)) : name)
        if name == "LicenseRef-\(word)" { return name }
        var hash = StableHash(seed: 0)
        hash.add(name)
        // Names that differ only in what may not stand there must not become one.
        return "LicenseRef-\(word.isEmpty ? "" : word + "-")\(hash.hex.prefix(8))"
    }
}
