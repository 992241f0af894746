package import Inventory
package import Versions

/// Who gives packages their names and numbers: a distribution or a language's registry.
package enum EcosystemFamily: String, Sendable, Hashable, CaseIterable {
    case debian, ubuntu, echo
    /// Fixes that only subscribers of Ubuntu Pro get.
    case ubuntuPro = "ubuntu-pro"
    case alpine, wolfi, chainguard, alpaquita, minimOS = "minimos", bellSoft = "bellsoft"
    case redHat = "redhat"
    case alma, rocky, suse, azure, photon, mageia
    case openSUSE = "opensuse"
    case euler = "openeuler"
    case pypi, npm, go, maven, gem, cargo, packagist, nuget, swift, hex, pub

    /// By OSV's name, in small letters.
    static let named: [String: EcosystemFamily] = [
        "debian": .debian, "ubuntu": .ubuntu, "echo": .echo,
        "alpine": .alpine, "wolfi": .wolfi, "chainguard": .chainguard, "alpaquita": .alpaquita,
        "minimos": .minimOS, "bellsoft hardened containers": .bellSoft,
        "red hat": .redHat, "almalinux": .alma, "rocky linux": .rocky, "suse": .suse, "opensuse": .openSUSE,
        "azure linux": .azure, "photon os": .photon, "mageia": .mageia, "openeuler": .euler,
        "pypi": .pypi, "npm": .npm, "go": .go, "maven": .maven, "rubygems": .gem, "crates.io": .cargo,
        "packagist": .packagist, "nuget": .nuget, "swifturl": .swift, "hex": .hex, "pub": .pub,
    ]

    /// The packages that it speaks of; nil for languages whose packages no reader of images lists.
    package var kind: PackageKind? {
        switch self {
        case .debian, .ubuntu, .ubuntuPro, .echo: .deb
        case .alpine, .wolfi, .chainguard, .alpaquita, .minimOS, .bellSoft: .apk
        case .redHat, .alma, .rocky, .suse, .openSUSE, .azure, .photon, .mageia, .euler: .rpm
        case .pypi: .pypi
        case .npm: .npm
        case .go: .golang
        case .maven: .maven
        case .gem: .gem
        case .cargo: .cargo
        case .packagist: .composer
        case .nuget: .nuget
        case .swift: .swift
        case .hex, .pub: nil
        }
    }

    package var scheme: VersionScheme {
        switch kind {
        case .deb: .deb
        case .apk: .apk
        case .rpm: .rpm
        case .pypi: .pypi
        case .golang: .golang
        case .maven: .maven
        case .gem: .gem
        case .cargo: .cargo
        case .composer: .composer
        case .nuget: .nuget
        // Swift, Hex and Pub all number by Semantic Versioning.
        case .npm, .swift, .generic, nil: .npm
        }
    }
}
