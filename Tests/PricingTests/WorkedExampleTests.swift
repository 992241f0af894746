import Basics
import Foundation
import Pricing
import Testing
import Workload

/// The examples of the documentation, which were worked out by hand, come out of the program to the cent.
struct WorkedExampleTests {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The sections of a page that are worked examples, by their number.
    private static func section(_ number: Int, _ language: Language) throws -> String {
        let page = try String(
            contentsOf: root.appending(path: "docs/\(language.rawValue)/cost.md"), encoding: .utf8)
        return try #require(page.components(separatedBy: "\n## ").first { $0.hasPrefix("\(number). ") })
    }

    private static func estimate(_ number: Int, _ section: String) throws -> CostEstimate {
        var settings = CostSettings()
        var tree: any FileTree = DiskTree(root: root.path)
        var folder = ""
        switch number {
        case 1:
            folder = "examples/orders/deploy/orders.yaml"
            settings.region = "us-east-1"
        case 2:
            folder = "examples/forms/orders-repaired/terraform"
            settings.region = "ap-northeast-1"
            settings.requests = Exact(2_000_000)
            settings.logGB = Exact(4)
            settings.yenPerDollar = Exact("155.5")
        default:
            let yaml = try #require(
                section.components(separatedBy: "```yaml\n").last?.components(separatedBy: "```").first)
            tree = MemoryTree(["worker.yaml": yaml])
            settings.region = "us-east-1"
        }
        let prices = try PriceFile.builtIn()
        try settings.check(prices)
        let found = Discovery.find(in: tree, from: [folder])
        let infrastructure = DefinitionLoader(tree: tree).load(found.definitionCandidates)
        return CostEstimate(infrastructure, settings: settings, prices: prices) { $0 }
    }

    @Test(arguments: [1, 2, 3], Language.allCases)
    func thePageAndTheProgramAgreeToTheCent(number: Int, language: Language) throws {
        let section = try Self.section(number, language)
        let estimate = try Self.estimate(number, section)
        let bill = try #require(estimate.environments.first?.bills.first)
        #expect(estimate.environments.count == 1 && estimate.environments[0].bills.count == 1)
        #expect(bill.isWhole)
        let rows = section.components(separatedBy: "\n").filter { $0.hasPrefix("| ") }.map { row in
            row.components(separatedBy: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        }
        for item in bill.items {
            let title = CostWords.title(item.kind)(language)
            let row = try #require(rows.first { $0.count > 3 && $0[1] == title }, "\(title)")
            #expect(row[3] == item.money.dollars, "\(title)")
        }
        // Two rows are the table's head, one is its sum.
        #expect(rows.count == bill.items.count + 3)
        let sum = try #require(rows.last)
        #expect(sum[3] == "**\(bill.total.dollars)**")
        let yen = bill.total.yen(estimate.yenPerDollar)
        #expect(sum[2].contains("\(Grouped.text(yen.low))-\(Grouped.text(yen.high))"))
    }

    @Test func theSavingsOfThePagesAreRight() throws {
        let (one, three) = (try Self.estimate(1, ""), try Self.estimate(3, Self.section(3, .english)))
        let first = try #require(one.environments.first?.bills.first)
        let third = try #require(three.environments.first?.bills.first)
        #expect(first.savings.first { $0.kind == .arm }?.money.dollars == "7.21")
        #expect(first.savings.first { $0.kind == .spot }?.money.dollars == "21.62-25.23")
        #expect(third.savings.first { $0.kind == .endpoints }?.money.dollars == "5.40")
        #expect(third.savings.allSatisfy { $0.kind != .arm && $0.kind != .spot })
        let way = try #require(third.wayOut)
        #expect(way.evenEndpoints == Exact("4.5") && way.evenGB == nil && way.viaEndpoints.low == 2970)
    }
}
