import ArgumentParser
import Basics
import Foundation
import Parity
import Reports
import RuleKit
import Workload

struct ParityCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parity",
        abstract: "Compare the environments of each service field by field.",
        discussion: """
            Environments are found by folders, files of values, parameters and tools' own names. Sizes, counts, names and
            hosts may differ; what else may is declared under `parity:` in plimsoll.yml. The exit code is 1 when something
            differs that is not declared, and 3 when no service has two environments or a file of values cannot be used.
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, html }

    @Argument(help: "Files or folders to read.", completion: .file())
    var paths: [String] = ["."]

    @Flag(name: .long, help: "Also show what is the same, what may differ and what is not known.")
    var all = false

    @Option(name: .long, help: "How to print: text, json or html.")
    var format: Format = .text

    @Option(name: .long, help: "en or ja; else LANG decides.")
    var lang: Language?

    @Option(name: .long, help: "Colour: auto, always or never.")
    var color: ColourChoice = .auto

    @Option(name: .long, help: "A settings file instead of plimsoll.yml.", completion: .file())
    var config: String?

    func run() async throws {
        let language = lang ?? Language.ofEnvironment
        let table: ParityTable
        var hasUnread = false
        do throws(Failure) {
            let place = try ReviewPlace(paths)
            let settings = try ReviewSettings.read(place, config: config)
            let jsonnet = JsonnetProgram(folder: place.folder)
            let infrastructure = await DefinitionLoader(tree: place.tree).load(place.found.definitionCandidates) {
                await jsonnet.render($0, $1)
            }
            for file in infrastructure.files {
                switch file.state {
                case .read: continue
                case .partly(let why), .refused(let why):
                    Terminal.write("plimsoll: \(place.shown(file.path)): \(why(language))\n", to: 2)
                }
            }
            let environments = ParityLoader(tree: place.tree, settings: settings.parity).load(
                place.found, infrastructure)
            for file in environments.files {
                guard case .refused(let why) = file.state else { continue }
                Terminal.write("plimsoll: \(place.shown(file.path)): \(why(language))\n", to: 2)
            }
            table = ToldParity.table(ParityTable(environments).mapPaths(place.shown), sources: place.sources)
            hasUnread = !environments.files.isEmpty
            Terminal.print(try shown(table, language))
        } catch {
            Terminal.complain(error, language)
            throw ExitCode(error.code == .notFound || error.code == .invalid ? 2 : 3)
        }
        if table.isEmpty { throw ExitCode(3) }
        if table.differenceCount > 0 { throw ExitCode(1) }
        // A comparison that lacks a file is no clean one.
        if hasUnread { throw ExitCode(3) }
    }

    private func shown(_ table: ParityTable, _ language: Language) throws(Failure) -> String {
        switch format {
        case .text:
            let ink = Ink(isOn: color.isOn)
            return ParityText.render(
                table, language, width: Terminal.width, all: all, strong: { ink($0, .bold) }, faint: { ink($0, .dim) },
                alarm: { ink($0, .yellow) })
        case .html: return ParityPage.render(table, language, today: .today)
        case .json:
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            guard let data = try? encoder.encode(ParityRecord(table)) else {
                throw Failure(
                    .invalid, Text(en: "The table cannot be written as JSON.", ja: "比較表を JSON に変換できません。"))
            }
            return String(decoding: data, as: UTF8.self) + "\n"
        }
    }
}

/// What `--format json` prints: all rows, whatever they say.
private struct ParityRecord: Encodable {
    let schemaVersion = 1
    let services: [ParityTable.Service]

    init(_ table: ParityTable) { services = table.services }
}
