import Basics
import Lens
package import RuleKit
import Rules

/// All generated documentation: paths below the output folder, and what stands there.
package enum Pages {
    package static func all(_ registry: Registry) -> [String: String] {
        var pages: [String: String] = [:]
        for language in Language.allCases {
            let code = language.rawValue
            for rule in registry.rules {
                pages["rules/\(code)/\(rule.about.id).md"] = RulePage.render(rule, language)
            }
            pages["rules/\(code)/README.md"] = RuleIndexPage.render(registry, language)
            for set in Catalogue.sets {
                pages["questions/\(code)/\(set.id).md"] = QuestionSetPage.render(set, registry, language)
            }
            let suffix = language == .english ? "" : ".\(code)"
            pages["divergences\(suffix).md"] = DivergencesPage.render(Peers.all, registry, language)
            pages["coverage\(suffix).md"] = CoveragePage.render(registry, language)
        }
        return pages
    }

    /// The folders in which nothing else may stand.
    package static let folders: [String] = Language.allCases.flatMap {
        ["rules/\($0.rawValue)", "questions/\($0.rawValue)"]
    }
}
