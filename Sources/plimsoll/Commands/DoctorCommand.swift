import ArgumentParser
import Basics
import Foundation
import Reports

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Tell what is installed, what that adds, and how to get it.",
        discussion: """
            Nothing that is listed is needed for a review. Exit code: 2 when plimsoll.yml cannot be read, else 0.
            """
    )

    enum Form: String, ExpressibleByArgument, CaseIterable { case text, json }

    @Argument(help: "The folder whose settings are looked at.", completion: .directory)
    var path = "."

    @Option(name: .long, help: "How to print: text or json.")
    var format: Form = .text

    @Option(name: .long, help: "en or ja; else LANG decides.")
    var lang: Language?

    func run() async throws {
        let language = lang ?? Language.ofEnvironment
        let checkup: Checkup
        do throws(Failure) {
            checkup = try await Examination(path: path, environment: ProcessInfo.processInfo.environment).run()
        } catch {
            Terminal.complain(error, language)
            throw ExitCode(2)
        }
        switch format {
        case .text:
            Terminal.print(CheckupText(checkup: checkup, language: language, width: Terminal.width).render())
        case .json:
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            Terminal.print(String(decoding: try encoder.encode(checkup), as: UTF8.self) + "\n")
        }
        if checkup.isFaulty { throw ExitCode(2) }
    }
}
