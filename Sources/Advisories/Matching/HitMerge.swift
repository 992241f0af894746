import Inventory
import Versions

/// Makes one vulnerability of all that different databases say of it.
enum HitMerge {
    /// One a package and CVE (or, without one, a package and advisory), the worst first.
    static func vulnerabilities(
        _ package: Package, _ hits: [AdvisoryHit], _ ecosystem: EcosystemName
    ) -> [Vulnerability] {
        groups(hits, isSystem: package.kind.isSystem)
            .map { vulnerability(package, $0, ecosystem) }
            .sorted { ($1.level, $0.id, $0.advisory) < ($0.level, $1.id, $1.advisory) }
    }

    private struct Group {
        var names: Set<String>
        /// Of its advisories, to have each once.
        var ids: Set<String>
        var hits: [AdvisoryHit]
        /// The one CVE of an advisory about several.
        var cve: String?
    }

    /// Hits that share a name belong together. An advisory of a distribution about several CVEs is one of each.
    private static func groups(_ hits: [AdvisoryHit], isSystem: Bool) -> [Group] {
        var groups: [Group?] = []
        var byName: [String: Int] = [:]
        func add(_ hit: AdvisoryHit, _ names: Set<String>, cve: String?) {
            let known = Set(names.compactMap { byName[$0] })
            // The largest keeps its place, so that a chain of many takes no longer than its length.
            let size = { (index: Int) in groups[index].map { $0.names.count + $0.hits.count } ?? 0 }
            guard let home = known.max(by: { (size($0), $1) < (size($1), $0) }) else {
                for name in names { byName[name] = groups.count }
                groups.append(Group(names: names, ids: [hit.advisory.id], hits: [hit], cve: cve))
                return
            }
            for other in known where other != home {
                guard let moved = groups[other] else { continue }
                let ids = groups[home]?.ids ?? []
                groups[home]?.hits += moved.hits.filter { !ids.contains($0.advisory.id) }
                groups[home]?.ids.formUnion(moved.ids)
                groups[home]?.names.formUnion(moved.names)
                if groups[home]?.cve == nil { groups[home]?.cve = moved.cve }
                for name in moved.names { byName[name] = home }
                groups[other] = nil
            }
            groups[home]?.names.formUnion(names)
            if groups[home]?.ids.insert(hit.advisory.id).inserted == true { groups[home]?.hits.append(hit) }
            if groups[home]?.cve == nil { groups[home]?.cve = cve }
            for name in names { byName[name] = home }
        }
        for hit in hits {
            let advisory = hit.advisory
            let cves = cves(of: advisory, isSystem: isSystem)
            if isSystem, !advisory.id.hasPrefix("CVE-"), cves.count > 1 {
                for cve in cves { add(hit, [cve], cve: cve) }
            } else {
                let names = Set([advisory.id] + advisory.aliases + (isSystem ? cves : []))
                add(hit, names, cve: isSystem ? cves.first : nil)
            }
        }
        return groups.compactMap { $0 }
    }

    /// The CVEs that a record stands for. Distributions name them as upstream, formerly as related.
    private static func cves(of advisory: Advisory, isSystem: Bool) -> [String] {
        let isCVE = { (name: String) in name.hasPrefix("CVE-") }
        if isCVE(advisory.id) { return [advisory.id] }
        var names = (advisory.aliases + advisory.upstream).filter(isCVE)
        if names.isEmpty, isSystem { names = advisory.related.filter(isCVE) }
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }

    private static func vulnerability(
        _ package: Package, _ group: Group, _ ecosystem: EcosystemName
    ) -> Vulnerability {
        // The record that people know best gives the name, one with a fix before one without.
        let hits = group.hits.sorted {
            (rank($0), $0.fixed.isEmpty ? 1 : 0, $0.advisory.id) < (rank($1), $1.fixed.isEmpty ? 1 : 0, $1.advisory.id)
        }
        let first = hits.first
        let severity = SeverityChoice(hits, isSystem: package.kind.isSystem)
        let fixed = hits.first { !$0.fixed.isEmpty }?.fixed ?? []
        var names = group.names
        for hit in hits {
            names.insert(hit.advisory.id)
            if group.cve == nil || !package.kind.isSystem { names.formUnion(hit.advisory.aliases) }
        }
        if let cve = group.cve { names.insert(cve) }
        let advisory = first?.advisory.id ?? ""
        names.remove(advisory)
        var seen: Set<String> = []
        let links = hits.flatMap(\.advisory.references).map(\.url).filter { seen.insert($0).inserted }
        return Vulnerability(
            package: package, advisory: advisory, aliases: names.sorted(),
            summary: hits.lazy.map(\.advisory.summary).first { !$0.isEmpty } ?? "", level: severity.level,
            score: severity.score, vector: severity.vector,
            fixed: RangeVerdict.sorted(fixed, ecosystem.scheme),
            published: hits.compactMap(\.advisory.published).min(), links: Array(links.prefix(10)),
            rating: severity.word)
    }

    private static func rank(_ hit: AdvisoryHit) -> Int {
        let id = hit.advisory.id
        if id.hasPrefix("MAL-") { return 0 }
        return id.hasPrefix("GHSA-") ? 1 : 2
    }
}
