import Basics
import Inventory

/// A package URL, `pkg:type/namespace/name@version?qualifiers#subpath`
/// (https://github.com/package-url/purl-spec/blob/main/PURL-SPECIFICATION.rst), as documents name products by it.
struct ProductURL: Sendable, Hashable {
    var type: String
    /// Percent escapes resolved; segments joined by `/`.
    var namespace: String
    var name: String
    var version: String?
    var qualifiers: [String: String]

    init?(_ text: String) {
        guard text.utf8.count <= 8_192 else { return nil }
        var rest = text[...]
        guard rest.prefix(4).lowercased() == "pkg:" else { return nil }
        rest = rest.dropFirst(4).drop { $0 == "/" }
        if let mark = rest.lastIndex(of: "#") { rest = rest[..<mark] }
        qualifiers = [:]
        if let mark = rest.lastIndex(of: "?") {
            for pair in rest[rest.index(after: mark)...].split(separator: "&") {
                let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                guard parts.count == 2, !parts[1].isEmpty else { continue }
                qualifiers[parts[0].lowercased()] = Self.decoded(parts[1])
            }
            rest = rest[..<mark]
        }
        guard let slash = rest.firstIndex(of: "/") else { return nil }
        type = rest[..<slash].lowercased()
        rest = rest[rest.index(after: slash)...]
        // The scope of npm starts with an @ that some write as it is: the version's comes after the last slash.
        let tail = rest.lastIndex(of: "/").map { rest.index(after: $0) } ?? rest.startIndex
        let at = type == "oci" || type == "docker" ? rest.firstIndex(of: "@") : rest[tail...].lastIndex(of: "@")
        if let at, at > rest.startIndex {
            version = Self.decoded(rest[rest.index(after: at)...])
            rest = rest[..<at]
        }
        let segments = rest.split(separator: "/").map(Self.decoded)
        guard !type.isEmpty, let last = segments.last, !last.isEmpty else { return nil }
        name = last
        namespace = segments.dropLast().joined(separator: "/")
        if version?.isEmpty == true { version = nil }
    }

    private static func decoded(_ text: Substring) -> String {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.first {
            rest = rest.dropFirst()
            if byte == UInt8(ascii: "%"), rest.count >= 2,
                let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Whether it is about an image as such.
    var isImage: Bool { type == "oci" || type == "docker" }

    // MARK: Packages

    /// Whether it names that package. A version, architecture and epoch count only where they are written; the vendor
    /// in the namespace of distributions' packages does not.
    func names(_ package: Package) -> Bool {
        guard Self.types[type] == package.kind else { return false }
        let family = Self.families[package.kind]
        let wanted = family?.normalised(fullName(package.kind)) ?? fullName(package.kind)
        let own = family?.normalised(package.name) ?? package.name
        let isSource = package.kind.isSystem && package.source?.name == wanted
        guard own == wanted || isSource else { return false }
        if let architecture = qualifiers["arch"], package.kind.isSystem, architecture != "source",
            let found = package.architecture, found != architecture
        {
            return false
        }
        guard let version else { return true }
        if own == wanted, isSame(version, package.version, package.kind) { return true }
        return isSource && isSame(version, package.source?.version ?? "", package.kind)
    }

    private func fullName(_ kind: PackageKind) -> String {
        guard !namespace.isEmpty else { return name }
        switch kind {
        case .maven: return "\(namespace):\(name)"
        case .npm, .golang, .composer, .swift: return "\(namespace)/\(name)"
        default: return name
        }
    }

    private func isSame(_ wanted: String, _ found: String, _ kind: PackageKind) -> Bool {
        if wanted == found { return true }
        switch kind {
        case .golang: return wanted.drop { $0 == "v" } == found.drop { $0 == "v" }
        // The epoch stands in a qualifier, or nobody wrote one.
        case .deb, .rpm:
            guard let colon = found.firstIndex(of: ":"), !wanted.contains(":") else {
                return qualifiers["epoch"].map { "\($0):\(wanted)" == found } ?? false
            }
            let epoch = qualifiers["epoch"]
            return wanted == found[found.index(after: colon)...]
                && (epoch == nil || epoch.map { found[..<colon] == $0 } == true)
        default: return false
        }
    }

    private static let types: [String: PackageKind] = [
        "deb": .deb, "apk": .apk, "rpm": .rpm, "pypi": .pypi, "npm": .npm, "gem": .gem, "maven": .maven,
        "golang": .golang, "cargo": .cargo, "composer": .composer, "nuget": .nuget, "swift": .swift,
        "generic": .generic,
    ]
    private static let families: [PackageKind: EcosystemName] = [
        .pypi: EcosystemName(.pypi), .nuget: EcosystemName(.nuget), .composer: EcosystemName(.packagist),
        .swift: EcosystemName(.swift),
    ]
}
