import Basics
import Lens
import Reports
import RuleKit

extension SampleReview {
    /// The sample with all that a finding can carry.
    static func full() throws -> Review {
        let sample = try make()
        let workloads = sample.workloads.map { full($0, sample) }
        let sheets = workloads.map(\.sheet)
        var review = Review(
            version: sample.version, date: sample.date, registry: sample.registry, ruleCount: sample.ruleCount,
            files: sample.files, workloads: workloads,
            sheet: Lazy { Answering(registry, today: sample.date).combine(sheets) }, tools: sample.tools,
            notes: sample.notes, sources: sample.sources)
        review.details = [Text(en: "A detail.", ja: "補足です。")]
        review.graph = Lazy(value: SystemExample.graph())
        review.parity = Lazy(value: ParityExample.table())
        review.images = [ImageExample.record()]
        review.judging = Judging(listed: ["DF902", "DF903"], evidence: ["DF901"])
        return review
    }

    private static func full(_ workload: WorkloadReview, _ review: Review) -> WorkloadReview {
        var findings = workload.findings
        Identity.assign(&findings, source: review.sources)
        if let index = findings.firstIndex(where: { $0.fix != nil && !$0.related.isEmpty }) {
            findings[index].fix?.note = Text(en: "Try it.", ja: "動作を確認してください。")
            findings[index].related[0].isCovered = true
        }
        // The answers rest on the findings as they are listed.
        let now = Dictionary(zip(workload.findings, findings), uniquingKeysWith: { first, _ in first })
        let answers = workload.sheet.answers.map { answer in
            Answer(
                question: answer.question, state: answer.state,
                criteria: answer.criteria.map { part in
                    CriterionAnswer(
                        criterion: part.criterion, state: part.state, evidence: part.evidence.map { now[$0] ?? $0 },
                        attestation: part.attestation)
                },
                attestation: answer.attestation)
        }
        return WorkloadReview(
            name: workload.name, dockerfile: workload.dockerfile, role: workload.role,
            roleReason: workload.roleReason, context: workload.context, unread: workload.unread, findings: findings,
            sheet: Lazy(value: AnswerSheet(answers: answers)))
    }
}
