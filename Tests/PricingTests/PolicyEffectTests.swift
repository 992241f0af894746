import Testing

@testable import Pricing

/// What lifecycle policies leave, as far as that hangs on number and age alone.
struct PolicyEffectTests {
    private static func rule(_ priority: Int, _ selection: String) -> String {
        "{\"rulePriority\": \(priority), \"selection\": {\(selection)}, \"action\": {\"type\": \"expire\"}}"
    }

    private static let any30 = "\"tagStatus\": \"any\", \"countType\": \"imageCountMoreThan\", \"countNumber\": 30"
    private static let any14Days =
        "\"tagStatus\": \"any\", \"countType\": \"sinceImagePushed\", \"countUnit\": \"days\", \"countNumber\": 14"
    private static let untagged1 =
        "\"tagStatus\": \"untagged\", \"countType\": \"imageCountMoreThan\", \"countNumber\": 1"
    private static let release5 =
        "\"tagStatus\": \"tagged\", \"tagPrefixList\": [\"v\"], \"countType\": \"imageCountMoreThan\", \"countNumber\": 5"

    @Test(arguments: [
        ([any30], ServiceFacts.Repository.Kept.count(30)), ([any14Days], .days(14)),
        ([untagged1, any30], .count(30)), ([release5, any30], .unknown), ([untagged1], .unknown),
        ([release5], .unknown), ([], .unknown),
    ])
    func kept(selections: [String], expected: ServiceFacts.Repository.Kept) {
        let rules = selections.enumerated().map { Self.rule($0 + 1, $1) }.joined(separator: ", ")
        #expect(PolicyEffect.kept("{\"rules\": [\(rules)]}") == expected)
    }

    @Test(arguments: ["", "{", "[]", "{\"rules\": [{\"countNumber\": 3, \"tagStatus\": \"any\"}]}"])
    func whatECRRefusesLeavesNothingKnown(text: String) {
        #expect(PolicyEffect.kept(text) == .unknown)
    }
}
