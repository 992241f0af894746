package import Inventory

extension EcosystemName {
    /// Where advisories about an installed package are filed: nil where no database speaks of its kind or of its
    /// distribution.
    package init?(_ package: Package, in system: OperatingSystem?) {
        if package.kind.isSystem {
            guard let system, let name = EcosystemName(system), name.family.kind == package.kind else { return nil }
            self = name
            // Fixes of Ubuntu Pro are known only to its own data.
            if family == .ubuntu, package.version.contains("esm") { family = .ubuntuPro }
            return
        }
        switch package.kind {
        case .generic:
            guard package.name == "stdlib" || package.name == "go" else { return nil }
            self.init(.go)
        default:
            guard let family = EcosystemFamily.allCases.first(where: { $0.kind == package.kind }) else { return nil }
            self.init(family)
        }
    }

    /// The ecosystem of a distribution's packages, by its os-release.
    package init?(_ system: OperatingSystem) {
        let version = system.version
        let major = String(version.prefix { $0 != "." })
        let parts = version.split(separator: ".", maxSplits: 2)
        let minor = parts.prefix(2).joined(separator: ".")
        switch system.id.lowercased() {
        case "debian" where !major.isEmpty: self.init(.debian, release: major)
        case "ubuntu" where !version.isEmpty: self.init(.ubuntu, release: version)
        case "echo": self.init(.echo, release: version)
        case "alpine" where parts.count > 1: self.init(.alpine, release: minor)
        case "wolfi": self.init(.wolfi)
        case "chainguard": self.init(.chainguard)
        case "alpaquita": self.init(.alpaquita, release: version)
        case "minimos": self.init(.minimOS)
        case "bellsoft-hardened-containers": self.init(.bellSoft, release: version)
        // CentOS is built from the same sources, to the same versions.
        case "rhel", "centos": self.init(.redHat, release: major)
        case "almalinux": self.init(.alma, release: major)
        case "rocky": self.init(.rocky, release: major)
        case "sles", "sled", "sles_sap", "sle_hpc", "bci": self.init(.suse, release: minor)
        case "sle-micro", "sl-micro": self.init(.suse, release: "micro-\(minor)")
        case "opensuse-leap": self.init(.openSUSE, release: minor)
        case "opensuse-tumbleweed": self.init(.openSUSE, release: "tumbleweed")
        case "azurelinux", "mariner": self.init(.azure, release: major)
        case "photon": self.init(.photon, release: minor)
        case "mageia": self.init(.mageia, release: major)
        case "openeuler": self.init(.euler, release: version)
        default: return nil
        }
    }

    /// The names that advisories may know a package by, and the version that they then speak of.
    package func lookups(_ package: Package) -> [(name: String, version: String)] {
        switch family {
        case .debian, .ubuntu, .ubuntuPro, .echo:
            // Sources are what these speak of; a rebuild of the binary alone has a version of its own.
            return [(package.source?.name ?? package.name, package.source?.version ?? package.version)]
        case .alpine, .wolfi, .chainguard, .alpaquita, .minimOS, .bellSoft:
            return Self.unique([
                (package.source?.name ?? package.name, package.version), (package.name, package.version),
            ])
        case .redHat, .alma: return [(package.name, package.version)]
        case .rocky, .suse, .openSUSE, .azure, .photon, .mageia, .euler:
            var result = [(package.name, package.version)]
            if let source = package.source {
                // A source's version has no epoch: the binary's is the same but for a few that number on their own.
                let plain = package.version.split(separator: ":", maxSplits: 1).last.map(String.init)
                result.append((source.name, plain == source.version ? package.version : source.version))
            }
            return Self.unique(result)
        case .go:
            return [(package.kind == .generic ? "stdlib" : package.name, package.version)].map {
                (normalised($0.0), $0.1)
            }
        default: return [(normalised(package.name), package.version)]
        }
    }

    private static func unique(_ names: [(name: String, version: String)]) -> [(name: String, version: String)] {
        names.count == 2 && names[0].name == names[1].name ? [names[0]] : names
    }
}
