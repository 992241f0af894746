/// A program that installs packages or builds from them.
package enum PackageManager: String, Sendable, Hashable, CaseIterable {
    case aptGet = "apt-get"
    case apt, aptitude, dpkg, apk, yum, dnf, microdnf, tdnf, zypper, rpm, pacman
    /// Also `pip3`, `pip3.12` and `python -m pip`.
    case pip
    case pipx
    /// Also `uvx`.
    case uv
    case poetry, pipenv, pdm, conda, mamba, micromamba
    case npm, npx, yarn, pnpm, corepack, bun
    case gem, bundle, composer, go, cargo, dotnet, nuget
    /// Also `./mvnw`.
    case mvn
    /// Also `./gradlew`.
    case gradle
    case swift, sbt, cpan, cpanm, luarocks

    /// Whether it installs the distribution's packages.
    package var isSystem: Bool {
        switch self {
        case .aptGet, .apt, .aptitude, .dpkg, .apk, .yum, .dnf, .microdnf, .tdnf, .zypper, .rpm, .pacman: true
        default: false
        }
    }

    /// apt-get, apt and aptitude.
    package var isApt: Bool { self == .aptGet || self == .apt || self == .aptitude }
    /// yum, dnf, microdnf and tdnf.
    package var isDnf: Bool { self == .dnf || self == .yum || self == .microdnf || self == .tdnf }
    /// conda, mamba and micromamba.
    package var isConda: Bool { self == .conda || self == .mamba || self == .micromamba }
    package var isPython: Bool {
        switch self {
        case .pip, .pipx, .uv, .poetry, .pipenv, .pdm: true
        default: isConda
        }
    }
    package var isNode: Bool {
        switch self {
        case .npm, .npx, .yarn, .pnpm, .corepack, .bun: true
        default: false
        }
    }
}

/// What a call does, whatever its manager calls it.
package enum PackageVerb: Sendable, Hashable {
    /// Installs the packages it names (or, without any, those of the project).
    case install
    /// Refreshes the index: `apt-get update`, `apk update`, `dnf makecache`.
    case update
    /// Upgrades what is installed: `apt-get upgrade`, `yum update`, `npm update`.
    case upgrade
    /// `apt-get dist-upgrade`, `zypper dup`, `dnf distro-sync`.
    case distUpgrade
    case remove
    /// Empties caches.
    case clean
    /// Installs exactly what a lock file or manifest lists: `npm ci`, `uv sync`, `bundle install`, `dotnet restore`.
    case sync
    /// Fetches without building: `go mod download`, `cargo fetch`, `mvn dependency:go-offline`.
    case download
    case build
    case test
    case run
    case publish
    /// As written.
    case other(String)
}
