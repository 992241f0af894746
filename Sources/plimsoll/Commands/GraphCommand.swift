import ArgumentParser
import Basics
import Foundation
import Reports
import RuleKit
import Workload

extension GraphReport.Format: ExpressibleByArgument {}

struct GraphCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "graph",
        abstract: "Show how Dockerfiles, images, tasks, services and their infrastructure hang together.",
        discussion: """
            Each line names the places that make the link. mermaid can be pasted into a Markdown file. Conditions of
            templates are taken as they turn out by default.
            """
    )

    @Argument(help: "Files or folders to read.", completion: .file())
    var paths: [String] = ["."]

    @Option(name: .long, help: "How to print: text, mermaid or json.")
    var format: GraphReport.Format = .text

    @Option(name: .long, help: "en or ja; else LANG decides.")
    var lang: Language?

    @Option(name: .long, help: "Settings; else plimsoll.yml beside what is read.", completion: .file())
    var config: String?

    @Option(name: .long, help: "Colour: auto, always or never.")
    var color: ColourChoice = .auto

    func run() async throws {
        let language = lang ?? Language.ofEnvironment
        do throws(Failure) {
            let place = try ReviewPlace(paths)
            let settings = try ReviewSettings.read(
                place, config: config, level: nil, today: .today, ignoresProjectFile: false)
            let loader = WorkloadLoader(tree: place.tree, roles: settings.roles)
            let workloads = place.found.dockerfiles.flatMap { loader.workloads(of: $0) }
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
            let graph = SystemGraph(infrastructure.likeliest, workloads: workloads).mapPaths(place.shown)
            let ink = Ink(isOn: format == .text && color.isOn)
            Terminal.print(
                (try? GraphReport.render(graph, as: format, language, ink: ink, sources: place.sources)) ?? "")
        } catch {
            Terminal.complain(error, language)
            throw ExitCode(error.code == .notFound || error.code == .invalid ? 2 : 3)
        }
    }
}
