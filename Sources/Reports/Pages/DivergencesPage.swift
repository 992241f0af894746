package import Basics
package import RuleKit
package import Rules

/// Every rule of our peers, with the rule of ours that stands for it or the reason why none does.
package enum DivergencesPage {
    package static func render(_ peers: [PeerRule], _ registry: Registry, _ language: Language) -> String {
        func t(_ en: String, _ ja: String) -> String { Text(en: en, ja: ja)(language) }
        var text = Markdown.notice
        text += "# \(t("Other tools' rules and ours", "他ツールのルールとの対応"))\n\n"
        text += t(
            "Pragmas and settings may name a rule by any id in this table that is one of its aliases.",
            "抑制コメントや設定では、対応するルールの別名として、この表にある他ツールの ID も使えます。")
        text += "\n\n" + summary(peers, registry, language)
        for tool in PeerTool.allCases {
            let rules = peers.filter { $0.tool == tool }
            guard !rules.isEmpty else { continue }
            text += "\n## \(tool.rawValue)\n\n<\(tool.index)>\n\n"
            text += Markdown.table(
                [t("Rule", "ルール"), t("Asks", "求めること"), "Plimsoll", t("Difference", "違い")],
                rules.map { row($0, registry, language) })
        }
        return text
    }

    private static func summary(_ peers: [PeerRule], _ registry: Registry, _ language: Language) -> String {
        func t(_ en: String, _ ja: String) -> String { Text(en: en, ja: ja)(language) }
        return Markdown.table(
            [t("Tool", "ツール"), t("Rules", "ルール数"), t("Covered", "対応あり"), t("Not taken over", "対応なし")],
            PeerTool.allCases.map { tool in
                let rules = peers.filter { $0.tool == tool }
                let covered = rules.count { !Peers.covering($0, in: registry).isEmpty }
                return [tool.rawValue, "\(rules.count)", "\(covered)", "\(rules.count - covered)"]
            })
    }

    private static func row(_ peer: PeerRule, _ registry: Registry, _ language: Language) -> [String] {
        let ours = Peers.covering(peer, in: registry)
        let links = ours.map { rule in
            Markdown.link(rule.about.id, "rules/\(language.rawValue)/\(rule.about.id).md")
                + " " + Markdown.cell(rule.about.title(language))
        }
        var notes = ours.compactMap { $0.about.differs?(language) }
        if ours.isEmpty, let divergence = Peers.divergence(peer) {
            notes = ["**\(divergence.kind.title(language))**: \(divergence.reason(language))"]
        }
        return [
            Markdown.link("`\(peer.id)`", peer.link), Markdown.cell(peer.asks(language)),
            links.isEmpty ? "–" : links.joined(separator: "<br>"),
            notes.map(Markdown.cell).joined(separator: "<br>"),
        ]
    }
}
