import Basics

extension Catalogue {
    /// The cost optimization pillar of the Container Build Lens.
    static let cost = QuestionGroup(
        id: "COST",
        title: Text(en: "Cost optimization", ja: "コスト最適化"),
        questions: costOfImages + costOfRunning)
}
