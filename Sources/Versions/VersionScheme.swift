/// The ways in which ecosystems order their versions. Each is exact: what its own tool says is what counts.
package enum VersionScheme: String, Sendable, Hashable, CaseIterable {
    /// `dpkg --compare-versions`.
    case deb
    /// `rpm`'s epoch, version and release.
    case rpm
    /// Alpine's and Wolfi's `apk version -t`.
    case apk
    /// PEP 440.
    case pypi
    /// Semantic Versioning 2.0.0 as npm's `semver` reads it, loosely; Go and crates.io order alike but for their
    /// prefixes and for what they refuse.
    case npm
    case golang
    case cargo
    case maven
    case gem
    case composer
    case nuget

    /// Negative when `a` is older than `b`, positive when it is newer, 0 when they count as one; nil when either is no
    /// version of this scheme.
    ///
    /// Takes time in proportion to the length of both, whatever they hold.
    package func compare(_ a: String, _ b: String) -> Int? {
        var a = a
        var b = b
        return a.withUTF8 { a in
            b.withUTF8 { b in
                compare(VersionBytes(a), VersionBytes(b))
            }
        }
    }

    private func compare(_ a: VersionBytes, _ b: VersionBytes) -> Int? {
        switch self {
        case .deb: DebVersion.compare(a, b)
        case .rpm: RPMVersion.compare(a, b)
        case .apk: APKVersion.compare(a, b)
        case .pypi: PyPIVersion.compare(a, b)
        case .npm: SemanticVersion.compare(SemanticVersion(npm: a), SemanticVersion(npm: b))
        case .golang: SemanticVersion.compare(SemanticVersion(go: a), SemanticVersion(go: b))
        case .cargo: SemanticVersion.compare(SemanticVersion(strict: a), SemanticVersion(strict: b))
        case .maven: MavenVersion.compare(a, b)
        case .gem: GemVersion.compare(a, b)
        case .composer: ComposerVersion.compare(a, b)
        case .nuget: NuGetVersion.compare(a, b)
        }
    }

    /// Whether this is a version of the scheme at all.
    package func isValid(_ version: String) -> Bool { compare(version, version) != nil }
}
