package import Basics

/// What a person vouches for, from `plimsoll.yml`.
package struct Attestation: Sendable, Hashable {
    /// The id of a question or of a criterion.
    package var id: String
    package var answer: AnswerState
    package var owner: String
    package var date: Day
    /// The last day on which it counts.
    package var expires: Day
    package var note: String
    package var span: Span?

    package init(
        id: String, answer: AnswerState, owner: String, date: Day, expires: Day, note: String, span: Span? = nil
    ) {
        self.id = id
        self.answer = answer
        self.owner = owner
        self.date = date
        self.expires = expires
        self.note = note
        self.span = span
    }
}

/// How a question, or one criterion of it, is answered.
package enum AnswerState: String, Sendable, Hashable, CaseIterable, Codable {
    case met, partly
    case notMet = "not-met"
    case notApplicable = "not-applicable"
    case unknown

    package var title: Text {
        switch self {
        case .met: Text(en: "met", ja: "適合")
        case .partly: Text(en: "partly met", ja: "一部適合")
        case .notMet: Text(en: "not met", ja: "不適合")
        case .notApplicable: Text(en: "not applicable", ja: "対象外")
        case .unknown: Text(en: "unknown", ja: "未確認")
        }
    }
}
