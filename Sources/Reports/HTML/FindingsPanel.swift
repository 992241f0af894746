import Basics
import RuleKit

/// The page of findings: by workload, the worst first.
struct FindingsPanel {
    private let page: HTMLPage
    private var out: Markup { page.out }

    init(_ page: HTMLPage) { self.page = page }

    func write() {
        page.panel("findings", Labels.findings) {
            if !page.listed.isEmpty { filter.write(to: out) }
            for (number, workload) in page.review.workloads.enumerated() { section(workload, number) }
        }
    }

    private var filter: HTMLFilter {
        let severities = Severity.allCases.reversed().map { severity in
            HTMLFilter.Chip(
                key: "severity", value: severity.rawValue, title: severity.title,
                count: page.listed.count { $0.finding.severity == severity })
        }
        let found = Set(page.listed.map { family($0.finding) })
        let families = RuleFamily.all.filter { found.contains($0.prefix) }.map { (value: $0.prefix, title: $0.title) }
        let foreign = Set(page.listed.compactMap(\.finding.foreign?.tool)).sorted()
            .map { (value: $0, title: Text(en: $0, ja: $0)) }
        let workloads = page.review.workloads.enumerated().map { number, workload in
            (value: "\(number)", title: Text(en: workload.name, ja: workload.name))
        }
        return HTMLFilter(
            panel: "findings", chips: severities,
            choices: [
                .init(key: "workload", title: Labels.workload, options: workloads),
                .init(key: "family", title: Labels.family, options: families + foreign),
            ], total: page.listed.count)
    }

    private func family(_ finding: Finding) -> String {
        finding.foreign?.tool
            ?? page.review.registry.rule(finding.rule).flatMap { RuleFamily.of($0)?.prefix } ?? ""
    }

    private func section(_ workload: WorkloadReview, _ number: Int) {
        let own = page.listed.filter { $0.workloads.first == number }.sorted {
            ($1.finding.severity, $0.finding.span.path, $0.finding.span.start)
                < ($0.finding.severity, $1.finding.span.path, $1.finding.span.start)
        }
        out.raw("\n")
        out.element("section", ["class": "group"]) {
            out.element("h3") {
                out.element("span", ["class": "name"], text: workload.name)
                out.element("code", ["class": "place"], text: workload.dockerfile)
            }
            for listed in own { FindingCard(page, listed, family: family(listed.finding)).write() }
            shared(number)
            let hasOthers = page.listed.contains { $0.workloads.contains(number) }
            if own.isEmpty, !hasOthers { out.element("p", ["class": "calm"], Labels.nothingFound) }
            silenced(workload)
        }
    }

    /// What this workload has in common with one before it, which lists it.
    private func shared(_ number: Int) {
        let others = page.listed.filter { $0.workloads.first != number && $0.workloads.contains(number) }
        let first = Dictionary(grouping: others) { $0.workloads.first ?? 0 }
        for (other, findings) in first.sorted(by: { $0.key < $1.key }) {
            out.element(
                "p", ["class": "calm"], Labels.repeated,
                ["n": "\(findings.count)", "other": page.review.workloads[other].name])
        }
    }

    private func silenced(_ workload: WorkloadReview) {
        let findings = workload.findings.filter { $0.verdict == .fault && $0.suppression != nil && $0.isShown }
        guard !findings.isEmpty else { return }
        out.element("details", ["class": "silenced"]) {
            out.element("summary", Labels.silenced, ["n": "\(findings.count)"])
            out.element("ul") {
                for finding in findings { silenced(finding) }
            }
        }
    }

    private func silenced(_ finding: Finding) {
        guard let suppression = page.told(finding).suppression else { return }
        let kind: Text =
            switch suppression.kind {
            case .pragma: Labels.pragma
            case .settings: Labels.settings
            case .baseline: Labels.baseline
            case .unchanged: Labels.unchanged
            }
        out.element("li") {
            out.element("p") {
                page.severity(finding.severity)
                out.raw(" ")
                out.both(page.message(finding))
                out.raw(" ")
                page.writePlace(finding.span)
            }
            out.element("p", ["class": "quiet"]) {
                out.element("code", text: finding.rule)
                out.raw(" · ")
                out.both(kind)
                if let span = suppression.span {
                    out.raw(" ")
                    page.writePlace(span)
                }
                guard suppression.kind.isAccepted || !suppression.reason.isEmpty else { return }
                out.raw(" · ")
                out.both(Labels.reason)
                out.raw(": ")
                if suppression.reason.isEmpty { out.both(Labels.noReason) } else { out.escaped(suppression.reason) }
            }
        }
    }
}
