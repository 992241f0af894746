import Basics
import Lens
import RuleKit

/// What the rules have to say to a criterion of the lens.
struct LensAdvice {
    private let rules: [String: [RegisteredRule]]

    /// Remedies beyond these would not help.
    private static let most = 4

    init(_ registry: Registry) {
        var rules: [String: [RegisteredRule]] = [:]
        for rule in registry.rules {
            for criterion in rule.about.answers { rules[criterion, default: []].append(rule) }
        }
        self.rules = rules.mapValues {
            $0.sorted { ($1.about.severity, $0.about.id) < ($0.about.severity, $1.about.id) }
        }
    }

    /// Whether a fault that speaks against it is critical.
    func isCritical(_ criterion: Criterion) -> Bool {
        rules[criterion.id]?.contains { $0.about.severity == .critical } ?? false
    }

    /// What to do so that it is met: the remedies of its rules, or what would show it where no rule can.
    func text(_ criterion: Criterion, _ language: Language) -> String {
        // A remedy with a gap in it is about one place.
        let fitting = (rules[criterion.id] ?? []).filter { $0.about.remedy.placeholders(language).isEmpty }
        let remedies = fitting.prefix(Self.most).map { "\($0.about.id): \($0.about.remedy(language))" }
        guard !remedies.isEmpty else {
            return Text(
                en: "See to it that this holds: {what}. To show it: {needs}", ja: "次の状態になるように改善してください: {what}。{needs}")(
                    language, ["what": criterion.title(language), "needs": criterion.needs(language)])
        }
        return remedies.joined(separator: "\n")
    }
}
