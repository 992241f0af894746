package import Basics

/// What a database says of one vulnerability: a record of the OSV schema without what no judgement needs (credits,
/// long descriptions).
///
/// Field names and meanings are those of https://ossf.github.io/osv-schema/.
package struct Advisory: Sendable, Hashable {
    /// `GHSA-…`, `PYSEC-…`, `GO-2024-2887`, `DSA-5678-1`, `CVE-…`, `ALPINE-CVE-…`
    package var id: String
    /// Other names of the same vulnerability.
    package var aliases: [String]
    /// Vulnerabilities of upstream that this advisory carries into a distribution: often CVE numbers.
    package var upstream: [String]
    /// Alike, but not the same.
    package var related: [String]
    package var published: Day?
    /// When the record last changed: what an update of a database asks for.
    package var modified: Moment?
    /// Taken back: it counts for nothing.
    package var isWithdrawn: Bool
    /// One line; the begin of the details where there is no summary.
    package var summary: String
    package var severities: [AdvisorySeverity]
    /// A word that the database rates it with, e.g. GitHub's `MODERATE`.
    package var word: String?
    package var affected: [AffectedPackage]
    package var references: [AdvisoryReference]

    package init(
        id: String, aliases: [String] = [], upstream: [String] = [], related: [String] = [], published: Day? = nil,
        modified: Moment? = nil, isWithdrawn: Bool = false, summary: String = "",
        severities: [AdvisorySeverity] = [], word: String? = nil, affected: [AffectedPackage] = [],
        references: [AdvisoryReference] = []
    ) {
        self.id = id
        self.aliases = aliases
        self.upstream = upstream
        self.related = related
        self.published = published
        self.modified = modified
        self.isWithdrawn = isWithdrawn
        self.summary = summary
        self.severities = severities
        self.word = word
        self.affected = affected
        self.references = references
    }
}

/// A rating as the record states it: `CVSS_V3` and a vector, or `Ubuntu` and a word.
package struct AdvisorySeverity: Sendable, Hashable {
    /// `CVSS_V2`, `CVSS_V3`, `CVSS_V4`, `Ubuntu` or what else stands there.
    package var type: String
    package var score: String

    package init(type: String, score: String) {
        self.type = type
        self.score = score
    }
}

package struct AdvisoryReference: Sendable, Hashable {
    /// `ADVISORY`, `FIX`, `WEB`…
    package var type: String
    package var url: String

    package init(type: String, url: String) {
        self.type = type
        self.url = url
    }
}

/// One package that an advisory speaks of, and which of its versions.
package struct AffectedPackage: Sendable, Hashable {
    /// As written, with its release: `Debian:12`, `PyPI`; empty where the record names only a repository.
    package var ecosystem: String
    package var name: String
    package var purl: String?
    package var ranges: [AffectedRange]
    /// Versions that are affected whatever the ranges say.
    package var versions: [String]
    package var severities: [AdvisorySeverity]
    /// A distribution's own word: Debian's urgency, Ubuntu's priority, a severity.
    package var word: String?
    /// Fixed versions outside of the ecosystem's own numbering (Go's `custom_ranges`): for people only.
    package var otherFixes: [String]

    package init(
        ecosystem: String, name: String, purl: String? = nil, ranges: [AffectedRange] = [], versions: [String] = [],
        severities: [AdvisorySeverity] = [], word: String? = nil, otherFixes: [String] = []
    ) {
        self.ecosystem = ecosystem
        self.name = name
        self.purl = purl
        self.ranges = ranges
        self.versions = versions
        self.severities = severities
        self.word = word
        self.otherFixes = otherFixes
    }
}

package struct AffectedRange: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable {
        case semver = "SEMVER"
        case ecosystem = "ECOSYSTEM"
        /// Commits: no installed package tells of its own, so such a range says nothing about one.
        case git = "GIT"
    }

    package enum Event: Sendable, Hashable {
        case introduced(String)
        case fixed(String)
        case lastAffected(String)
        case limit(String)

        package var version: String {
            switch self {
            case .introduced(let version), .fixed(let version), .lastAffected(let version), .limit(let version):
                version
            }
        }
    }

    package var kind: Kind
    package var repository: String?
    package var events: [Event]

    package init(kind: Kind, repository: String? = nil, events: [Event]) {
        self.kind = kind
        self.repository = repository
        self.events = events
    }
}
