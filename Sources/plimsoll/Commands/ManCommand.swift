import ArgumentParser
import Basics
import Foundation

/// Writes the manual page, for the makers of packages.
struct ManCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "man", abstract: "Print the manual page plimsoll(1).", shouldDisplay: false)

    @Option(name: .long, help: "The page's date, as 2026-11-21.", transform: ManCommand.day)
    var date: Day = .today

    func run() throws {
        let tool = try JSONDecoder().decode(ToolInfo.self, from: Data(Plimsoll._dumpHelp().utf8))
        Terminal.print(ManualPage(root: tool.command, date: date).render())
    }

    @Sendable private static func day(_ text: String) throws -> Day {
        guard let day = Day(text) else { throw ValidationError("\(text) is not a date like 2026-11-21") }
        return day
    }
}
