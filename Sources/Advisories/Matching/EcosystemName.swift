package import Versions

/// An ecosystem as OSV names it: `PyPI`, `Debian:12`, `Ubuntu:24.04:LTS`, `Red Hat:enterprise_linux:9::baseos`.
///
/// Those that no installed package of an image can belong to (Android, OSS-Fuzz, GitHub Actions…) are none.
package struct EcosystemName: Sendable, Hashable {
    package var family: EcosystemFamily
    /// The release of a distribution in the form its os-release gives it: `12`, `3.20`, `24.04`, `15.5`; empty for
    /// rolling ones and for languages.
    package var release: String

    package init(_ family: EcosystemFamily, release: String = "") {
        self.family = family
        self.release = release
    }

    package init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let head = parts.first, let family = EcosystemFamily.named[head.lowercased()] else { return nil }
        let suffix = parts.count > 1 ? parts[1] : ""
        self.init(family, release: "")
        switch family {
        case .debian, .alma, .rocky, .azure, .photon, .mageia, .euler, .alpaquita, .bellSoft, .echo, .minimOS:
            release = String(suffix.prefix { $0 != ":" })
        case .alpine:
            let version = suffix.prefix { $0 != ":" }
            release = String(version.hasPrefix("v") ? version.dropFirst() : version)
        case .ubuntu:
            // `24.04:LTS`, `Pro:22.04:LTS`, `Pro:FIPS-updates:20.04:LTS`
            let words = suffix.split(separator: ":").filter { $0 != "LTS" }
            if words.first == "Pro" { self.family = .ubuntuPro }
            release = words.drop { $0 == "Pro" }.joined(separator: ":")
        case .redHat:
            // `enterprise_linux:9::baseos` is the tail of a CPE name; other products than the plain one keep their names.
            let words = suffix.split(separator: ":", omittingEmptySubsequences: false)
            let product = words.first ?? ""
            let version = words.count > 1 ? words[1] : ""
            release = product == "enterprise_linux" ? String(version) : "\(product):\(version)"
        case .suse, .openSUSE:
            release = Self.suse(suffix)
        default: break
        }
    }

    /// What data of the ecosystem is filed under: `debian:12`, `pypi`.
    package var key: String { release.isEmpty ? family.rawValue : "\(family.rawValue):\(release)" }

    package var scheme: VersionScheme { family.scheme }

    /// `Linux Enterprise Module for Basesystem 15 SP5` is 15.5, `Leap 15.5` is 15.5, `Leap Micro 5.4` is micro-5.4.
    private static func suse(_ text: Substring) -> String {
        let words = text.split(whereSeparator: { $0 == " " || $0 == ":" })
        guard let at = words.firstIndex(where: { $0.utf8.first.map { (0x30...0x39).contains($0) } ?? false }) else {
            return text.lowercased()
        }
        var release = String(words[at])
        if let pack = words[(at + 1)...].first(where: { $0.hasPrefix("SP") }) { release += ".\(pack.dropFirst(2))" }
        return words.contains("Micro") ? "micro-\(release)" : release
    }

    /// A package's name in the form that data is filed under.
    package func normalised(_ name: String) -> String {
        switch family {
        case .pypi:
            // PEP 503: runs of `-`, `_` and `.` are one `-`.
            var bytes: [UInt8] = []
            for byte in name.utf8 {
                switch byte {
                case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
                    if bytes.last != UInt8(ascii: "-") { bytes.append(UInt8(ascii: "-")) }
                case 0x41...0x5A: bytes.append(byte | 0x20)
                default: bytes.append(byte)
                }
            }
            return String(decoding: bytes, as: UTF8.self)
        case .nuget, .packagist, .hex, .pub:
            return name.lowercased()
        case .swift:
            // Repository addresses: with and without scheme and `.git`.
            var rest = Substring(name.lowercased())
            for prefix in ["https://", "http://", "git@"] where rest.hasPrefix(prefix) {
                rest = rest.dropFirst(prefix.count)
            }
            if rest.hasSuffix("/") { rest = rest.dropLast() }
            if rest.hasSuffix(".git") { rest = rest.dropLast(4) }
            return String(rest)
        default: return name
        }
    }
}
