import ArgumentParser
import Basics
import Foundation
import Testing

@testable import plimsoll

struct ManualTests {
    private func page() throws -> String {
        let tool = try JSONDecoder().decode(ToolInfo.self, from: Data(Plimsoll._dumpHelp().utf8))
        return ManualPage(root: tool.command, date: Day(year: 2026, month: 11, day: 21)).render()
    }

    @Test func everyCommandAndOptionThatIsShownIsInIt() throws {
        let page = try page()
        #expect(page.hasPrefix(".Dd November 21, 2026\n.Dt PLIMSOLL 1\n"))
        for command in Plimsoll.configuration.subcommands {
            let name = try #require(command.configuration.commandName)
            let heading = ".Ss plimsoll \(Roff.word(name))\n"
            #expect(page.contains(heading) == command.configuration.shouldDisplay, "\(name)")
        }
        #expect(page.contains(".Ss plimsoll db update\n") && page.contains(".Cm db import\n"))
        #expect(page.contains(".It Fl \\-fail\\-on Ar fail\\-on"))
        #expect(page.contains(".It Fl q , Fl \\-quiet"))
    }

    @Test func theToolsThatShowManualsAcceptIt() throws {
        let folder = try TestFolder(["plimsoll.1": Data(try page().utf8)])
        if Program.isInstalled("mandoc") {
            let check = try Program.start("mandoc", ["-Tlint", "-W", "style", folder.path("plimsoll.1")])
            // Whether the pages it refers to are in the machine's database is no matter of the page.
            let complaints = check.output.split(separator: "\n").filter { !$0.contains("mandoc.db") }
            #expect(complaints == [], "\(check.errors)")
        }
        if Program.isInstalled("groff") {
            let check = try Program.start(
                "groff", ["-mdoc", "-Tascii", "-ww", "-Wbreak", "-z", folder.path("plimsoll.1")])
            #expect(check.code == 0 && check.errors.isEmpty, "\(check.errors)")
        }
    }

    @Test(arguments: [
        ("One. Two, e.g. this. Three", "One.\nTwo, e.g. this.\nThree"),
        (".hidden starts a command", "\\&.hidden starts a command"),
        ("a\\b --flag `x`", "a\\eb \\-\\-flag \\(gax\\(ga"),
        ("", ""),
    ])
    func textStaysText(text: String, roff: String) {
        #expect(Roff.text(text) == roff)
    }
}
