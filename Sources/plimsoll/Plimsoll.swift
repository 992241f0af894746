import ArgumentParser
import Basics

@main
struct Plimsoll: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plimsoll",
        abstract: "Says, with evidence, whether a container workload is fit to sail on Amazon ECS.",
        version: Version.number,
        subcommands: [ReviewCommand.self, ExplainCommand.self, RulesCommand.self, GenerateDocsCommand.self]
    )
}
