import Basics
import Lens
import Parity
import Reports
import RuleKit
import Workload

/// Judges what differs between environments and joins what was found with the workloads whose images they run.
struct ParityReviewer {
    let judge: Judge
    let narrowing: Narrowing
    let place: ReviewPlace
    let answering: Lazy<Answering>
    /// Whether findings get their identities.
    let assigns: Bool

    func review(
        _ all: ServiceEnvironments, _ infrastructure: Infrastructure,
        with known: [(workload: Workload, review: WorkloadReview)]
    ) -> DefinitionReviewer.Outcome {
        var outcome = DefinitionReviewer.Outcome(reviews: known.map(\.review), files: [])
        var entries: Set<Baseline.Entry> = []
        let answering = answering
        for item in judge.judge(all, infrastructure, workloads: known.map(\.workload)) {
            var findings = item.findings
            if assigns { Identity.assign(&findings) { place.tree.source($0, limit: 4 << 20) } }
            outcome.entries += narrowing.apply(to: &findings, dockerfile: item.path, judge.registry)
                .filter { entries.insert($0).inserted }
            findings = findings.map { $0.mapPaths(place.shown) }
            guard !findings.isEmpty else { continue }
            let names = Set(item.workloads.map(\.name))
            let targets = known.indices.filter { names.contains(known[$0].workload.name) }
            for target in targets {
                outcome.reviews[target] = outcome.reviews[target].with(findings) { answering.value.answer($0) }
            }
            if targets.isEmpty { outcome.others.append(review(of: item, findings)) }
        }
        return outcome
    }

    private func review(of item: JudgedEnvironments, _ findings: [Finding]) -> WorkloadReview {
        let answering = answering
        let path = place.shown(item.path)
        return WorkloadReview(
            name: path, dockerfile: path, role: Text(en: "environments", ja: "環境"),
            roleReason: Text(
                en: "no Dockerfile here makes the images that they run", ja: "実行するイメージの Dockerfile がここにありません"),
            context: nil, unread: nil, findings: findings, sheet: Lazy { answering.value.answer(findings) })
    }
}
