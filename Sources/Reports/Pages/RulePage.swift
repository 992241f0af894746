package import Basics
import Lens
package import RuleKit
import Rules

/// The page of one rule.
package enum RulePage {
    package static func render(_ rule: RegisteredRule, _ language: Language) -> String {
        func t(_ en: String, _ ja: String) -> String { Text(en: en, ja: ja)(language) }
        let about = rule.about
        var text = Markdown.notice
        text += "# \(about.id): \(Markdown.prose(about.title(language)))\n\n"
        text += facts(rule, language) + "\n"
        text += section(t("Why", "理由"), Markdown.prose(about.why(language)) + "\n")
        text += section(t("What to do", "対処"), Markdown.prose(about.remedy(language)) + "\n")
        if let differs = about.differs {
            text += section(
                t("How it differs from the same rule elsewhere", "他ツールの同種ルールとの違い"),
                Markdown.prose(differs(language)) + "\n")
        }
        text += examples(t("Reported", "指摘される例"), about.fails)
        text += examples(t("Not reported", "指摘されない例"), about.passes)
        text += examples(t("Taken as proof that all is well", "適合の証拠となる例"), about.proves)
        text += fixes(about, language)
        if !about.answers.isEmpty { text += section(t("Speaks to", "関連する質問"), criteria(about, language)) }
        if !about.aliases.isEmpty {
            text += section(t("Known elsewhere as", "他ツールでの ID"), Markdown.list(about.aliases.map(alias)))
        }
        text += section(t("Links", "参考資料"), Markdown.list(about.links.map { "<\($0)>" }))
        return text + section(t("To silence it", "抑制する方法"), silencing(about, language), isLast: true)
    }

    private static func section(_ title: String, _ body: String, isLast: Bool = false) -> String {
        "## \(title)\n\n\(body)\(isLast ? "" : "\n")"
    }

    private static func facts(_ rule: RegisteredRule, _ language: Language) -> String {
        let about = rule.about
        let other = language == .japanese ? Language.english : .japanese
        let otherName = other == .japanese ? "日本語" : "English"
        let facts = [
            "`\(rule.slug)`", about.severity.title(language),
            Text(en: "set `{set}`", ja: "セット `{set}`")(language, ["set": about.set.rawValue]),
            Text(en: "since {version}", ja: "{version} 以降")(language, ["version": about.since]),
            Markdown.link(otherName, "../\(other.rawValue)/\(about.id).md"),
        ]
        return facts.joined(separator: " · ") + "\n"
    }

    private static func examples(_ title: String, _ list: [String]) -> String {
        list.isEmpty ? "" : section(title, list.map(ExampleBlock.render).joined(separator: "\n"))
    }

    private static func fixes(_ about: About, _ language: Language) -> String {
        guard !about.fixes.isEmpty else { return "" }
        let before = Text(en: "Before", ja: "修正前")(language)
        let after = Text(en: "After", ja: "修正後")(language)
        let body = about.fixes.map { fix in
            "\(before):\n\n\(ExampleBlock.render(fix.before))\n\(after):\n\n\(ExampleBlock.render(fix.after))"
        }
        return section(Text(en: "Fix", ja: "自動修正")(language), body.joined(separator: "\n"))
    }

    private static func criteria(_ about: About, _ language: Language) -> String {
        Markdown.list(
            about.answers.map { id in
                let title = Markdown.prose(Catalogue.criterion(id: id)?.title(language) ?? "")
                return "\(QuestionSetPage.link(toCriterion: id, language)): \(title)"
            })
    }

    /// Another tool's id, with the page of it where we know one.
    static func alias(_ id: String) -> String {
        if let peer = Peers.rule(id) { return "\(peer.tool.rawValue) \(Markdown.link("`\(id)`", peer.link))" }
        if id.hasPrefix("SC") {
            return "ShellCheck \(Markdown.link("`\(id)`", "https://www.shellcheck.net/wiki/\(id)"))"
        }
        return "`\(id)`"
    }

    private static func silencing(_ about: About, _ language: Language) -> String {
        let here = Text(
            en: "For one instruction, with the reason behind the id:",
            ja: "特定の命令だけを対象外にするには、ID に続けて理由を書きます。")(language)
        let everywhere = Text(
            en: "For the whole repository, in `plimsoll.yml`:",
            ja: "リポジトリ全体で無効にするには、`plimsoll.yml` に書きます。")(language)
        let reason = Text(en: "why it is right here", ja: "ここでは問題ない理由")(language)
        return here + "\n\n" + Markdown.fence("# plimsoll ignore=\(about.id) \(reason)", "dockerfile") + "\n"
            + everywhere + "\n\n" + Markdown.fence("rules:\n  \(about.id): off", "yaml")
    }
}
