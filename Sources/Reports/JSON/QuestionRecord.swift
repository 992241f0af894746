import Basics
import Lens

/// A question's texts as they are stored: a review that is read years later asks what was asked.
struct QuestionRecord: Codable, Sendable {
    struct CriterionRecord: Codable, Sendable {
        let id: String
        let title: Text
        let by: [Evidence]
        let needs: Text
    }

    let title: Text
    let why: Text
    let links: [String]
    let criteria: [CriterionRecord]

    init(_ question: Question) {
        title = question.title
        why = question.why
        links = question.links
        criteria = question.criteria.map {
            CriterionRecord(id: $0.id, title: $0.title, by: $0.by, needs: $0.needs)
        }
    }

    func question(_ id: String) -> Question {
        Question(
            id, title: title, why: why, links: links,
            criteria: criteria.map { Criterion($0.id, $0.title, by: $0.by, needs: $0.needs) })
    }
}
