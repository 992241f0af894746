import ArgumentParser
import Basics
import RuleKit
import Rules

struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "List the rules.")

    @Option(name: .long, help: "en or ja; else LANG decides.")
    var lang: Language?

    @Option(name: .long, help: "Only the rules of this set and the ones it holds: calm, strict or style.")
    var level: RuleSet?

    func run() {
        let language = lang ?? Language.ofEnvironment
        let rules = Registry.all.rules.filter { level == nil || $0.about.set <= level ?? .style }
        let width = rules.map(\.slug.count).max() ?? 0
        var text = ""
        for rule in rules {
            let about = rule.about
            text += "\(about.id)  \(DisplayWidth.pad(rule.slug, to: width))  "
            text += DisplayWidth.pad(about.severity.title(language), to: language == .japanese ? 4 : 8)
            text += "  \(DisplayWidth.pad(about.set.rawValue, to: 6))  \(about.title(language))\n"
        }
        Terminal.print(text)
    }
}
