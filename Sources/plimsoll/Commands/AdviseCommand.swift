import Advice
import ArgumentParser
import Basics
import Foundation
import Pricing
import Reports
import RuleKit
import Rules
import Workload

extension AttestedFacts.Traffic: ExpressibleByArgument {}
extension AttestedFacts.Skill: ExpressibleByArgument {}
extension AttestedFacts.Compliance: ExpressibleByArgument {}
extension AttestedFacts.Transport: ExpressibleByArgument {}

enum YesOrNo: String, ExpressibleByArgument, CaseIterable { case yes, no }

struct AdviseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "advise",
        abstract: "Advise which service should run each workload: Lambda, App Runner, ECS or EKS.",
        discussion: """
            Facts are read from the files, each with its place; what only people know can be told by options or in the
            `advise` section of plimsoll.yml. Each service is held against its documented limits. What is not known
            stays unknown, and is said with what it decides. Costs are those of compute alone.
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, html }

    @Argument(help: "Files or folders to read.", completion: .file())
    var paths: [String] = ["."]

    @Option(name: .long, help: "Only the workload of this name.")
    var workload: String?

    @Flag(name: .long, help: "Only the choice and the table; so it is for more than three workloads.")
    var brief = false

    @Option(name: .long, help: "How to print: text, json or html.")
    var format: Format = .text

    @Option(name: .long, help: "en or ja; else LANG decides.")
    var lang: Language?

    @Option(name: .long, help: "Colour: auto, always or never.")
    var color: ColourChoice = .auto

    @Option(name: .long, help: "Settings; else plimsoll.yml beside what is read.", completion: .file())
    var config: String?

    @OptionGroup(title: "What only people know") var told: ToldFacts

    @Option(name: .long, help: "The Region whose prices count; else what each workload tells.")
    var region: String?

    @Option(name: .long, help: "Hours of a month (730).")
    var hours: Exact?

    @Option(name: .long, help: "Copies of a workload whose number is not known; else 1 to 4.")
    var tasks: Exact?

    @Option(name: .long, help: "Yen for a dollar; else the price file's dated rate.")
    var jpy: Exact?

    func run() async throws {
        let language = lang ?? Language.ofEnvironment
        do throws(Failure) {
            let options = try told.facts()
            let prices = try PriceFile.builtIn()
            let settings = try costSettings(prices)
            let place = try ReviewPlace(paths)
            let review = try ReviewSettings.read(place, config: config)
            let found = await facts(place, review, settings, prices, options, language)
            let counter = CostCounter(settings: settings, prices: prices)
            let advice = try chosen(found).map { Advisor.advise($0, costs: counter) }
            Terminal.print(try shown(advice, counter.yenPerDollar, language))
        } catch {
            Terminal.complain(error, language)
            throw ExitCode(error.code == .notFound || error.code == .invalid ? 2 : 3)
        }
    }

    private func costSettings(_ prices: PriceFile) throws(Failure) -> CostSettings {
        var settings = CostSettings()
        settings.hours = hours ?? settings.hours
        settings.tasks = tasks
        settings.yenPerDollar = jpy
        try settings.check(prices)
        // Set behind the check: a Region without prices is told, not refused.
        settings.region = region
        return settings
    }

    private func facts(
        _ place: ReviewPlace, _ review: ReviewSettings, _ settings: CostSettings, _ prices: PriceFile,
        _ options: AttestedFacts, _ language: Language
    ) async -> [WorkloadFacts] {
        let loader = WorkloadLoader(tree: place.tree, roles: review.roles)
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
        let estimate = CostEstimate(infrastructure, settings: settings, prices: prices, shown: place.shown)
        let observer = StartObserver()
        let reader = FactReader(
            infrastructure, workloads: workloads, estimate: estimate, shown: place.shown,
            observations: observer.observations)
        return reader.read(review.advise, over: options)
    }

    private func chosen(_ facts: [WorkloadFacts]) throws(Failure) -> [WorkloadFacts] {
        guard let workload else { return facts }
        let found = facts.filter { $0.name == workload }
        guard found.isEmpty else { return found }
        let names = facts.map { "`\($0.name)`" }.joined(separator: ", ")
        throw Failure(
            .notFound,
            Text(
                en: "There is no workload `\(workload)` here. There are: \(names.isEmpty ? "none" : names).",
                ja: "ワークロード `\(workload)` が見つかりません。見つかったもの: \(names.isEmpty ? "なし" : names)"))
    }

    private func shown(_ advice: [Advice], _ rate: Exact, _ language: Language) throws(Failure) -> String {
        switch format {
        case .text:
            guard !advice.isEmpty else {
                return Text(
                    en: "No workload was found here: no task definition, and no Dockerfile of something that runs.\n",
                    ja: "ワークロードが見つかりませんでした (タスク定義も、実行されるイメージの Dockerfile もありません)。\n")(language)
            }
            let ink = Ink(isOn: color.isOn)
            let isBrief = brief || (advice.count > 3 && workload == nil)
            let style = AdviceText.Style(
                width: Terminal.width, isBrief: isBrief, strong: { ink($0, .bold) }, faint: { ink($0, .dim) })
            var text = advice.map { AdviceText.render($0, language, rate: rate, style) }.joined(
                separator: isBrief ? "" : "\n")
            if isBrief {
                text += Text(
                    en:
                        "Facts, reasons and duties: plimsoll advise --workload NAME. A figure with ? counts open points.\n",
                    ja: "判断の材料・理由・担当の詳細: plimsoll advise --workload 名前。(数字?) は不明な点の数です。\n")(language)
            }
            return text
        case .html: return AdvicePage.render(advice, rate: rate, language, today: .today)
        case .json:
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            guard let data = try? encoder.encode(["workloads": advice.map { AdviceRecord($0, rate: rate) }]) else {
                throw Failure(
                    .invalid, Text(en: "The advice cannot be written as JSON.", ja: "結果を JSON に変換できません。"))
            }
            return String(decoding: data, as: UTF8.self) + "\n"
        }
    }
}
