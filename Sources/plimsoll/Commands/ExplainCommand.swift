import ArgumentParser
import Basics
import Lens
import Reports
import RuleKit
import Rules

struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Explain a rule, question, factor or item, by its id, its name or another tool's id.")

    @Argument(
        help: "For example DF201, untagged-base-image, DL3006, CONTAINER_BUILD_SEC_01, 12F-09, ECS-48.",
        completion: .ruleNames)
    var id: String

    @Option(name: .long, help: "en or ja; else LANG decides.")
    var lang: Language?

    func run() throws {
        let language = lang ?? Language.ofEnvironment
        guard let page = Explanation.page(id, Registry.all, language, width: Terminal.width) else {
            Terminal.complain(Explanation.unknown(id, Registry.all), language)
            throw ExitCode(2)
        }
        Terminal.print(page)
    }
}
