package import Basics
import Lens
import RuleKit

/// The answers as a list of inputs of the tool's UpdateAnswer, each of which `aws wellarchitected update-answer
/// --cli-input-json` takes.
package enum UpdateAnswers {
    /// Of the form that the tool wants, and no workload of anybody's.
    package static let placeholderWorkload = String(repeating: "0", count: 32)
    package static let placeholderLens =
        "arn:aws:wellarchitected:us-east-1:123456789012:lens/00000000000000000000000000000000"

    package static func isWorkloadID(_ text: String) -> Bool {
        text.utf8.count == 32
            && text.utf8.allSatisfy {
                (0x30...0x39).contains($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
            }
    }

    package static func render(
        _ review: Review, _ language: Language, workload: String, lens: String
    ) throws -> String {
        let sheet = review.sheet
        let notes = AnswerNotes(review, language)
        let inputs = LensPillar.all.flatMap(\.questions).compactMap { question in
            sheet.answer(question.id).map { Input($0, question, notes, workload: workload, lens: lens) }
        }
        return try JSONReport.encode(inputs)
    }

    struct Input: Encodable {
        let workload: String
        let lens: String
        let question: String
        let selected: [String]
        let updates: [String: ChoiceUpdate]
        let notes: String
        let isApplicable: Bool
        let reason: String?

        private enum CodingKeys: String, CodingKey {
            case workload = "WorkloadId"
            case lens = "LensAlias"
            case question = "QuestionId"
            case selected = "SelectedChoices"
            case updates = "ChoiceUpdates"
            case notes = "Notes"
            case isApplicable = "IsApplicable"
            case reason = "Reason"
        }

        init(_ answer: Answer, _ question: Question, _ notes: AnswerNotes, workload: String, lens: String) {
            self.workload = workload
            self.lens = lens
            self.question = LensIDs.question(question)
            self.notes = notes.text(answer)
            isApplicable = answer.state != .notApplicable
            reason = isApplicable ? nil : "OUT_OF_SCOPE"
            let known = Set(question.criteria.map(\.id))
            let parts = isApplicable ? answer.criteria.filter { known.contains($0.criterion.id) } : []
            var updates: [String: ChoiceUpdate] = [:]
            var selected: [String] = []
            for part in parts {
                let state = Self.state(part, answer)
                let id = LensIDs.choice(part.criterion)
                updates[id] = ChoiceUpdate(state, notes: notes.text(part))
                if state == .met { selected.append(id) }
            }
            // Nothing chosen would read as nothing answered, and hide a fault that is known.
            if answer.state == .notMet {
                let none = LensIDs.none(question)
                selected = [none]
                updates = updates.mapValues { $0.unselected }
                updates[none] = ChoiceUpdate(.met, notes: "")
            }
            self.updates = updates
            self.selected = selected
        }

        /// A person's word for the whole question speaks for each part that nothing else decides.
        private static func state(_ part: CriterionAnswer, _ answer: Answer) -> AnswerState {
            guard part.state == .unknown, answer.attestation != nil, answer.state == .met else { return part.state }
            return .met
        }
    }

    struct ChoiceUpdate: Encodable {
        let status: String
        let reason: String?
        let notes: String

        private enum CodingKeys: String, CodingKey {
            case status = "Status"
            case reason = "Reason"
            case notes = "Notes"
        }

        init(_ state: AnswerState, notes: String) {
            switch state {
            case .met: status = "SELECTED"
            case .notApplicable: status = "NOT_APPLICABLE"
            case .partly, .notMet, .unknown: status = "UNSELECTED"
            }
            reason = state == .notApplicable ? "OUT_OF_SCOPE" : nil
            self.notes = notes
        }

        private init(status: String, reason: String?, notes: String) {
            self.status = status
            self.reason = reason
            self.notes = notes
        }

        /// The same, chosen no more.
        var unselected: ChoiceUpdate {
            status == "SELECTED" ? ChoiceUpdate(status: "UNSELECTED", reason: nil, notes: notes) : self
        }
    }
}
