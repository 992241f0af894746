import Basics
import RuleKit

/// A finding in words.
enum FindingWords {
    /// What the rule says in one line, in the words that go with the verdict; secrets masked.
    static func message(_ finding: Finding, _ registry: Registry, _ language: Language) -> String {
        Masking.text(text(finding, registry, language))
    }

    private static func text(_ finding: Finding, _ registry: Registry, _ language: Language) -> String {
        if let foreign = finding.foreign { return foreign.message }
        guard let about = registry.rule(finding.rule)?.about else { return finding.rule }
        switch finding.verdict {
        case .fault: return about.message(language, finding.arguments)
        case .holds: return (about.proof ?? about.title)(language, finding.arguments)
        case .unsure, .notApplicable:
            let reason = finding.reason.map { ": " + $0(language, finding.arguments) } ?? ""
            return about.title(language) + reason
        }
    }
}
