/// An environment by its name: `stg` and `staging` are one.
package struct EnvironmentName: Sendable, Hashable {
    /// How near to production it is; later ones come after earlier ones in a table.
    package enum Tier: Int, Sendable, Hashable, Comparable {
        case local, development, sandbox, test, staging, unknown, production

        package static func < (a: Tier, b: Tier) -> Bool { a.rawValue < b.rawValue }
    }

    /// The same for all spellings: `production` for `prd`.
    package let id: String
    /// As it is written first: `prd`.
    package let written: String
    package let tier: Tier

    package init(id: String, written: String, tier: Tier) {
        self.id = id
        self.written = written
        self.tier = tier
    }

    /// Nil for a word that names no environment.
    ///
    /// Beside the words of all countries there are those that Japanese teams write in Latin letters: `honban` (production),
    /// `kaihatsu` (development), `kensho` (verification).
    package init?(word: String) {
        guard let known = Self.known[word.lowercased()] else { return nil }
        self.init(id: known.id, written: word, tier: known.tier)
    }

    /// A name that somebody declares: any will do.
    package init(declared: String) {
        if let known = EnvironmentWords.environments(in: declared).last {
            self.init(id: declared.lowercased(), written: declared, tier: known.tier)
        } else {
            self.init(id: declared.lowercased(), written: declared, tier: .unknown)
        }
    }

    /// The words, in lower case, that stand for this environment within other names.
    package var words: Set<String> {
        var words = Set(Self.known.filter { $0.value.tier == tier && tier != .local }.keys)
        words.insert(written.lowercased())
        words.insert(id)
        return words
    }

    package var isProduction: Bool { tier == .production }

    private static let known: [String: (id: String, tier: Tier)] = {
        let all: [(String, Tier, [String])] = [
            ("local", .local, ["local", "localhost"]),
            ("development", .development, ["dev", "devel", "develop", "development", "kaihatsu"]),
            ("sandbox", .sandbox, ["sandbox", "sbx"]),
            ("test", .test, ["test", "testing"]),
            ("qa", .test, ["qa"]),
            ("uat", .test, ["uat"]),
            ("nonprod", .test, ["nonprod", "nonproduction", "nprd"]),
            ("staging", .staging, ["stg", "stag", "stage", "staging"]),
            ("preprod", .staging, ["preprod", "preprd", "preproduction"]),
            ("kensho", .staging, ["kensho"]),
            ("production", .production, ["prod", "prd", "production", "honban"]),
        ]
        return all.reduce(into: [:]) { table, item in
            for word in item.2 { table[word] = (item.0, item.1) }
        }
    }()
}
