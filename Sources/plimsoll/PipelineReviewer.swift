import Basics
import Lens
import Pipelines
import Reports
import RuleKit
import Workload

/// Judges the pipelines of a repository and joins what was found with the workloads whose images they build.
struct PipelineReviewer {
    let judge: Judge
    let narrowing: Narrowing
    let place: ReviewPlace
    let answering: Lazy<Answering>
    /// Whether findings get their identities.
    let assigns: Bool

    func review(
        _ pipelines: Pipelines, with known: [(workload: Workload, review: WorkloadReview)]
    ) -> DefinitionReviewer.Outcome {
        var outcome = DefinitionReviewer.Outcome(
            reviews: known.map(\.review), files: pipelines.files.map { ContainerFileRecord($0, place) })
        var entries: Set<Baseline.Entry> = []
        let answering = answering
        let matches = WorkloadMatch(known.map(\.workload))
        for item in judge.judge(pipelines) {
            var findings = item.findings
            if assigns { Identity.assign(&findings) { place.tree.source($0, limit: 4 << 20) } }
            outcome.entries += narrowing.apply(to: &findings, dockerfile: item.path, judge.registry)
                .filter { entries.insert($0).inserted }
            findings = findings.map { $0.mapPaths(place.shown) }
            guard !findings.isEmpty else { continue }
            let targets = item.pipeline.map { matches.built(by: $0) } ?? matches.only
            for target in targets {
                outcome.reviews[target] = outcome.reviews[target].with(findings) { answering.value.answer($0) }
            }
            if targets.isEmpty { outcome.others.append(review(of: item, findings)) }
        }
        return outcome
    }

    private func review(of item: JudgedPipeline, _ findings: [Finding]) -> WorkloadReview {
        let answering = answering
        let path = place.shown(item.path)
        return WorkloadReview(
            name: path, dockerfile: path, role: Text(en: "delivery", ja: "デリバリー"),
            roleReason: Text(
                en: "it cannot be told which of the images here it is about",
                ja: "ここにあるどのイメージに関するものか判断できません"),
            context: nil, unread: nil, findings: findings, sheet: Lazy { answering.value.answer(findings) })
    }
}
