import Basics
import Foundation
import Lens
import RuleKit
import Rules
import Testing

@testable import Reports

/// The custom lens and the answers keep to what the AWS Well-Architected Tool takes.
struct WellArchitectedTests {
    private struct CustomLensFile: Decodable {
        struct Resource: Decodable {
            let displayText: String
            let url: String?
        }
        struct Choice: Decodable {
            let id: String
            let title: String
            let helpfulResource: Resource?
            let improvementPlan: Resource?
        }
        struct RiskRule: Decodable {
            let condition: String
            let risk: String
        }
        struct Question: Decodable {
            let id: String
            let title: String
            let description: String
            let helpfulResource: Resource
            let choices: [Choice]
            let riskRules: [RiskRule]
        }
        struct Pillar: Decodable {
            let id: String
            let name: String
            let questions: [Question]
        }
        let schemaVersion: String
        let name: String
        let description: String
        let pillars: [Pillar]
    }

    private static func lens(_ language: Language) throws -> (CustomLensFile, text: String) {
        let text = try CustomLens.render(language, registry: .all)
        return (try JSONDecoder().decode(CustomLensFile.self, from: Data(text.utf8)), text)
    }

    private static func isID(_ id: String, _ length: ClosedRange<Int>) -> Bool {
        length.contains(id.count) && id.wholeMatch(of: /[A-Za-z0-9_]+/) != nil
    }

    @Test(arguments: Language.allCases)
    func theLensKeepsTheLimits(language: Language) throws {
        let (lens, text) = try Self.lens(language)
        #expect(text.utf8.count <= 500_000)
        #expect(lens.schemaVersion == "2021-11-01")
        #expect((1...128).contains(lens.name.utf16.count))
        #expect((1...1024).contains(lens.description.utf16.count))
        #expect((1...10).contains(lens.pillars.count))
        #expect(Set(lens.pillars.map(\.id)).count == lens.pillars.count)
        let questions = lens.pillars.flatMap(\.questions)
        #expect(Set(questions.map(\.id)).count == questions.count)
        for pillar in lens.pillars {
            #expect(Self.isID(pillar.id, 3...64))
            #expect((1...128).contains(pillar.name.utf16.count))
            #expect((1...20).contains(pillar.questions.count), "\(pillar.id)")
        }
        for question in questions {
            #expect(Self.isID(question.id, 3...128))
            #expect((1...128).contains(question.title.utf16.count))
            #expect((1...1024).contains(question.description.utf16.count))
            #expect((2...15).contains(question.choices.count), "\(question.id)")
            #expect(Set(question.choices.map(\.id)).count == question.choices.count)
            check(question.helpfulResource)
            for choice in question.choices {
                #expect(Self.isID(choice.id, 3...64))
                #expect((1...128).contains(choice.title.utf16.count))
                #expect((choice.improvementPlan == nil) == choice.id.hasSuffix("_no"), "\(choice.id)")
                if let resource = choice.helpfulResource { check(resource) }
                if let resource = choice.improvementPlan { check(resource) }
            }
            #expect(question.choices.last?.id == question.id + "_no")
        }
    }

    private func check(_ resource: CustomLensFile.Resource) {
        #expect((1...2048).contains(resource.displayText.utf16.count))
        if let url = resource.url {
            #expect(url.hasPrefix("https://"))
            #expect(url.utf16.count <= 1024)
        }
    }

    @Test(arguments: Language.allCases)
    func theLensIsInOneLanguageAndHasNoGaps(language: Language) throws {
        let (lens, text) = try Self.lens(language)
        let isJapanese = { (text: String) in text.unicodeScalars.contains { (0x3040...0x9FFF).contains($0.value) } }
        for question in lens.pillars.flatMap(\.questions) {
            #expect(isJapanese(question.title) == (language == .japanese), "\(question.title)")
            for choice in question.choices {
                #expect(isJapanese(choice.title) == (language == .japanese), "\(choice.title)")
                let plan = choice.improvementPlan?.displayText ?? choice.title
                #expect(isJapanese(plan) == (language == .japanese), "\(plan)")
            }
        }
        #expect(!text.contains(/\{[a-z]+\}/), "a gap that no argument filled")
    }

    @Test func everyQuestionAndCriterionIsInTheLens() throws {
        let (lens, _) = try Self.lens(.english)
        let questions = lens.pillars.flatMap(\.questions)
        #expect(Set(questions.map(\.id)) == Set(Catalogue.all.map { LensIDs.question($0) }))
        let choices = Set(questions.flatMap(\.choices).map(\.id))
        for criterion in Catalogue.all.flatMap(\.criteria) { #expect(choices.contains(LensIDs.choice(criterion))) }
    }

    @Test func risksFollowTheChoices() throws {
        let (lens, _) = try Self.lens(.english)
        for question in lens.pillars.flatMap(\.questions) {
            let every = Set(question.choices.map(\.id)).subtracting([question.id + "_no"])
            #expect(question.riskRules.count <= 3)
            #expect(Set(question.riskRules.map(\.risk)).count == question.riskRules.count)
            #expect(question.riskRules.last?.condition == "default")
            #expect(Self.risk(question, every) == "NO_RISK")
            #expect(Self.risk(question, []) == "HIGH_RISK")
            #expect(Self.risk(question, [question.id + "_no"]) == "HIGH_RISK")
            for choice in every where every.count > 1 {
                #expect(Self.risk(question, every.subtracting([choice])) != "NO_RISK")
            }
        }
        // A secret in the image is a high risk whatever else is well.
        let critical = lens.pillars.flatMap(\.questions).filter {
            $0.riskRules.contains { $0.condition.contains("&&") && $0.risk == "MEDIUM_RISK" }
        }
        #expect(!critical.isEmpty)
    }

    /// Conditions here are ids joined by one kind of operator.
    private static func risk(_ question: CustomLensFile.Question, _ selected: Set<String>) -> String? {
        question.riskRules.first { rule in
            let all = rule.condition.split(separator: " && ").map(String.init)
            let any = rule.condition.split(separator: " || ").map(String.init)
            if rule.condition == "default" { return true }
            return any.count > 1 ? any.contains { selected.contains($0) } : all.allSatisfy { selected.contains($0) }
        }?.risk
    }

    @Test(arguments: [
        ("short", 10, "short"), ("exactly ten", 11, "exactly ten"), ("two words here", 10, "two words…"),
        ("日本語の長い文章です", 5, "日本語の…"), ("🚢🚢🚢", 5, "🚢🚢…"),
    ])
    func longTextsAreCut(text: String, most: Int, result: String) {
        let cut = LensLimits.fit(text, most)
        #expect(cut == result)
        #expect(cut.utf16.count <= most)
    }

    // MARK: Answers

    static func inputs(_ language: Language) throws -> [[String: Any]] {
        let text = try UpdateAnswers.render(
            try SampleReview.full(), language, workload: UpdateAnswers.placeholderWorkload,
            lens: UpdateAnswers.placeholderLens)
        return try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
    }

    @Test(arguments: Language.allCases)
    func answersKeepTheLimits(language: Language) throws {
        let inputs = try Self.inputs(language)
        let (lens, _) = try Self.lens(language)
        let questions = Dictionary(uniqueKeysWithValues: lens.pillars.flatMap(\.questions).map { ($0.id, $0) })
        #expect(inputs.count == Catalogue.all.count)
        for input in inputs {
            let id = try #require(input["QuestionId"] as? String)
            let question = try #require(questions[id])
            let choices = Set(question.choices.map(\.id))
            let selected = try #require(input["SelectedChoices"] as? [String])
            let updates = try #require(input["ChoiceUpdates"] as? [String: [String: String]])
            #expect(choices.isSuperset(of: selected))
            #expect(choices.isSuperset(of: updates.keys))
            #expect(Set(selected) == Set(updates.filter { $0.value["Status"] == "SELECTED" }.keys), "\(id)")
            #expect(!selected.contains(id + "_no") || selected.count == 1)
            for update in updates.values {
                #expect((update["Status"] == "NOT_APPLICABLE") == (update["Reason"] != nil))
                #expect(try #require(update["Notes"]).utf16.count <= 250)
            }
            #expect((1...2084).contains(try #require(input["Notes"] as? String).utf16.count))
            #expect((input["IsApplicable"] as? Bool == false) == (input["Reason"] != nil))
        }
    }

    @Test func answersSayWhatTheReviewSays() throws {
        let sheet = try SampleReview.full().sheet
        let inputs = Dictionary(
            uniqueKeysWithValues: try Self.inputs(.english).map { ($0["QuestionId"] as? String ?? "", $0) })
        for answer in sheet.answers {
            let input = try #require(inputs[LensIDs.question(answer.question)])
            let selected = Set(try #require(input["SelectedChoices"] as? [String]))
            let every = Set(answer.question.criteria.map { LensIDs.choice($0) })
            switch answer.state {
            case .met: #expect(selected == every, "\(answer.question.id)")
            case .notMet: #expect(selected == [LensIDs.none(answer.question)])
            case .partly, .unknown: #expect(selected != every)
            case .notApplicable: #expect(selected.isEmpty)
            }
        }
    }

    @Test(arguments: [
        ("0123456789abcdef0123456789abcdef", true), ("", false), ("0123456789ABCDEF0123456789ABCDEF", false),
        ("0123456789abcdef0123456789abcde", false),
    ])
    func workloadIDs(text: String, isOne: Bool) {
        #expect(UpdateAnswers.isWorkloadID(text) == isOne)
    }
}
