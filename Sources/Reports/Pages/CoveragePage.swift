package import Basics
import Lens
package import RuleKit

/// Which criteria the rules decide, by which evidence, and why the rest is left to others.
package enum CoveragePage {
    package static func render(_ registry: Registry, _ language: Language) -> String {
        func t(_ en: String, _ ja: String) -> String { Text(en: en, ja: ja)(language) }
        let rules = QuestionSetPage.rulesByCriterion(registry)
        var text = Markdown.notice + "# \(t("What decides each criterion", "各基準の判定方法"))\n\n"
        text += t(
            """
            A criterion is met only where a rule marked ✓ proves it and no rule finds a fault. Rules without the mark \
            can only find faults: silence leaves the answer unknown. Evidence in *italics* is not read by a review.
            """,
            """
            基準を満たしたと判定するのは、✓ の付いたルールが証拠を示し、問題を指摘するルールがない場合だけです。\
            ✓ のないルールは問題を指摘できるだけで、指摘がなくても回答は「未確認」のままです。*斜体*の証拠はレビューでは読み取りません。
            """)
        text += "\n\n" + summary(rules, language)
        for set in Catalogue.sets {
            text += "\n## \(set.title(language))\n"
            for group in set.groups {
                if set.groups.count > 1 { text += "\n### \(group.title(language))\n" }
                text += "\n"
                text += Markdown.table(
                    [
                        t("Question", "質問"), t("Criterion", "基準"), t("Evidence", "証拠"), t("Rules", "ルール"),
                        t("Why no rule", "ルールがない理由"),
                    ],
                    group.questions.flatMap { question in
                        question.criteria.enumerated().map { index, criterion in
                            [index == 0 ? link(to: question, in: set, language) : ""]
                                + row(criterion, rules[criterion.id] ?? [], language)
                        }
                    })
            }
        }
        return text
    }

    private static func summary(_ rules: [String: [RegisteredRule]], _ language: Language) -> String {
        func t(_ en: String, _ ja: String) -> String { Text(en: en, ja: ja)(language) }
        return Markdown.table(
            [
                t("Set", "区分"), t("Questions", "質問"), t("Criteria", "基準"), t("Judged by rules", "ルールで評価"),
                t("of these can be shown met", "うち適合を示せるもの"), t("Files could, no rule does", "ファイルで判定できるがルールなし"),
                t("Other evidence only", "ファイル以外の証拠のみ"),
            ],
            Catalogue.sets.map { set in
                let questions = set.groups.flatMap(\.questions)
                let criteria = questions.flatMap(\.criteria)
                let judged = criteria.filter { rules[$0.id] != nil }
                let proved = judged.count { criterion in rules[criterion.id]?.contains { proves($0, criterion) } == true
                }
                let open = criteria.count { rules[$0.id] == nil && $0.by.contains(.files) }
                let others = criteria.count - judged.count - open
                return [set.title(language)]
                    + [questions.count, criteria.count, judged.count, proved, open, others].map(String.init)
            })
    }

    private static func link(to question: Question, in set: QuestionSet, _ language: Language) -> String {
        Markdown.link(question.id, "questions/\(language.rawValue)/\(set.id).md#\(question.id.lowercased())") + " "
            + Markdown.cell(question.title(language))
    }

    private static func row(_ criterion: Criterion, _ rules: [RegisteredRule], _ language: Language) -> [String] {
        let separator = Text(en: ", ", ja: "、")(language)
        var evidence: [String] = []
        for kind in rules.compactMap({ kind(of: $0)?(language) }) where !evidence.contains(kind) {
            evidence.append(kind)
        }
        evidence += criterion.by.compactMap { source in
            let title = QuestionSetPage.title(of: source)(language)
            switch source {
            case .files: return nil
            case .attestation: return title
            case .image, .rehearsal, .live: return "*\(title)*"
            }
        }
        let links = rules.map { rule in
            Markdown.link(rule.about.id, "rules/\(language.rawValue)/\(rule.about.id).md")
                + (proves(rule, criterion) ? " ✓" : "")
        }
        let reason = rules.isEmpty ? Catalogue.reason(for: criterion)?(language) : nil
        return [
            "`\(criterion.id)` " + Markdown.cell(criterion.title(language)), evidence.joined(separator: separator),
            links.isEmpty ? "–" : links.joined(separator: separator), reason.map(Markdown.cell) ?? "",
        ]
    }

    /// Whether the rule's evidence alone shows that the criterion is met.
    private static func proves(_ rule: RegisteredRule, _ criterion: Criterion) -> Bool {
        rule.about.proof != nil && !rule.about.onlyFaults.contains(criterion.id)
    }

    /// What the rule reads, by the letters of its id.
    private static func kind(of rule: RegisteredRule) -> Text? {
        switch rule.about.id.prefix(2) {
        case "DF", "CX", "WL": Text(en: "Dockerfile", ja: "Dockerfile")
        case "TD", "SV": Text(en: "definition", ja: "定義")
        case "IF": Text(en: "infrastructure", ja: "インフラストラクチャ")
        case "PL": Text(en: "pipeline", ja: "パイプライン")
        default: nil
        }
    }
}
