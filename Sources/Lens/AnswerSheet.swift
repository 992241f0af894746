package import Basics
package import RuleKit

/// All questions answered for one workload, or for all workloads of a review together.
package struct AnswerSheet: Sendable {
    package let answers: [Answer]

    package init(answers: [Answer]) {
        self.answers = answers
    }

    /// Coverage over criteria, of one set of questions or of all.
    package func coverage(of questions: some Collection<Question>) -> Coverage {
        let ids = Set(questions.map(\.id))
        return answers.filter { ids.contains($0.question.id) }
            .reduce(Coverage(decided: 0, of: 0)) { $0 + $1.coverage }
    }

    package func answer(_ id: String) -> Answer? { answers.first { $0.question.id == id } }

    /// How many questions of a set have that answer.
    package func count(_ state: Answer.State, of questions: some Collection<Question>) -> Int {
        let ids = Set(questions.map(\.id))
        return answers.count { ids.contains($0.question.id) && $0.state == state }
    }
}

/// Joins findings and attestations to the questions. It judges nothing itself.
package struct Answering: Sendable {
    private let rulesByCriterion: [String: [(id: String, proves: Bool)]]
    private let attestations: [String: Attestation]
    private let questions: [Question]

    /// `today` decides which attestations still hold.
    package init(
        _ registry: Registry, questions: [Question] = Catalogue.all, attestations: [Attestation] = [], today: Day
    ) {
        var rules: [String: [(id: String, proves: Bool)]] = [:]
        for rule in registry.rules {
            for criterion in rule.about.answers {
                let proves = !rule.about.onlyFaults.contains(criterion)
                rules[criterion, default: []].append((rule.about.id, proves))
            }
        }
        rulesByCriterion = rules
        self.questions = questions
        self.attestations = Dictionary(
            attestations.filter { $0.expires >= today }.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    }

    /// The answers for one workload from its findings.
    package func answer(_ findings: [Finding]) -> AnswerSheet {
        let byRule = Dictionary(grouping: findings.filter { $0.suppression?.kind.isAccepted != true }, by: \.rule)
        return AnswerSheet(
            answers: questions.map { question in
                let criteria = question.criteria.map { answer($0, byRule) }
                let attestation = attestations[question.id]
                let state = Self.state(of: criteria.map(\.state))
                // Evidence outranks a person's word: an attestation speaks only where evidence does not.
                let decides = state == .unknown && attestation != nil
                return Answer(
                    question: question, state: decides ? attestation?.answer ?? state : state, criteria: criteria,
                    attestation: decides ? attestation : nil)
            })
    }

    private func answer(_ criterion: Criterion, _ byRule: [String: [Finding]]) -> CriterionAnswer {
        let evidence = (rulesByCriterion[criterion.id] ?? []).flatMap { rule in
            let found = byRule[rule.id] ?? []
            return rule.proves ? found : found.filter { $0.verdict == .fault || $0.verdict == .unsure }
        }
        let verdicts = Set(evidence.map(\.verdict))
        let state: Answer.State =
            if verdicts.contains(.fault) {
                .notMet
            } else if verdicts.contains(.unsure) {
                .unknown
            } else if verdicts.contains(.holds) {
                .met
            } else if verdicts.contains(.notApplicable) {
                .notApplicable
            } else {
                .unknown
            }
        if state == .unknown, let attestation = attestations[criterion.id] {
            return CriterionAnswer(
                criterion: criterion, state: attestation.answer, evidence: evidence, attestation: attestation)
        }
        let shown = state == .notMet ? evidence.filter { $0.verdict == .fault } : evidence
        return CriterionAnswer(criterion: criterion, state: state, evidence: shown, attestation: nil)
    }

    /// One answer from several: `met` only when everything that applies is met.
    package static func state(of states: [Answer.State]) -> Answer.State {
        let applicable = states.filter { $0 != .notApplicable }
        guard !applicable.isEmpty else { return states.isEmpty ? .unknown : .notApplicable }
        if applicable.allSatisfy({ $0 == .met }) { return .met }
        let hasMet = applicable.contains { $0 == .met || $0 == .partly }
        if applicable.contains(where: { $0 == .notMet || $0 == .partly }) { return hasMet ? .partly : .notMet }
        return .unknown
    }

    /// One criterion over several workloads: it holds only where it holds for each of them.
    package static func worst(_ states: [Answer.State]) -> Answer.State {
        for state in [Answer.State.notMet, .partly, .unknown, .met] where states.contains(state) { return state }
        return .notApplicable
    }

    /// The answers for a whole repository: a question is met there when it is met for every workload it applies to.
    package func combine(_ sheets: [AnswerSheet]) -> AnswerSheet {
        guard sheets.count != 1, let first = sheets.first else { return sheets.first ?? answer([]) }
        return AnswerSheet(
            answers: first.answers.indices.map { index in
                let all = sheets.map { $0.answers[index] }
                let criteria = first.answers[index].criteria.indices.map { position in
                    let parts = all.map { $0.criteria[position] }
                    let state = Self.worst(parts.map(\.state))
                    return CriterionAnswer(
                        criterion: parts[0].criterion, state: state,
                        evidence: parts.filter { $0.state == state }.flatMap(\.evidence),
                        attestation: parts.lazy.compactMap(\.attestation).first)
                }
                let fromCriteria = Self.state(of: criteria.map(\.state))
                // A person's word for one workload stands beside the evidence for another.
                let isAttested = all.contains { $0.attestation != nil }
                return Answer(
                    question: all[0].question, state: isAttested ? Self.worst(all.map(\.state)) : fromCriteria,
                    criteria: criteria,
                    attestation: all.lazy.compactMap(\.attestation).first)
            })
    }
}
