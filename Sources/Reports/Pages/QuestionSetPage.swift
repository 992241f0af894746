package import Basics
package import Lens
package import RuleKit

/// The page of one set of questions: what must hold, what can show it, and which rules judge it.
package enum QuestionSetPage {
    package static func render(_ set: QuestionSet, _ registry: Registry, _ language: Language) -> String {
        let rules = rulesByCriterion(registry)
        var text = Markdown.notice + "# \(set.title(language))\n"
        for group in set.groups {
            if set.groups.count > 1 { text += "\n## \(group.title(language))\n" }
            for question in group.questions { text += page(of: question, rules, language) }
        }
        return text
    }

    static func rulesByCriterion(_ registry: Registry) -> [String: [RegisteredRule]] {
        var rules: [String: [RegisteredRule]] = [:]
        for rule in registry.rules {
            for id in rule.about.answers { rules[id, default: []].append(rule) }
        }
        return rules
    }

    private static func page(
        of question: Question, _ rules: [String: [RegisteredRule]], _ language: Language
    ) -> String {
        func t(_ en: String, _ ja: String) -> String { Text(en: en, ja: ja)(language) }
        var text = "\n### \(question.id)\n\n**\(Markdown.prose(question.title(language)))**\n\n"
        text += Markdown.prose(question.why(language)) + "\n\n"
        text += Markdown.table(
            [
                t("Criterion", "基準"), t("What must hold", "満たすべきこと"), t("Evidence", "証拠の種類"),
                t("Judged by", "評価するルール"), t("Needs", "判定に必要なもの"),
            ],
            question.criteria.map { criterion in
                let links = (rules[criterion.id] ?? []).map { rule in
                    Markdown.link(rule.about.id, "../../rules/\(language.rawValue)/\(rule.about.id).md")
                }
                return [
                    "`\(criterion.id)`", Markdown.cell(criterion.title(language)),
                    criterion.by.map { title(of: $0)(language) }.joined(separator: t(", ", "、")),
                    links.isEmpty ? "–" : links.joined(separator: " "), Markdown.cell(criterion.needs(language)),
                ]
            })
        return text + "\n" + Markdown.list(question.links.map { "<\($0)>" })
    }

    static func title(of evidence: Evidence) -> Text {
        switch evidence {
        case .files: Text(en: "files", ja: "ファイル")
        case .image: Text(en: "image", ja: "イメージ")
        case .rehearsal: Text(en: "rehearsal", ja: "リハーサル")
        case .live: Text(en: "live account", ja: "稼働中の環境")
        case .attestation: Text(en: "attestation", ja: "担当者の表明")
        }
    }

    /// A link from a rule's page to the question of a criterion.
    static func link(toCriterion id: String, _ language: Language) -> String {
        guard let question = Catalogue.question(ofCriterion: id),
            let set = Catalogue.sets.first(where: { set in
                set.groups.contains { $0.questions.contains { $0.id == question.id } }
            })
        else { return "`\(id)`" }
        return Markdown.link(
            "`\(id)`", "../../questions/\(language.rawValue)/\(set.id).md#\(question.id.lowercased())")
    }
}
