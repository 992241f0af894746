import ArgumentParser
import Basics

@main
struct Plimsoll: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plimsoll",
        abstract: "Says, with evidence, whether a container workload is fit to sail on Amazon ECS.",
        version: Version.number,
        subcommands: [
            ReviewCommand.self, ImageCommand.self, DbCommand.self, LockCommand.self, FixCommand.self,
            ReportCommand.self, DiffCommand.self, InitCommand.self,
            GraphCommand.self, CostCommand.self, LifecycleCommand.self, SimulateScalingCommand.self, ParityCommand.self,
            AdviseCommand.self,
            ExplainCommand.self, RulesCommand.self, DoctorCommand.self, CompletionsCommand.self, ManCommand.self,
            GenerateDocsCommand.self,
        ]
    )

    /// Wrong usage ends with 2, as documented, instead of the library's 64.
    static func main() async {
        Memory.prepare()
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
            Terminal.write(fullMessage(for: error) + "\n", to: 2)
            exit(withError: ExitCode(2))
        }
    }
}
