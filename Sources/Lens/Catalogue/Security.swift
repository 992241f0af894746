import Basics

extension Catalogue {
    /// The security pillar of the Container Build Lens.
    static let security = QuestionGroup(
        id: "SEC",
        title: Text(en: "Security", ja: "セキュリティ"),
        questions: securityOfAccess + securityOfContents)
}
