import ArgumentParser
import Basics
import Foundation
import Pricing
import Reports
import Workload

extension Exact: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

struct CostCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cost",
        abstract: "Estimate what each service costs a month, and what could cost less.",
        discussion: """
            An estimate from the definitions and a dated price file, in USD and JPY. What the files do not tell is an
            assumption, which is printed and can be set, or a range.
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, html }

    @Argument(help: "Files or folders to read.", completion: .file())
    var paths: [String] = ["."]

    @Option(name: .long, help: "How to print: text, json or html.")
    var format: Format = .text

    @Option(name: .long, help: "en or ja; else LANG decides.")
    var lang: Language?

    @Option(name: .long, help: "Colour: auto, always or never.")
    var color: ColourChoice = .auto

    @Option(name: .long, help: "The Region whose prices count; else what each service tells.")
    var region: String?

    @Option(name: .long, help: "A price file instead of the built-in one.", completion: .file())
    var prices: String?

    @Flag(name: .long, help: "Print the built-in price file and end.")
    var printPrices = false

    @Option(name: .long, help: "Yen for a dollar; else the price file's dated rate.")
    var jpy: Exact?

    @Option(name: .long, help: "Requests a month to each service behind a load balancer (10000000).")
    var requests: Exact?

    @Option(name: .long, help: "Kilobytes of a request with its answer (10).")
    var requestKb: Exact?

    @Option(name: .long, help: "GB of logs a month of each service (10).")
    var logGb: Exact?

    @Option(name: .long, help: "GB a month of each service through NAT or endpoints (50).")
    var dataGb: Exact?

    @Option(name: .long, help: "Hours of a month (730).")
    var hours: Exact?

    @Option(name: .long, help: "Availability Zones, where subnets are not known (2).")
    var zones: Exact?

    @Option(name: .long, help: "MB of an image in ECR (200).")
    var imageMb: Exact?

    @Option(name: .long, help: "Images pushed a month (20).")
    var pushes: Exact?

    @Option(name: .long, help: "Tasks of a service whose number is not known; else 1 to 4.")
    var tasks: Exact?

    @Option(name: .long, help: "Hours a week that a scheduled non-production environment runs (60).")
    var weekHours: Exact?

    private var settings: CostSettings {
        var settings = CostSettings()
        settings.region = region
        settings.yenPerDollar = jpy
        settings.requests = requests ?? settings.requests
        settings.requestKB = requestKb ?? settings.requestKB
        settings.logGB = logGb ?? settings.logGB
        settings.dataGB = dataGb ?? settings.dataGB
        settings.hours = hours ?? settings.hours
        settings.zones = zones ?? settings.zones
        settings.imageMB = imageMb ?? settings.imageMB
        settings.pushes = pushes ?? settings.pushes
        settings.tasks = tasks
        settings.weekHours = weekHours ?? settings.weekHours
        return settings
    }

    func run() async throws {
        if printPrices { return Terminal.print(PriceFile.builtInText) }
        let language = lang ?? Language.ofEnvironment
        do throws(Failure) {
            let file = try readPrices()
            try settings.check(file)
            let place = try ReviewPlace(paths)
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
            let estimate = CostEstimate(infrastructure, settings: settings, prices: file, shown: place.shown)
            Terminal.print(try shown(estimate, language))
        } catch {
            Terminal.complain(error, language)
            throw ExitCode(error.code == .notFound || error.code == .invalid ? 2 : 3)
        }
    }

    private func readPrices() throws(Failure) -> PriceFile {
        guard let prices else { return try PriceFile.builtIn() }
        guard let source = ReviewPlace.disk(prices).source(prices, limit: PriceFileReader.sizeLimit + 1) else {
            throw Failure(
                .notFound,
                Text(
                    en: "The price file `\(prices)` cannot be read, or has more than 1 MiB.",
                    ja: "料金ファイル `\(prices)` を読み込めないか、サイズが 1 MiB を超えています。"))
        }
        return try PriceFileReader.read(source)
    }

    private func shown(_ estimate: CostEstimate, _ language: Language) throws(Failure) -> String {
        switch format {
        case .text:
            let ink = Ink(isOn: color.isOn)
            return CostTable.render(
                estimate, language, width: Terminal.width, today: .today, strong: { ink($0, .bold) },
                faint: { ink($0, .dim) })
        case .html: return CostPage.render(estimate, language, today: .today)
        case .json:
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            let record = CostRecord(estimate, today: .today)
            guard let data = try? encoder.encode(record) else {
                throw Failure(
                    .invalid, Text(en: "The estimate cannot be written as JSON.", ja: "見積もりを JSON に変換できません。"))
            }
            return String(decoding: data, as: UTF8.self) + "\n"
        }
    }
}
