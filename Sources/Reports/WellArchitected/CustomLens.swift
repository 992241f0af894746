package import Basics
import Lens
package import RuleKit

/// The catalogue as a custom lens of the AWS Well-Architected Tool, in one language: that is all the form has room for.
package enum CustomLens {
    package static func render(_ language: Language, registry: Registry) throws -> String {
        try JSONReport.encode(Document(language, LensAdvice(registry)))
    }

    struct Document: Encodable {
        let schemaVersion = LensLimits.schemaVersion
        let name: String
        let description: String
        let pillars: [Pillar]

        init(_ language: Language, _ advice: LensAdvice) {
            name = Text(
                en: "Plimsoll: container workloads on Amazon ECS", ja: "Plimsoll: Amazon ECS のコンテナワークロード")(language)
            description = Text(
                en: """
                    The questions of the AWS Well-Architected Container Build Lens with its design principles, the \
                    Twelve-Factor App, and best practices of Amazon ECS, each with the criteria by which Plimsoll \
                    answers it. `plimsoll report REVIEW.json --wa-answers` gives the answers.
                    """,
                ja: """
                    AWS Well-Architected コンテナビルドレンズの質問と設計原則、Twelve-Factor App、Amazon ECS の\
                    ベストプラクティスを、Plimsoll が判定に使う基準とともにまとめたレンズです。回答は \
                    `plimsoll report REVIEW.json --wa-answers` で出力できます。
                    """)(language)
            pillars = LensPillar.all.map { Pillar($0, language, advice) }
        }
    }

    struct Pillar: Encodable {
        let id: String
        let name: String
        let questions: [QuestionRecord]

        init(_ pillar: LensPillar, _ language: Language, _ advice: LensAdvice) {
            id = pillar.id
            name = LensLimits.fit(pillar.name(language), LensLimits.title)
            questions = pillar.questions.map { QuestionRecord($0, language, advice) }
        }
    }

    struct QuestionRecord: Encodable {
        let id: String
        let title: String
        let description: String
        let helpfulResource: Resource
        let choices: [Choice]
        let riskRules: [RiskRule]

        init(_ question: Question, _ language: Language, _ advice: LensAdvice) {
            id = LensIDs.question(question)
            let full = question.title(language)
            title = LensLimits.fit(full, LensLimits.title)
            // A title that had to be cut is told in full below.
            description = LensLimits.fit(
                (title == full ? "" : full + "\n\n") + question.why(language), LensLimits.description)
            helpfulResource = Resource(
                displayText: LensLimits.fit("\(question.id): \(full)", LensLimits.displayText),
                url: question.links.first)
            choices =
                question.criteria.map { Choice($0, of: question, language, advice) } + [
                    Choice(noneOf: question, language)
                ]
            riskRules = RiskRule.all(question, advice)
        }
    }

    struct Resource: Encodable {
        let displayText: String
        let url: String?
    }

    struct Choice: Encodable {
        let id: String
        let title: String
        let helpfulResource: Resource?
        let improvementPlan: Resource?

        init(_ criterion: Criterion, of question: Question, _ language: Language, _ advice: LensAdvice) {
            id = LensIDs.choice(criterion)
            let full = criterion.title(language)
            title = LensLimits.fit(full, LensLimits.title)
            let needs = Text(en: "Evidence: ", ja: "判定に必要なもの: ")(language) + criterion.needs(language)
            helpfulResource = Resource(
                displayText: LensLimits.fit("\(full)\n\n\(needs)", LensLimits.displayText), url: question.links.first)
            improvementPlan = Resource(
                displayText: LensLimits.fit(advice.text(criterion, language), LensLimits.displayText),
                url: question.links.first)
        }

        init(noneOf question: Question, _ language: Language) {
            id = LensIDs.none(question)
            title = Text(en: "None of these", ja: "いずれも満たしていない")(language)
            helpfulResource = Resource(
                displayText: Text(
                    en: "Choose this when none of the criteria above is met.", ja: "上記の基準をいずれも満たしていない場合に選択します。")(
                        language), url: nil)
            improvementPlan = nil
        }
    }

    struct RiskRule: Encodable {
        let condition: String
        let risk: String

        /// No risk when all is met; high when nothing is, or something that a critical fault is about.
        static func all(_ question: Question, _ advice: LensAdvice) -> [RiskRule] {
            let every = question.criteria.map { LensIDs.choice($0) }
            let critical = question.criteria.filter { advice.isCritical($0) }.map { LensIDs.choice($0) }
            var rules = [RiskRule(condition: every.joined(separator: " && "), risk: "NO_RISK")]
            if critical.count < every.count {
                let condition = critical.isEmpty ? every.joined(separator: " || ") : critical.joined(separator: " && ")
                if every.count > 1 { rules.append(RiskRule(condition: condition, risk: "MEDIUM_RISK")) }
            }
            return rules + [RiskRule(condition: "default", risk: "HIGH_RISK")]
        }
    }
}
