import Basics
import Foundation
import Pricing
import Testing

@testable import Scaling

#if canImport(FoundationXML)
    import FoundationXML
#endif

struct OutputTests {
    private static func report(service: String = "web") throws -> ScalingReport {
        let values = (0..<180).map { minute -> Double? in
            if minute == 100 { return nil }
            let height = Double(max(0, 60 - abs(minute - 90)))
            return 100 + 400 * height / 60
        }
        let policies = [
            Sample.tracking("cpu-60", target: 60, out: 60, in: 120),
            Sample.step("burst", .percent, [StepAdjustment(0, nil, 50)], .greater, 90, cooldown: 60),
        ]
        let run = try Sample.run(Sample.cpu(values), policies, 2...8, initial: 2) { options, setup in
            options.startSeconds = 90
            setup.service = service
            setup.notes = [Text(en: "A note.", ja: "補足です。")]
        }
        let prices = try PriceFile.builtIn()
        let region = try #require(prices.region("us-east-1"))
        let size = try #require(FargateSize(cpu: 512, memory: 1024))
        return ScalingReport(
            run, cost: ScalingCost(run, size: size, isARM: false, region: region, yenPerDollar: Exact(150)))
    }

    @Test(arguments: Language.allCases, [60, 80, 120])
    func theTextFitsTheTerminal(language: Language, width: Int) throws {
        let text = ScalingText.render(try Self.report(), language, width: width)
        for line in text.split(separator: "\n") { #expect(DisplayWidth.of(line) <= width, "\(line)") }
        #expect(text.contains(language == .japanese ? "スケーリングアクティビティ" : "scaling activities"))
        #expect(text.contains("cpu-60") && text.contains("█") && text.contains("USD"))
    }

    @Test func asciiIsASCII() throws {
        let text = ScalingText.render(try Self.report(), .english, width: 80, ascii: true)
        #expect(!text.unicodeScalars.contains { !$0.isASCII }, "\(text)")
    }

    // https://www.w3.org/TR/SVG2/struct.html: an image with a title and a description that name it.
    @Test(arguments: Language.allCases)
    func theDrawingIsWellFormedAndTellsWhatItShows(language: Language) throws {
        let svg = ScalingDrawing.render(try Self.report(service: "a<b>&\"c\u{202E}"), language)
        let parser = XMLParser(data: Data(svg.utf8))
        #expect(parser.parse(), "\(String(describing: parser.parserError))")
        #expect(svg.contains("<title id=\"scaling-title\">a&lt;b&gt;&amp;&quot;c"))
        #expect(svg.contains("<desc id=\"scaling-desc\">") && svg.contains("prefers-color-scheme"))
        #expect(!svg.contains("nan") && !svg.contains("inf"))
        let bare = ScalingDrawing.render(try Self.report(), language, id: "two", includesStyle: false)
        #expect(!bare.contains("<style>") && bare.contains("aria-labelledby=\"two-title two-desc\""))
    }

    @Test func theRecordHoldsEachMinute() throws {
        let data = try JSONEncoder().encode(ScalingRecord(try Self.report()))
        let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect((object["minutes"] as? [Any])?.count == 180)
        let totals = try #require(object["totals"] as? [String: Any])
        #expect((totals["taskHours"] as? Double ?? 0) > 6)
        #expect(
            (object["policies"] as? [[String: Any]])?.map { $0["type"] as? String } == [
                "TargetTrackingScaling", "StepScaling",
            ])
        let activity = try #require((object["activities"] as? [[String: Any]])?.first)
        #expect((activity["reason"] as? [String: String])?["ja"]?.isEmpty == false)
    }

    // Four tasks of 0.5 vCPU and 1 GB for 30 minutes: 2 task-hours x (0.5 x 0.04048 + 0.004445).
    @Test func theCostIsTheTaskHoursTimesThePrice() throws {
        let run = try Sample.run(
            Sample.cpu(Array(repeating: 200, count: 30)), [Sample.tracking(target: 50)], initial: 4)
        #expect(run.taskSeconds == 7200)
        let region = try #require(try PriceFile.builtIn().region("us-east-1"))
        let size = try #require(FargateSize(cpu: 512, memory: 1024))
        let cost = ScalingCost(run, size: size, isARM: false, region: region, yenPerDollar: Exact(150))
        #expect(cost.hourly == Exact("0.024685"))
        #expect(cost.total.dollars == "0.05")
        // 730 hours x 4 tasks.
        #expect(cost.month.dollars == "72.08")
        #expect(cost.month == cost.monthConstant)
    }

    // Starting and stopping tasks are paid for: 2 tasks start 60 s before they serve, 1 stops 30 s long.
    @Test func tasksThatStartAndStopArePaidFor() {
        var fleet = Fleet(running: 2)
        fleet.start(2, readyAt: 90)
        #expect(fleet.average(from: 60, to: 120) == 3 && fleet.billed(from: 60, to: 120) == 4)
        fleet.settle(at: 120)
        fleet.stop(1, goneAt: 150)
        #expect(fleet.running == 3)
        #expect(fleet.average(from: 120, to: 180) == 3 && fleet.billed(from: 120, to: 180) == 3.5)
    }

    @Test(arguments: [
        (0.0, 1.0), (1, 1), (7, 8), (99.9, 100), (100, 100), (101, 150), (1234, 1500), (0.03, 0.03),
    ])
    func axesEndAtRoundNumbers(value: Double, end: Double) {
        #expect(abs(ScalingColumns.end(above: value) - end) < 1e-9)
    }

    @Test(arguments: [
        (1234.5, 1, "1,234.5"), (0, 2, "0"), (-1.25, 2, "-1.25"), (1e7, 0, "10,000,000"), (0.999, 1, "1"),
    ])
    func numbersAreShownShort(number: Double, places: Int, text: String) {
        #expect(Decimals.shown(number, places: places) == text)
    }

    @Test func swingsAreTold() throws {
        let values: [Double?] = (0..<120).map { ($0 / 6).isMultiple(of: 2) ? 20 : 90 }
        let policies = [
            Sample.step("up", .change, [StepAdjustment(0, nil, 1)], .greater, 80, cooldown: 60, metric: "q"),
            Sample.step("down", .change, [StepAdjustment(nil, 0, -1)], .less, 30, cooldown: 60, metric: "q"),
        ]
        let run = try Sample.run(
            Sample.table([MetricSeries(name: "q", kind: .custom, isShared: false, values: values)]), policies,
            initial: 5)
        #expect(run.swings.count > 5)
        #expect(run.warnings.contains { $0.kind == .swings })
    }

    @Test func policiesWithoutTheirColumnAreLeftOutOrRefused() throws {
        let both = [Sample.tracking(), Sample.tracking("rps", metric: "ALBRequestCountPerTarget")]
        let run = try Sample.run(Sample.cpu(Array(repeating: 100, count: 5)), both, initial: 2)
        #expect(run.input.policies.map(\.name) == ["cpu"])
        #expect(run.warnings.contains { $0.kind == .leftOut && $0.text.en.contains("`requests`") })
        do {
            _ = try Sample.run(Sample.cpu([1, 2]), [both[1]], initial: 2)
            Issue.record("nothing was refused")
        } catch {
            #expect((error as? Failure)?.text(.english).contains("Columns: `cpu`; needed: `requests`") == true)
        }
        let told = try Sample.run(Sample.cpu([1, 2]), [both[1]], initial: 2) { options, _ in
            options.columns = ["rps": "cpu"]
        }
        #expect(told.input.policies.count == 1)
    }
}
