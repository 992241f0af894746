import Basics
import DockerfileSyntax
import RuleKit
import Workload

/// Which release of an image to name instead of one that is over, is about to end, or is not named at all.
enum SupportedRelease {
    typealias Release = EndOfLife.Release
    typealias Product = EndOfLife.Product

    /// The oldest line behind a release that gets updates for half a year to come and longer, of those that are made
    /// to last.
    static func next(after release: Release, on today: Day, where fits: (Release) -> Bool = { _ in true }) -> Release? {
        let lines = EndOfLife.releaseLines(release.product)
        guard let own = lines.firstIndex(where: { $0.version == release.version }) else { return nil }
        // The data lists some lines by their date: the number decides.
        return lines.filter { isNewer($0.version, than: lines[own].version) }
            .sorted { isNewer($1.version, than: $0.version) }
            .first { lasts($0, today) && fits($0) }
    }

    /// The newest line that is made to last.
    static func newest(_ product: Product, on today: Day) -> Release? {
        EndOfLife.releaseLines(product).filter { $0.isSupported(on: today) && isLong($0) }
            .max { isNewer($1.version, than: $0.version) }
    }

    /// The oldest line that gets updates for half a year to come, and fits.
    static func oldest(_ product: Product, on today: Day, where fits: (Release) -> Bool) -> Release? {
        EndOfLife.releaseLines(product).filter { lasts($0, today) && fits($0) }
            .min { isNewer($1.version, than: $0.version) }
    }

    /// Whether updates go on for more than half a year.
    private static func lasts(_ release: Release, _ today: Day) -> Bool {
        let soon = BaseSupport.soon(today)
        return release.isSupported(on: today) && isLong(release) && release.ends.map { $0 > soon } ?? true
    }

    /// Whether a line is one of those that its publisher keeps for years.
    private static func isLong(_ release: Release) -> Bool {
        let major = Int(release.version.prefix { $0.isNumber }) ?? 0
        switch release.product {
        case .node, .dotnet: return major % 2 == 0
        case .temurin, .corretto, .microsoftJava: return [8, 11, 17, 21, 25].contains(major)
        case .ubuntu: return release.version.hasSuffix(".04") && major % 2 == 0
        default: return true
        }
    }

    private static func isNewer(_ version: String, than other: String) -> Bool {
        let a = version.split(separator: ".").map { Int($0) ?? 0 }
        let b = other.split(separator: ".").map { Int($0) ?? 0 }
        return b.lexicographicallyPrecedes(a)
    }

    /// A change of version is a change of data for these: no new tag alone does it.
    static func keepsData(_ product: Product) -> Bool {
        switch product {
        case .postgres, .mysql, .mariadb, .mongodb, .redis, .valkey, .rabbitmq: true
        default: false
        }
    }
}

/// A tag in its parts: `3.8-slim-buster` is a version, a variant and a distribution.
struct TagParts {
    var parts: [String]

    init(_ tag: String) {
        parts = tag.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    }

    var text: String { parts.joined(separator: "-") }

    /// Variants that every line of an image has.
    private static let variants: Set<String> = [
        "slim", "alpine", "fpm", "apache", "cli", "zts", "jre", "jdk", "minimal", "perl", "headless", "otel",
    ]

    private static let debian = [
        "squeeze", "wheezy", "jessie", "stretch", "buster", "bullseye", "bookworm", "trixie",
    ]
    private static let ubuntu = [
        "precise": "12.04", "trusty": "14.04", "xenial": "16.04", "bionic": "18.04", "focal": "20.04",
        "jammy": "22.04", "noble": "24.04", "resolute": "26.04",
    ]

    static func isDebian(_ part: String) -> Bool { debian.contains(part) }

    /// Puts the distribution of a tag to one that gets updates; false where the tag has a part that is not known.
    mutating func renewDistribution(from start: Int, on today: Day) -> Bool {
        for index in parts.indices.dropFirst(start) {
            let part = parts[index]
            if Self.variants.contains(part) { continue }
            if part.hasPrefix("alpine"), let release = EndOfLife.release(.alpine, String(part.dropFirst(6))) {
                // Images of a new version are made for the newest releases of Alpine only.
                if release.isOver(on: today) { parts[index] = "alpine" }
            } else if Self.isDebian(part), let place = Self.debian.firstIndex(of: part),
                let release = EndOfLife.release(.debian, String(place + 6))
            {
                guard !release.isSupported(on: BaseSupport.soon(today)) else { continue }
                guard let next = SupportedRelease.next(after: release, on: today), let number = Int(next.version),
                    Self.debian.indices.contains(number - 6)
                else { return false }
                parts[index] = Self.debian[number - 6]
            } else if let version = Self.ubuntu[part], let release = EndOfLife.release(.ubuntu, version) {
                guard !release.isSupported(on: BaseSupport.soon(today)) else { continue }
                guard let next = SupportedRelease.next(after: release, on: today),
                    let name = Self.ubuntu.first(where: { $0.value == next.version })?.key
                else { return false }
                parts[index] = name
            } else {
                return false
            }
        }
        return true
    }

    /// Puts a release into the first part; a codename stays a codename.
    mutating func setVersion(_ release: EndOfLife.Release) -> Bool {
        guard let first = parts.first else { return false }
        if let number = Int(release.version), Self.isDebian(first), Self.debian.indices.contains(number - 6) {
            parts[0] = Self.debian[number - 6]
        } else if Self.ubuntu[first] != nil, let name = Self.ubuntu.first(where: { $0.value == release.version })?.key {
            parts[0] = name
        } else if first.first?.isNumber == true {
            parts[0] = release.version
        } else if first.hasPrefix("v"), first.dropFirst().first?.isNumber == true {
            parts[0] = "v" + release.version
        } else {
            return false
        }
        return true
    }
}
