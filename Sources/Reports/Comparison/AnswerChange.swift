import Basics
package import Lens
package import RuleKit

/// A question, or a criterion of it, that is answered otherwise than before.
package struct AnswerChange: Sendable {
    package enum Trend: String, Sendable, Codable {
        case better, worse
        /// Neither: a fault that cannot be decided any more, or a matter that does not arise any more.
        case other
    }

    package struct CriterionChange: Sendable {
        package let criterion: Criterion
        package let old: AnswerState
        package let new: AnswerState
        /// Whether only rules decided it that the other review did not have.
        package let isByRules: Bool

        package var trend: Trend { AnswerChange.trend(old, new) }
    }

    package let question: Question
    package let old: AnswerState
    package let new: AnswerState
    package let criteria: [CriterionChange]

    /// What its criteria say, where they changed: a question whose last fault is gone and whose rest is unknown goes
    /// from partly met to unknown, and is better than it was.
    package var trend: Trend {
        if criteria.isEmpty { return Self.trend(old, new) }
        let trends = Set(criteria.map(\.trend))
        return trends.contains(.worse) ? .worse : trends.contains(.better) ? .better : .other
    }

    /// Whether it changed by the rules alone.
    package var isByRules: Bool { !criteria.isEmpty && criteria.allSatisfy(\.isByRules) }

    /// Whether something of it got worse by the workload itself.
    package var isWorse: Bool {
        criteria.isEmpty ? trend == .worse : criteria.contains { $0.trend == .worse && !$0.isByRules }
    }

    static func all(_ old: AnswerSheet, _ new: AnswerSheet, _ judged: JudgedRules) -> [AnswerChange] {
        let before = Dictionary(old.answers.map { ($0.question.id, $0) }, uniquingKeysWith: { first, _ in first })
        return new.answers.compactMap { after in
            guard let before = before[after.question.id] else { return nil }
            let parts = Dictionary(
                before.criteria.map { ($0.criterion.id, $0) }, uniquingKeysWith: { first, _ in first })
            let criteria = after.criteria.compactMap { part in
                parts[part.criterion.id].flatMap { change($0, part, judged) }
            }
            guard before.state != after.state || !criteria.isEmpty else { return nil }
            return AnswerChange(question: after.question, old: before.state, new: after.state, criteria: criteria)
        }
    }

    private static func change(
        _ old: CriterionAnswer, _ new: CriterionAnswer, _ judged: JudgedRules
    ) -> CriterionChange? {
        guard old.state != new.state else { return nil }
        let isByNew = !new.evidence.isEmpty && !new.evidence.contains { judged.wasJudged($0) }
        let isByOld = !old.evidence.isEmpty && !old.evidence.contains { judged.isJudged($0) }
        return CriterionChange(
            criterion: new.criterion, old: old.state, new: new.state, isByRules: isByNew || isByOld)
    }

    /// Met is better than partly, and that than not met. To lose the evidence of something good is worse; to lose that
    /// of a fault is not better.
    static func trend(_ old: AnswerState, _ new: AnswerState) -> Trend {
        switch (old, new) {
        case (.met, .partly), (.met, .notMet), (.partly, .notMet), (.met, .unknown), (.partly, .unknown),
            (.unknown, .notMet), (.notApplicable, .notMet), (.notApplicable, .partly):
            .worse
        case (.partly, .met), (.notMet, .met), (.notMet, .partly), (.unknown, .met), (.unknown, .partly): .better
        default: .other
        }
    }
}
