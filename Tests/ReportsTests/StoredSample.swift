import Basics
import Reports
import RuleKit

extension SampleReview {
    /// The sample with all that a finding can carry.
    static func full() throws -> Review {
        var review = try make()
        review.judging = Judging(listed: ["DF902", "DF903"], evidence: ["DF901"])
        for index in review.workloads.indices {
            Identity.assign(&review.workloads[index].findings, source: review.sources)
            let fixable = review.workloads[index].findings.firstIndex { $0.fix != nil && !$0.related.isEmpty }
            guard let fixable else { continue }
            review.workloads[index].findings[fixable].fix?.note = Text(en: "Try it.", ja: "動作を確認してください。")
            review.workloads[index].findings[fixable].related[0].isCovered = true
        }
        return review
    }
}
