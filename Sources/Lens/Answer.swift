import Basics
package import RuleKit

/// The answer to a question, and to each thing it consists of.
package struct Answer: Sendable {
    package typealias State = AnswerState

    package let question: Question
    package let state: State
    package let criteria: [CriterionAnswer]
    /// A person's word for the whole question, where it decided.
    package let attestation: Attestation?

    package init(
        question: Question, state: State, criteria: [CriterionAnswer], attestation: Attestation? = nil
    ) {
        self.question = question
        self.state = state
        self.criteria = criteria
        self.attestation = attestation
    }

    /// How many criteria that apply are decided, and how many apply.
    package var coverage: Coverage {
        if attestation != nil { return Coverage(decided: criteria.count, of: criteria.count) }
        let applicable = criteria.filter { $0.state != .notApplicable }
        return Coverage(decided: applicable.count { $0.state != .unknown }, of: applicable.count)
    }
}

/// How one criterion stands, and what says so.
package struct CriterionAnswer: Sendable {
    package let criterion: Criterion
    package let state: Answer.State
    /// The statements that decided it, or that could not.
    package let evidence: [Finding]
    package let attestation: Attestation?

    package init(
        criterion: Criterion, state: Answer.State, evidence: [Finding], attestation: Attestation? = nil
    ) {
        self.criterion = criterion
        self.state = state
        self.evidence = evidence
        self.attestation = attestation
    }
}

/// A part of a whole.
package struct Coverage: Sendable, Hashable, Codable {
    package var decided: Int
    package var of: Int

    package init(decided: Int, of: Int) {
        self.decided = decided
        self.of = of
    }

    package static func + (a: Coverage, b: Coverage) -> Coverage {
        Coverage(decided: a.decided + b.decided, of: a.of + b.of)
    }

    /// In percent, rounded down: 99.9 % is not all.
    package var percent: Int { of == 0 ? 100 : decided * 100 / of }
}
