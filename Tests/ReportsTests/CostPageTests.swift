import Basics
import Foundation
import Pricing
import Reports
import Testing
import Workload

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// The estimate as a page that stands by itself.
@Suite struct CostPageTests {
    private static let day = Day(year: 2026, month: 9, day: 1)

    private static func page(_ service: String, _ language: Language) throws -> String {
        let text = """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties: {Family: web, RequiresCompatibilities: [FARGATE], NetworkMode: awsvpc, Cpu: '256', Memory: '512', ContainerDefinitions: [{Name: web, Image: nginx}]}
              Service:
                Type: AWS::ECS::Service
                Properties: {TaskDefinition: !Ref Task, ServiceName: "\(service)", DesiredCount: 2, LaunchType: FARGATE}
            """
        let tree = MemoryTree(["stack.yaml": text])
        let infrastructure = DefinitionLoader(tree: tree).load(Discovery.find(in: tree).definitionCandidates)
        let estimate = CostEstimate(
            infrastructure, settings: CostSettings(), prices: try PriceFile.builtIn()
        ) { $0 }
        return CostPage.render(estimate, language, today: day)
    }

    @Test(arguments: Language.allCases)
    func holdsTheServicesAndTheirTotals(language: Language) throws {
        let page = try Self.page("web", language)
        #expect(page.contains("<h4><span class=\"name\">web</span>"))
        // Two tasks of 0.25 vCPU and 0.5 GB for 730 hours.
        #expect(page.contains("14.78") && page.contains("3.24"))
        #expect(page.contains(language == .japanese ? "合計" : "Total"))
        // What stands in the page's own script is no markup.
        let bare = page.replacing(/<script[^>]*>(?s).*?<\/script>|<style>(?s).*?<\/style>/, with: "")
        #expect(XMLParser(data: Data(bare.utf8)).parse())
    }

    @Test func namesOfFilesAreNoMarkup() throws {
        let page = try Self.page("web & co", .english)
        #expect(!page.contains("web & co"))
        #expect(page.contains("web &amp; co"))
    }

    @Test func aPlaceWithoutServicesSaysSo() throws {
        let estimate = CostEstimate(
            Infrastructure(), settings: CostSettings(), prices: try PriceFile.builtIn()
        ) { $0 }
        #expect(CostPage.render(estimate, .english, today: Self.day).contains("No ECS service was found here."))
    }
}
