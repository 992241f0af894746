import Basics
import Fixing
import Reports
import RuleKit

/// Walks through the fixes that need a decision.
final class FixDialogue {
    private let language: Language
    private let ink: Ink
    private let registry: Registry
    private let shown: (String) -> String
    private let say: (String) -> Void
    private let hear: () -> String?
    private var taken: Set<String> = []
    private var skipped: Set<String> = []

    /// - Parameters:
    ///   - say: shows text.
    ///   - hear: waits for a line; nil when there are no more.
    init(
        _ language: Language, _ ink: Ink, _ registry: Registry, shown: @escaping (String) -> String,
        say: @escaping (String) -> Void, hear: @escaping () -> String?
    ) {
        self.language = language
        self.ink = ink
        self.registry = registry
        self.shown = shown
        self.say = say
        self.hear = hear
    }

    func decide(_ proposal: FixProposal) -> FixDecision {
        let rule = proposal.finding.rule
        if taken.contains(rule) { return .apply }
        if skipped.contains(rule) { return .leave }
        say(text(proposal))
        while true {
            say(
                ink(t("Apply this fix?", "この修正を適用しますか？"), .bold)
                    + t(
                        " [y]es / [n]o / [a]ll of this rule / [s]kip this rule / [q]uit: ",
                        " [y] はい / [n] いいえ / [a] このルールはすべて適用 / [s] このルールはすべて見送る / [q] 終了: "))
            guard let line = hear() else {
                say("\n")
                return .stop
            }
            switch line.lowercased().filter({ !$0.isWhitespace }) {
            case "y", "yes": return .apply
            case "n", "no": return .leave
            case "a", "all":
                taken.insert(rule)
                return .apply
            case "s", "skip":
                skipped.insert(rule)
                return .leave
            case "q", "quit": return .stop
            default: say(t("Answer y, n, a, s or q.\n", "y、n、a、s、q のいずれかで答えてください。\n"))
            }
        }
    }

    private func text(_ proposal: FixProposal) -> String {
        let finding = proposal.finding
        let rule = registry.rule(finding.rule)
        let place = "\(shown(finding.span.path)):\(finding.span.start.line)"
        var text = "\n" + ink("\(finding.rule) \(rule?.slug ?? "")", .bold)
        text += "  \(finding.severity.title(language))  \(place)\n"
        if let about = rule?.about {
            text += paragraph(nil, about.message(language, finding.arguments))
            text += paragraph(t("Why: ", "理由: "), about.why(language, finding.arguments))
            text += paragraph(t("What to do: ", "対処: "), about.remedy(language, finding.arguments))
        }
        if let note = proposal.fix.note {
            text += paragraph(t("Mind: ", "注意: "), note(language, finding.arguments), .yellow)
        }
        text += "\n"
        for change in proposal.changes {
            let diff = UnifiedDiff(path: shown(change.path), before: change.before, after: change.after)
            text += FixReport.coloured(diff, ink)
        }
        return text + "\n"
    }

    private func paragraph(_ title: String?, _ body: String, _ colour: Ink.Colour? = nil) -> String {
        DisplayWidth.wrap((title ?? "") + body, to: 96).map { line in
            "  " + (colour.map { ink(line, $0) } ?? line) + "\n"
        }.joined()
    }

    private func t(_ en: String, _ ja: String) -> String { Text(en: en, ja: ja)(language) }
}
