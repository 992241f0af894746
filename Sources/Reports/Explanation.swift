package import Basics
import Lens
package import RuleKit

/// One rule, question or criterion, explained for a terminal.
package enum Explanation {
    /// The page of an id, slug or peer's id; nil when nothing has that name.
    package static func page(_ id: String, _ registry: Registry, _ language: Language, width: Int) -> String? {
        let rules = registry.rules(named: id)
        if !rules.isEmpty {
            return rules.map { rule($0, language, width) }.joined(separator: "\n")
        }
        let upper = id.uppercased()
        if let question = Catalogue.all.first(where: { names($0).contains(upper) }) {
            return page(of: question, registry, language, width)
        }
        if let criterion = Catalogue.criterion(id: id), let question = Catalogue.question(ofCriterion: criterion.id) {
            return page(of: question, registry, language, width)
        }
        return nil
    }

    package static func unknown(_ id: String, _ registry: Registry) -> Failure {
        let names =
            registry.rules.flatMap { [$0.about.id, $0.slug] + $0.about.aliases } + Catalogue.all.map(\.id)
        let lower = id.lowercased()
        let near = names.min {
            EditDistance.between($0.lowercased(), lower) < EditDistance.between($1.lowercased(), lower)
        }
        let hint = near.flatMap { EditDistance.between($0.lowercased(), lower) <= 3 ? $0 : nil }
        return Failure(
            .invalid,
            Text(
                en: "nothing is named `\(id)`." + (hint.map { " Did you mean `\($0)`?" } ?? "")
                    + " `plimsoll rules` lists the rules.",
                ja: "`\(id)` という名前の項目はありません。" + (hint.map { "`\($0)` の誤りではありませんか。" } ?? "")
                    + "ルールの一覧は `plimsoll rules` で確認できます。"))
    }

    /// `CONTAINER_BUILD_SEC_01` is also found as `SEC_01`.
    private static func names(_ question: Question) -> [String] {
        let id = question.id
        return [id, id.hasPrefix("CONTAINER_BUILD_") ? String(id.dropFirst("CONTAINER_BUILD_".count)) : id]
    }

    private static func section(_ title: Text, _ body: String, _ language: Language, _ width: Int) -> String {
        let lines = DisplayWidth.wrap(body, to: min(width, 100) - 4)
        return title(language) + "\n" + lines.map { "    \($0)\n" }.joined()
    }

    private static func rule(_ rule: RegisteredRule, _ language: Language, _ width: Int) -> String {
        let about = rule.about
        var text = "\(about.id) \(rule.slug)\n\(about.title(language))\n"
        text += "\(about.severity.title(language)) · \(about.set.rawValue)"
        text += about.aliases.isEmpty ? "\n\n" : " · \(about.aliases.joined(separator: ", "))\n\n"
        text += section(Text(en: "Why", ja: "理由"), about.why(language), language, width)
        text += section(Text(en: "What to do", ja: "対処"), about.remedy(language), language, width)
        if let differs = about.differs {
            text += section(
                Text(en: "How it differs from its namesakes", ja: "他ツールの同種ルールとの違い"), differs(language), language, width)
        }
        text += examples(Text(en: "Reported", ja: "指摘される例"), about.fails, language)
        text += examples(Text(en: "Not reported", ja: "指摘されない例"), about.passes, language)
        if let fix = about.fixes.first {
            text += examples(Text(en: "Fixed", ja: "自動修正の結果"), [fix.after], language)
        }
        if !about.answers.isEmpty {
            text += Text(en: "Speaks to\n", ja: "関連する質問\n")(language)
            for id in about.answers {
                text += "    \(id)  \(Catalogue.criterion(id: id)?.title(language) ?? "")\n"
            }
        }
        return text + about.links.map { "    \($0)\n" }.joined()
    }

    private static func examples(_ title: Text, _ list: [String], _ language: Language) -> String {
        guard let first = list.first else { return "" }
        let lines = first.split(separator: "\n", omittingEmptySubsequences: false)
        return title(language) + "\n" + lines.map { "    \($0)\n" }.joined()
    }

    private static func page(
        of question: Question, _ registry: Registry, _ language: Language, _ width: Int
    ) -> String {
        var text = "\(question.id)\n\(question.title(language))\n\n"
        text += section(Text(en: "Why", ja: "理由"), question.why(language), language, width)
        text += Text(en: "What must hold\n", ja: "満たすべき基準\n")(language)
        for criterion in question.criteria {
            let rules = registry.rules.filter { $0.about.answers.contains(criterion.id) }
            text += "    \(criterion.id)  \(criterion.title(language))\n"
            text += "        "
            if rules.isEmpty {
                text += Text(en: "needs: ", ja: "判定に必要: ")(language) + criterion.needs(language)
            } else {
                text += Text(en: "judged by: ", ja: "評価するルール: ")(language)
                text += rules.map { "\($0.about.id) \($0.slug)" }.joined(separator: ", ")
            }
            text += "\n"
        }
        return text + question.links.map { "    \($0)\n" }.joined()
    }
}
