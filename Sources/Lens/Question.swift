package import Basics

/// One row of the catalogue: something that a review of a container workload must answer.
///
/// A class, because answers refer to it by the thousand.
package final class Question: Sendable {
    /// The official id, e.g. `CONTAINER_BUILD_SEC_01`, or ours where the source has none: `12F-09`, `ECS-48`, `DP-03`.
    package let id: String
    package let title: Text
    /// Why it matters, in a sentence or two.
    package let why: Text
    /// The public source of the question first.
    package let links: [String]
    /// What must hold; the answer is worked out from these alone.
    package let criteria: [Criterion]

    package init(_ id: String, title: Text, why: Text, links: [String], criteria: [Criterion]) {
        self.id = id
        self.title = title
        self.why = why
        self.links = links
        self.criteria = criteria
    }
}

/// One thing of a question that can be decided by itself. Rules name the criteria they speak to by `id`.
package final class Criterion: Sendable {
    /// Unique in the catalogue: a short form of the question's id, a dot and a word, e.g. `SEC_01.user`.
    package let id: String
    /// What holds when the criterion is met, as a statement.
    package let title: Text
    /// The kinds of evidence that can decide it.
    package let by: [Evidence]
    /// What to show or do so that it can be decided, e.g. "The task definition's `healthCheck`".
    package let needs: Text

    package init(_ id: String, _ title: Text, by: [Evidence], needs: Text) {
        self.id = id
        self.title = title
        self.by = by
        self.needs = needs
    }
}

/// Where evidence comes from.
package enum Evidence: String, Sendable, CaseIterable, Codable {
    case files, image, rehearsal, live, attestation
}

/// A set of questions with one public source.
package struct QuestionSet: Sendable {
    package let id: String
    package let title: Text
    package let groups: [QuestionGroup]
}

/// Questions under one heading: a pillar of the lens, a group of the ECS items.
package struct QuestionGroup: Sendable {
    package let id: String
    package let title: Text
    package let questions: [Question]
}
