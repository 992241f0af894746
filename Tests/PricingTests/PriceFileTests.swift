import Basics
import Pricing
import Testing

struct PriceFileTests {
    private static func read(_ text: String) throws(Failure) -> PriceFile {
        try PriceFileReader.read(SourceFile(path: "prices.toml", text: text))
    }

    @Test func theBuiltInFileHasBothRegions() throws {
        let file = try PriceFile.builtIn()
        #expect(file.regions.map(\.name) == ["us-east-1", "ap-northeast-1"])
        for region in file.regions {
            for key in PriceKey.allCases { #expect(region[key] > .zero, "\(region.name) \(key.rawValue)") }
            // ARM is 20 % below x86, as AWS says, to the last place that it prints.
            let ratio = (region[.armCPU] / region[.x86CPU]).double
            #expect(abs(ratio - 0.8) < 0.001)
        }
        #expect(file.region("us-east-1")?[.x86CPU] == Exact("0.04048"))
        #expect(file.region("eu-west-1") == nil)
    }

    @Test(arguments: [
        ("2026-03-01", false), ("2027-03-01", false), ("2027-03-02", true), ("2030-01-01", true), ("2026-02-28", true),
    ])
    func aDateOlderThanAYearOrToComeIsNoticed(today: String, isDoubted: Bool) throws {
        let file = try PriceFile.builtIn()
        #expect(file.date == Day("2026-03-01"))
        let day = try #require(Day(today))
        #expect((file.doubt(today: day) != nil) == isDoubted)
    }

    @Test func quotesCommentsAndBlanksAreTaken() throws {
        let text = PriceFile.builtInText
            .replacing("date = 2026-03-01", with: "  date=\"2025-12-31\"\t# new\r")
            .replacing("[us-east-1]", with: "[\"us-east-1\"]")
        let file = try Self.read(text)
        #expect(file.date == Day("2025-12-31"))
        #expect(file.region("us-east-1") != nil)
    }

    @Test(arguments: [
        ("date = 2026-03-01", "date = 2026-02-30", "prices.toml:2: `2026-02-30` is not a date"),
        ("date = 2026-03-01", "", "prices.toml: there is no `date"),
        ("jpy-per-usd = 150", "jpy-per-usd = 0", "prices.toml:4: a rate is more than 0"),
        ("jpy-per-usd = 150", "", "prices.toml: there is no `jpy-per-usd"),
        ("[us-east-1]", "[us-east-1", "prices.toml:6: a section is written"),
        ("[us-east-1]", "[us east]", "prices.toml:6: `us east` is no name"),
        ("[ap-northeast-1]", "[us-east-1]", "prices.toml:29: `us-east-1` is there twice"),
        ("alb-hour = 0.0225\n", "", "prices.toml:6: `us-east-1` lacks `alb-hour`"),
        ("alb-hour = 0.0225", "alb-hours = 0.0225", "no price is called `alb-hours`. Did you mean `alb-hour`?"),
        ("alb-hour = 0.0225", "alb-hour = 0.02 USD", "prices.toml:17: `alb-hour` needs a number"),
        ("alb-hour = 0.0225", "alb-hour = -1", "prices.toml:17: `alb-hour` needs a number"),
        ("alb-hour = 0.0225", "alb-hour = 22500", "cannot be right"),
        ("alb-hour = 0.0225", "alb-hour", "prices.toml:17: neither a section"),
        ("alb-hour = 0.0225", "alb-hour = 0.0225\nalb-hour = 0.0225", "prices.toml:18: `alb-hour` is there twice"),
        ("spot-discount-least = 0.6", "spot-discount-least = 60", "is a share"),
        ("spot-discount-least = 0.6", "spot-discount-least = 0.8", "least discount of Spot is above the most"),
        ("date = 2026-03-01", "dated = 2026-03-01", "stands before the first section"),
    ])
    func faultsAreToldWithTheirLine(part: String, replacement: String, message: String) {
        let text = PriceFile.builtInText.replacing(part, with: replacement, maxReplacements: 1)
        #expect(text != PriceFile.builtInText)
        do throws(Failure) {
            _ = try Self.read(text)
            Issue.record("it was taken")
        } catch {
            #expect(error.text(.english).contains(message), "\(error.text(.english))")
            #expect(error.text(.japanese) != error.text(.english))
        }
    }

    @Test(arguments: ["", "\u{0}\u{0}", "[", "=", "[]", "[\"", "\"", "a=b=c", "{\"date\": \"2026-03-01\"}"])
    func nonsenseIsRefused(text: String) {
        #expect(throws: Failure.self) { try Self.read(text) }
    }
}
