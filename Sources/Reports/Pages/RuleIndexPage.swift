package import Basics
package import RuleKit

/// The list of all rules by family.
package enum RuleIndexPage {
    package static func render(_ registry: Registry, _ language: Language) -> String {
        func t(_ en: String, _ ja: String) -> String { Text(en: en, ja: ja)(language) }
        let rules = registry.rules
        let sets = RuleSet.allCases.map { set in "`\(set.rawValue)` \(rules.count { $0.about.set <= set })" }
        var text = Markdown.notice + "# \(t("Rules", "ルール一覧"))\n\n"
        text += t(
            "\(rules.count) rules. How many judge in each set: ", "全 \(rules.count) 件。各セットで評価されるルールの数: ")
        text += sets.joined(separator: ", ") + t(". Each set holds the ones before it.", "。後のセットは前のセットを含みます。")
        text += "\n"
        for family in RuleFamily.all {
            let members = rules.filter { RuleFamily.of($0)?.prefix == family.prefix }
            guard !members.isEmpty else { continue }
            text += "\n## \(family.title(language))\n\n"
            text += Markdown.table(
                ["ID", t("Rule", "ルール"), t("Severity", "重大度"), t("Set", "セット"), t("Fix", "自動修正")],
                members.map { rule in
                    let about = rule.about
                    return [
                        Markdown.link(about.id, "\(about.id).md"), Markdown.cell(about.title(language)),
                        about.severity.title(language), about.set.rawValue, about.fixes.isEmpty ? "" : "✓",
                    ]
                })
        }
        return text
    }
}
