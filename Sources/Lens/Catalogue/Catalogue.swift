import Basics

/// Everything that a review answers: 29 + 6 + 12 + 55 questions with their criteria.
///
/// Rules, drills and attestations name criteria by id, and a report keeps each question until it is answered.
package enum Catalogue {
    /// The four sets, in the order in which a report shows them.
    package static let sets: [QuestionSet] = [containerBuildLens, principles, twelveFactors, ecsItems]

    /// All questions of all sets, in order.
    package static let all: [Question] = sets.flatMap { set in set.groups.flatMap(\.questions) }

    /// The question with the id, e.g. `CONTAINER_BUILD_SEC_01`.
    package static func question(id: String) -> Question? {
        questionsByID[id].map { all[$0] }
    }

    /// The criterion with the id, e.g. `SEC_01.user`.
    package static func criterion(id: String) -> Criterion? {
        criteriaByID[id]?.criterion
    }

    /// The question to which the criterion belongs.
    package static func question(ofCriterion id: String) -> Question? {
        criteriaByID[id].map { all[$0.question] }
    }

    private static let questionsByID: [String: Int] = Dictionary(
        all.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })

    private static let criteriaByID: [String: (criterion: Criterion, question: Int)] = {
        var result: [String: (criterion: Criterion, question: Int)] = [:]
        for (index, question) in all.enumerated() {
            for criterion in question.criteria { result[criterion.id] = (criterion, index) }
        }
        return result
    }()
}

extension Catalogue {
    /// The AWS Well-Architected Container Build Lens of 2022-10-20, by pillar.
    private static let containerBuildLens = QuestionSet(
        id: "CBL",
        title: Text(
            en: "AWS Well-Architected Container Build Lens",
            ja: "AWS Well-Architected コンテナビルドレンズ"),
        groups: [operationalExcellence, security, reliability, performance, cost, sustainability])

    /// The design principles with which the lens begins.
    private static let principles = QuestionSet(
        id: "DP",
        title: Text(en: "Design principles of the lens", ja: "コンテナビルドレンズの設計原則"),
        groups: [designPrinciples])

    /// The Twelve-Factor App, read for container workloads.
    private static let twelveFactors = QuestionSet(
        id: "12F",
        title: Text(en: "The Twelve-Factor App", ja: "Twelve-Factor App の 12 の要素"),
        groups: [
            QuestionGroup(
                id: "12F",
                title: Text(en: "The twelve factors", ja: "12 の要素"),
                questions: factors01To06 + factors07To12)
        ])

    /// The public checklist of Amazon ECS best practices of 2024-08-19, in its order.
    private static let ecsItems = QuestionSet(
        id: "ECS",
        title: Text(en: "Amazon ECS best practices", ja: "Amazon ECS ベストプラクティス"),
        groups: [
            ecsImage, ecsTaskDefinition, ecsAutoScaling, ecsCluster, ecsNetwork, ecsStorage, ecsAutomation,
            ecsSecurity, ecsObservability,
        ])
}
