/// One package that a call names.
package struct Package: Sendable {
    package enum Kind: String, Sendable, Hashable {
        /// By name, from a registry or distribution.
        case registry
        /// A package file: `.deb`, `.rpm`, `.apk`, `.whl`, `.tgz`.
        case file
        case url
        /// `git+https://…`, `github:user/repo`
        case vcs
        /// A folder: `.`, `./lib`, `-e .`
        case local
        /// A variable or substitution, so there is no telling.
        case unknown
    }

    /// Without version, extras (`[dev]`) or architecture; expansions as written.
    package let name: String
    /// What stands behind the operator: `1.2`, `$VERSION`, `latest`.
    package let version: String?
    /// What stands before the version: `=`, `==`, `~=`, `>=`, `@`, `:`, `-` (rpm); nil without version or when the
    /// version is an option's value.
    package let versionOperator: String?
    package let kind: Kind
    /// `:amd64` of apt, without the colon.
    package let architecture: String?
    /// `/bookworm-backports` of apt, without the slash; the tag in `pkg@edge` of apk, without the sign.
    package let release: String?
    package let word: Word
    /// Where name and version stand; nil when escapes lie between them and the source.
    package let nameRange: Range<Int>?
    package let versionRange: Range<Int>?

    /// The whole word.
    package var range: Range<Int> { word.range }

    /// Whether it names one version: `=1.2`, `==1.2`, `@1.2.3`. A variable counts, since someone chose its value; a
    /// tag (`@latest`), a lower bound (`>=1`) and a range (`^1`, `~1`) do not.
    package var isPinned: Bool {
        guard let version, let first = version.utf8.first else { return false }
        switch versionOperator {
        case nil, "=", "==", "===", "@", ":", "-": break
        default: return false
        }
        if first == Byte.dollar { return true }
        if versionOperator == "@" || versionOperator == ":" {
            let digits = version.utf8.drop { $0 == UInt8(ascii: "v") }
            if let digit = digits.first, digit.isDigit { return true }
            // A commit.
            return version.utf8.count >= 7
                && version.utf8.allSatisfy { $0.isDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0) }
        }
        return true
    }
}
