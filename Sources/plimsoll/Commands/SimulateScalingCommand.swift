import ArgumentParser
import Basics
import Foundation
import Pricing
import Reports
import Scaling
import Templates
import Workload

struct SimulateScalingCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate-scaling",
        abstract: "Replay recorded load through scaling policies, and show what they do and cost.",
        discussion: """
            METRICS is a CSV file with a column `time` and others such as `tasks,cpu` or `requests`, or what \
            `aws cloudwatch get-metric-data` prints. POLICY is a JSON file as `put-scaling-policy` and \
            `register-scalable-target` take it, or definitions of a service with its policies. Nothing is asked of AWS: \
            target tracking, steps, alarms and cooldowns are played by their documented rules.
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, svg, html }

    enum Architecture: String, ExpressibleByArgument, CaseIterable { case x86, arm }

    @Argument(help: "The recorded load.", completion: .file(extensions: ["csv", "json"]))
    var metrics: String

    @Argument(help: "The policies: a JSON file, or a file or folder of definitions.", completion: .file())
    var policy: String

    @Option(name: .long, help: "The service, where there are several.")
    var service: String?

    @Option(name: .long, help: "The fewest tasks; else what POLICY tells.")
    var min: Int?

    @Option(name: .long, help: "The most tasks; else what POLICY tells.")
    var max: Int?

    @Option(name: .long, help: "Tasks at the start; else those recorded, the desired count, or the fewest.")
    var initial: Int?

    @Option(name: .long, help: "Tasks that ran while the load was recorded, where no column `tasks` tells.")
    var recordedTasks: Int?

    @Option(name: .long, help: "Seconds until a new task takes requests.")
    var startSeconds = 60

    @Option(name: .long, help: "Seconds that a task is still paid for after it takes no more requests.")
    var stopSeconds = 30

    @Option(name: .long, help: "Requests a minute that one task can answer; tells what is not served.")
    var requestsPerTask: Double?

    @Option(
        name: .long, help: "The column that a policy is to look at: POLICY=COLUMN.",
        transform: SimulateScalingCommand.pair)
    var metric: [(policy: String, column: String)] = []

    @Option(name: .long, help: "A task's CPU units; else what its task definition tells.")
    var cpu: Int?

    @Option(name: .long, help: "A task's memory in MiB; else what its task definition tells.")
    var memory: Int?

    @Option(name: .long, help: "The architecture that is paid for: x86 or arm; else what the task definition tells.")
    var arch: Architecture?

    @Option(name: .long, help: "The Region whose prices count; else what the definitions tell.")
    var region: String?

    @Option(name: .long, help: "A price file instead of the built-in one.", completion: .file())
    var prices: String?

    @Option(name: .long, help: "How to print: text, json, svg or html.")
    var format: Format = .text

    @Option(name: .long, help: "Write the plot as SVG to a file as well.", completion: .file(extensions: ["svg"]))
    var svg: String?

    @Flag(name: .long, help: "Draw with ASCII characters.")
    var ascii = false

    @Option(name: .long, help: "en or ja; else LANG decides.")
    var lang: Language?

    @Option(name: .long, help: "Colour: auto, always or never.")
    var color: ColourChoice = .auto

    func validate() throws {
        let limits: [(option: String, value: Int?, range: ClosedRange<Int>)] = [
            ("--recorded-tasks", recordedTasks, 1...ScalingInput.mostTasks),
            ("--start-seconds", startSeconds, 0...3600),
            ("--stop-seconds", stopSeconds, 0...3600), ("--cpu", cpu, 1...1_048_576),
            ("--memory", memory, 1...16_777_216),
            ("--initial", initial, 0...ScalingInput.mostTasks), ("--min", min, 0...ScalingInput.mostTasks),
            ("--max", max, 0...ScalingInput.mostTasks),
        ]
        for (option, value, range) in limits {
            guard let value, !range.contains(value) else { continue }
            throw ValidationError("\(option) must be from \(range.lowerBound) to \(range.upperBound).")
        }
        if let requestsPerTask, !(requestsPerTask > 0 && requestsPerTask <= 1e9) {
            throw ValidationError("--requests-per-task must be greater than 0.")
        }
    }

    func run() async throws {
        let language = lang ?? Language.ofEnvironment
        let report: ScalingReport
        do throws(Failure) {
            report = try await self.report(language)
        } catch {
            Terminal.complain(error, language)
            throw ExitCode(error.code == .notFound || error.code == .invalid ? 2 : 3)
        }
        if let svg { try StoredFile.write(ScalingDrawing.render(report, language), to: svg, language) }
        switch format {
        case .text:
            let ink = Ink(isOn: color.isOn)
            Terminal.print(
                ScalingText.render(
                    report, language, width: Terminal.width, ascii: ascii, strong: { ink($0, .bold) },
                    faint: { ink($0, .dim) }))
        case .svg: Terminal.print(ScalingDrawing.render(report, language))
        case .html: Terminal.print(ScalingPage.render(report, language, today: .today))
        case .json:
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            let data = try encoder.encode(ScalingRecord(report))
            Terminal.print(String(decoding: data, as: UTF8.self) + "\n")
        }
    }

    private func report(_ language: Language) async throws(Failure) -> ScalingReport {
        let scaled = try await ScaledService.find(policy, service: service, language)
        let facts = RecordingFacts(
            tasks: recordedTasks, cpu: cpu ?? scaled.facts?.cpuUnits, memory: memory ?? scaled.facts?.memoryMiB)
        let source = SourceFile(
            path: metrics, bytes: try ReviewPlace.disk(metrics).read(metrics, limit: MetricReader.sizeLimit))
        let table = try MetricReader.read(source, facts: facts)
        var options = ScalingOptions()
        (options.minimum, options.maximum, options.initial) = (min, max, initial)
        (options.startSeconds, options.stopSeconds) = (startSeconds, stopSeconds)
        options.requestsPerTask = requestsPerTask
        for (policy, column) in metric { options.columns[policy] = column }
        let run = Simulator.run(try ScalingInput(table, scaled.setup, options))
        let (cost, notes) = try cost(of: run, scaled.facts)
        return ScalingReport(run, cost: cost, costNotes: notes)
    }

    /// What the run costs, where the size of a task is told.
    private func cost(of run: ScalingRun, _ facts: ServiceFacts?) throws(Failure) -> (ScalingCost?, [Text]) {
        let file = try PriceFile.read(prices)
        guard let units = cpu ?? facts?.cpuUnits, let mebibytes = memory ?? facts?.memoryMiB else {
            return (
                nil,
                [
                    Text(
                        en: "For the cost give the size of a task: --cpu 512 --memory 1024.",
                        ja: "料金を計算するには、--cpu 512 --memory 1024 のようにタスクのサイズを指定してください。")
                ]
            )
        }
        guard let size = FargateSize(cpu: units, memory: mebibytes) else {
            throw Failure(
                .invalid,
                Text(
                    en: "Fargate has no size of \(units) CPU units with \(mebibytes) MiB.",
                    ja: "Fargate では CPU \(units) ユニットとメモリ \(mebibytes) MiB の組み合わせを使えません。"))
        }
        var settings = CostSettings()
        settings.region = region
        try settings.check(file)
        var notes: [Text] = []
        let wanted = region ?? facts?.region ?? CostSettings.fallbackRegion
        let known = file.region(wanted) ?? file.region(CostSettings.fallbackRegion) ?? file.regions.first
        guard let known else { return (nil, []) }
        if known.name != wanted {
            notes.append(
                Text(
                    en: "There are no prices for \(wanted): those of \(known.name) are taken.",
                    ja: "\(wanted) の料金がないため、\(known.name) の料金を使っています。"))
        }
        if let doubt = file.doubt(today: .today) { notes.append(doubt) }
        let isARM = arch.map { $0 == .arm } ?? (facts?.architecture == .arm)
        if case .fargate(.shares)? = facts?.launch {
            notes.append(
                Text(
                    en: "Some tasks run on Fargate Spot: all are counted at the price on demand.",
                    ja: "一部のタスクは Fargate Spot で動作しますが、すべてオンデマンドの料金で計算しています。"))
        }
        return (
            ScalingCost(run, size: size, isARM: isARM, region: known, yenPerDollar: file.yenPerDollar), notes
        )
    }

    @Sendable private static func pair(_ text: String) throws -> (policy: String, column: String) {
        guard let equals = text.lastIndex(of: "="), equals != text.startIndex, text.last != "=" else {
            throw ValidationError("\(text) is not of the form POLICY=COLUMN")
        }
        return (String(text[..<equals]), String(text[text.index(after: equals)...]))
    }
}
