import Advisories
import Basics
import ImageScan
import Inventory
import RuleKit

/// What is known against one package of an image: a package is updated as a whole, so it is told of once, by the rule of
/// its worst vulnerability.
struct VulnerablePackage {
    /// Which rule speaks, the gravest first.
    enum Grade: Int, Comparable {
        case exploited, critical, high, unfixed, lesser

        static func < (a: Grade, b: Grade) -> Bool { a.rawValue < b.rawValue }

        init?(_ vulnerability: Vulnerability) {
            let isFixed = !vulnerability.fixed.isEmpty
            if vulnerability.exploited != nil {
                self = .exploited
                return
            }
            switch vulnerability.level {
            case .critical: self = isFixed ? .critical : .unfixed
            case .high: self = isFixed ? .high : .unfixed
            case .medium, .low, .unknown: self = .lesser
            // Distributions rate so what they do not regard as a vulnerability.
            case .none: return nil
            }
        }
    }

    let package: Package
    /// The worst vulnerability, and what makes it the worst.
    let worst: Vulnerability
    let grade: Grade
    /// How many are open, the worst included.
    let count: Int
    /// Whether the base image ships it; nil where that is not known.
    let isBase: Bool?

    static func all(_ subject: ImageSubject) -> [VulnerablePackage] {
        guard let report = subject.image.vulnerabilities else { return [] }
        struct Key: Hashable {
            let kind: PackageKind
            let name: String
            let version: String
            let layer: Int?
        }
        var groups: [Key: [Vulnerability]] = [:]
        var order: [Key] = []
        for vulnerability in report.open {
            let package = vulnerability.package
            let key = Key(kind: package.kind, name: package.name, version: package.version, layer: package.layer)
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(vulnerability)
        }
        return order.compactMap { key in
            let open = groups[key] ?? []
            let graded = open.compactMap { item in Grade(item).map { (item, $0) } }
            let worst = graded.min { a, b in
                if a.1 != b.1 { return a.1 < b.1 }
                if a.0.level != b.0.level { return a.0.level > b.0.level }
                return (b.0.score ?? 0, a.0.id) < (a.0.score ?? 0, b.0.id)
            }
            guard let worst else { return nil }
            // The same jar at ten paths has the same vulnerabilities ten times.
            return VulnerablePackage(
                package: worst.0.package, worst: worst.0, grade: worst.1, count: Set(open.map(\.id)).count,
                isBase: key.layer.flatMap { subject.image.isBase($0) })
        }
    }

    /// Reports the packages of one grade. What the base image brings is told as one, by the rule about bases, save what
    /// is being exploited.
    static func report(
        _ wanted: Grade, _ subject: ImageSubject, _ report: inout Report, base: Bool = false
    ) {
        for item in all(subject) where item.grade == wanted && (base || item.isBase != true) {
            report.fault(
                at: subject.span(ofLayer: item.package.layer), item.arguments(subject), related: item.related(subject))
        }
    }

    private func arguments(_ subject: ImageSubject) -> [String: String] {
        [
            "package": package.name, "version": package.version, "id": worst.id, "level": worst.level.name,
            "others": count > 1 ? String(count - 1) : "", "fixed": worst.fixed.first ?? "",
            "since": worst.exploited?.description ?? "", "layer": package.layer.map { subject.told($0) } ?? "",
            "base": isBase == true ? "yes" : "no", "path": package.path,
        ]
    }

    private func related(_ subject: ImageSubject) -> [Finding.Related] {
        let at = subject.span(ofLayer: package.layer)
        var notes: [Finding.Related] = []
        if !worst.summary.isEmpty {
            let summary = worst.summary.count > 160 ? worst.summary.prefix(159) + "…" : worst.summary[...]
            notes.append(.init(at, Text(en: String(summary), ja: String(summary))))
        }
        if let likelihood = worst.likelihood {
            let percent = "\(Int((likelihood * 100).rounded()))%"
            notes.append(
                .init(
                    at,
                    Text(
                        en: "exploited within 30 days with a probability of \(percent)",
                        ja: "30 日以内に悪用される確率は \(percent)")))
        }
        return notes
    }
}
