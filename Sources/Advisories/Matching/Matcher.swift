package import Basics
package import Inventory
import Versions

/// Finds the known vulnerabilities of installed packages.
///
/// What cannot be judged is told apart: a distribution that no data is at hand for, a version that its ecosystem does not
/// define. Silence about a package means that it was looked up and that nothing is known against it.
package struct Matcher {
    package struct Unknown: Sendable, Hashable {
        package var package: Package
        package var reason: Text
    }

    package struct Outcome: Sendable {
        /// In the order of the packages, the worst first for each.
        package var vulnerabilities: [Vulnerability] = []
        package var unknown: [Unknown] = []
    }

    private let system: OperatingSystem?
    private let lookup: any AdvisoryLookup

    package init(system: OperatingSystem?, lookup: any AdvisoryLookup) {
        self.system = system
        self.lookup = lookup
    }

    /// A package of a language that a package of the system installed is judged with that one: distributions mend
    /// without changing the number that the language sees.
    package func match(_ packages: [Package]) throws(Failure) -> Outcome {
        var outcome = Outcome()
        var covered: [String: Bool] = [:]
        var found: [[String]: [Advisory]] = [:]
        for package in packages where package.kind.isSystem || package.owner == nil {
            guard let ecosystem = EcosystemName(package, in: system) else {
                outcome.unknown.append(Unknown(package: package, reason: reasonWithoutEcosystem(package)))
                continue
            }
            let key = ecosystem.key
            let isCovered: Bool
            if let known = covered[key] {
                isCovered = known
            } else {
                isCovered = try lookup.covers(key)
                covered[key] = isCovered
            }
            var hits: [AdvisoryHit] = []
            var puzzle: String?
            for (name, version) in ecosystem.lookups(package) {
                let advisories: [Advisory]
                if let known = found[[key, name]] {
                    advisories = known
                } else {
                    advisories = try lookup.advisories(key, name)
                    found[[key, name]] = advisories
                }
                for advisory in advisories where !advisory.isWithdrawn {
                    switch Self.judge(advisory, ecosystem, name, version) {
                    case .hit(let hit): hits.append(hit)
                    case .puzzle: puzzle = version
                    case .nothing: break
                    }
                }
            }
            // Single records may speak against a package, but their silence is worth nothing.
            if !isCovered {
                if hits.isEmpty {
                    outcome.unknown.append(Unknown(package: package, reason: Self.reasonWithoutData(key)))
                }
            } else if let puzzle {
                outcome.unknown.append(Unknown(package: package, reason: Self.reason(puzzle, ecosystem)))
            }
            outcome.vulnerabilities += HitMerge.vulnerabilities(package, hits, ecosystem)
        }
        return outcome
    }

    // MARK: One advisory

    private enum Judgement {
        case hit(AdvisoryHit)
        case puzzle
        case nothing
    }

    private static func judge(
        _ advisory: Advisory, _ ecosystem: EcosystemName, _ name: String, _ version: String
    ) -> Judgement {
        var hit: AdvisoryHit?
        var isPuzzle = false
        for affected in advisory.affected {
            guard let other = EcosystemName(affected.ecosystem), other == ecosystem,
                ecosystem.normalised(affected.name) == name, RPMModule.allows(affected, version, ecosystem)
            else { continue }
            switch RangeVerdict(version, affected, ecosystem.scheme) {
            case .affected(let fixed):
                if hit == nil {
                    hit = AdvisoryHit(advisory: advisory, affected: affected, fixed: fixed)
                } else {
                    hit?.fixed += fixed
                }
            case .unaffected: break
            case .unknown: isPuzzle = true
            }
        }
        if let hit { return .hit(hit) }
        return isPuzzle ? .puzzle : .nothing
    }

    // MARK: What nobody can tell

    private func reasonWithoutEcosystem(_ package: Package) -> Text {
        guard package.kind.isSystem else {
            return Text(
                en: "No vulnerability database covers packages of this kind (\(package.kind.rawValue)).",
                ja: "この種類 (\(package.kind.rawValue)) のパッケージを扱う脆弱性データベースがありません。")
        }
        guard let system else {
            return Text(
                en: "The image has no os-release, so its distribution is unknown.",
                ja: "イメージに os-release がないため、ディストリビューションがわかりません。")
        }
        let name = "\(system.id) \(system.version)"
        return Text(
            en: "No vulnerability database covers packages of \(name).",
            ja: "\(name) のパッケージを扱う脆弱性データベースがありません。")
    }

    private static func reasonWithoutData(_ key: String) -> Text {
        Text(
            en: "The local database has no data for \(key). Run `plimsoll db update`.",
            ja: "ローカルのデータベースに \(key) のデータがありません。`plimsoll db update` を実行してください。")
    }

    private static func reason(_ version: String, _ ecosystem: EcosystemName) -> Text {
        let version = String(version.prefix(80))
        return Text(
            en: "Advisories exist, but version “\(version)” cannot be compared in the order of \(ecosystem.key).",
            ja: "アドバイザリーはありますが、バージョン「\(version)」は \(ecosystem.key) の順序では比較できません。")
    }
}

/// Streams of Red Hat's modules are branches of their own: one's fixes say nothing about another's packages.
enum RPMModule {
    static func allows(_ affected: AffectedPackage, _ version: String, _ ecosystem: EcosystemName) -> Bool {
        guard ecosystem.scheme == .rpm else { return true }
        let isModular = affected.ranges.contains { $0.events.contains { $0.version.contains(".module") } }
        guard isModular else { return true }
        guard version.contains(".module") else { return false }
        // `rpmmod=nodejs:18:…` beside the package of the same name: its versions start with the stream's number.
        guard let purl = affected.purl, let start = purl.firstRange(of: "rpmmod=")?.upperBound else { return true }
        let label = purl[start...].prefix { $0 != "&" }.split(separator: ":", maxSplits: 2)
        guard label.count > 1, label[0] == affected.name,
            label[1].utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E })
        else { return true }
        let plain = version.split(separator: ":", maxSplits: 1).last ?? ""
        return plain.hasPrefix("\(label[1]).")
    }
}
