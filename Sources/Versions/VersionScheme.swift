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
    /// Semantic Versioning 2.0.0 as npm's `semver` reads it; Go and crates.io order alike but for their prefixes.
    case npm
    case golang
    case cargo
    case maven
    case gem
    case composer
    case nuget
}
