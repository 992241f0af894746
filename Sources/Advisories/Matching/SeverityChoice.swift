/// How bad a vulnerability is, from what its records say: the newest CVSS version first, words where there is no score.
struct SeverityChoice {
    var level = Vulnerability.Level.unknown
    var score: Double?
    var vector: String?
    /// The word that a distribution or a database rates it with, as written.
    var word: String?

    /// `isSystem`: for packages of a distribution its own word decides the level, since it knows how it builds them.
    init(_ hits: [AdvisoryHit], isSystem: Bool) {
        var best: CVSS?
        for hit in hits {
            for severity in hit.affected.severities + hit.advisory.severities where severity.type.hasPrefix("CVSS") {
                guard let cvss = CVSS(severity.score) else { continue }
                if let known = best, (known.version, known.tenths) >= (cvss.version, cvss.tenths) { continue }
                best = cvss
            }
        }
        score = best?.score
        vector = best?.vector
        var worded: Vulnerability.Level?
        for word in hits.flatMap(\.words) {
            guard let told = Self.level(word) else { continue }
            if let known = worded, known >= told { continue }
            worded = told
            self.word = word
        }
        if hits.contains(where: { $0.advisory.id.hasPrefix("MAL-") }) {
            // A package made to do harm.
            level = .critical
        } else if isSystem, let worded {
            level = worded
        } else {
            level = best?.level ?? worded ?? .unknown
        }
    }

    /// A word of any of the databases; nil for those that only say that nobody has looked.
    static func level(_ word: String) -> Vulnerability.Level? {
        switch word.lowercased() {
        case "critical": .critical
        case "high", "important": .high
        case "medium", "moderate": .medium
        case "low", "negligible", "minor": .low
        // Debian's word for what is no danger in the packages that it builds.
        case "unimportant", "none": Vulnerability.Level.none
        default: nil
        }
    }
}

/// An advisory that applies to an installed package.
struct AdvisoryHit {
    var advisory: Advisory
    var affected: AffectedPackage
    var fixed: [String]

    var words: [String] {
        let ratings = (affected.severities + advisory.severities).filter { !$0.type.hasPrefix("CVSS") }.map(\.score)
        return ([affected.word, advisory.word].compactMap { $0 }) + ratings
    }
}
