package import Advisories
package import Basics

/// Where public advisories are kept in bulk.
package struct FeedAddress: Sendable, Hashable {
    /// OSV's bucket of one archive an ecosystem: `<base>/<ecosystem>/all.zip` (google.github.io/osv.dev/data).
    package static let osv = "https://osv-vulnerabilities.storage.googleapis.com"
    /// CISA's list of exploited vulnerabilities (cisa.gov/known-exploited-vulnerabilities-catalog).
    package static let exploited = "https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities.json"
    /// Today's EPSS scores (first.org/epss/data_stats, served by Empirical Security).
    package static let likelihoods = "https://epss.empiricalsecurity.com/epss_scores-current.csv.gz"

    /// The base of OSV's archives, and the addresses of the two lists.
    package var advisories: String
    package var exploited: String
    package var likelihoods: String

    /// - Throws: `invalid` unless all three are HTTPS, or HTTP of this machine, e.g. a mirror for tests.
    package init(
        advisories: String = FeedAddress.osv, exploited: String = FeedAddress.exploited,
        likelihoods: String = FeedAddress.likelihoods
    ) throws(Failure) {
        for address in [advisories, exploited, likelihoods] {
            guard Self.isSafe(address) else {
                throw Failure(
                    .invalid,
                    Text(
                        en: "\(address): feeds are fetched by HTTPS only. Give an address that begins with https://.",
                        ja: "\(address): フィードの取得は HTTPS のみに対応しています。https:// で始まるアドレスを指定してください。"))
            }
        }
        self.advisories = advisories.hasSuffix("/") ? String(advisories.dropLast()) : advisories
        self.exploited = exploited
        self.likelihoods = likelihoods
    }

    /// Whether nobody on the way can change what comes from there.
    static func isSafe(_ address: String) -> Bool {
        if address.hasPrefix("https://") { return true }
        guard address.hasPrefix("http://") else { return false }
        let host = address.dropFirst(7).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        if host.contains("@") { return false }
        return ["127.0.0.1", "localhost", "[::1]"].contains { host == $0 || host.hasPrefix("\($0):") }
    }

    /// OSV's names of the ecosystems that an image's packages may belong to, which are fetched if nobody chooses.
    package static let ecosystems: [(family: EcosystemFamily, name: String)] = [
        (.debian, "Debian"), (.ubuntu, "Ubuntu"), (.alpine, "Alpine"), (.wolfi, "Wolfi"), (.redHat, "Red Hat"),
        (.pypi, "PyPI"), (.npm, "npm"), (.go, "Go"), (.maven, "Maven"), (.gem, "RubyGems"), (.cargo, "crates.io"),
        (.packagist, "Packagist"), (.nuget, "NuGet"),
    ]
    /// Others that OSV has and that are fetched when asked for.
    package static let more: [(family: EcosystemFamily, name: String)] = [
        (.chainguard, "Chainguard"), (.alma, "AlmaLinux"), (.rocky, "Rocky Linux"), (.suse, "SUSE"),
        (.openSUSE, "openSUSE"), (.azure, "Azure Linux"), (.photon, "Photon OS"), (.mageia, "Mageia"),
        (.euler, "openEuler"), (.alpaquita, "Alpaquita"), (.minimOS, "MinimOS"), (.echo, "Echo"),
        (.swift, "SwiftURL"), (.hex, "Hex"), (.pub, "Pub"), (.bellSoft, "BellSoft Hardened Containers"),
    ]

    /// OSV's name of a family; a name that people write is looked up without regard to case.
    package static func name(of family: EcosystemFamily) -> String? {
        (ecosystems + more).first { $0.family == (family == .ubuntuPro ? .ubuntu : family) }?.name
    }

    func archive(_ name: String) -> String { "\(advisories)/\(Self.escaped(name))/all.zip" }

    /// A path segment with everything escaped but letters, digits and `-._~`.
    static func escaped(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let hex = String(byte, radix: 16, uppercase: true)
                result += "%" + (hex.utf8.count == 1 ? "0" : "") + hex
            }
        }
        return result
    }
}
