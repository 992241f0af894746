import Basics
import Foundation
import Reports
import Testing
import Workload

/// The graph in its three forms.
struct GraphReportTests {
    private static func graph() throws -> SystemGraph {
        let tree = MemoryTree([
            "taskdef.json":
                #"{"family": "a\"b", "containerDefinitions": [{"name": "web", "image": "web:1", "essential": true}]}"#,
            "service.json": #"{"serviceName": "web", "desiredCount": 1, "taskDefinition": "a\"b"}"#,
        ])
        let infrastructure = DefinitionLoader(tree: tree).load(Discovery.find(in: tree).definitionCandidates)
        return SystemGraph(try #require(infrastructure.systems().first?.system), workloads: [])
    }

    private static func render(_ format: GraphReport.Format, _ language: Language = .english) throws -> String {
        try GraphReport.render(graph(), as: format, language, ink: Ink(isOn: false), sources: { _ in nil })
    }

    @Test func theTreeBeginsWithTheService() throws {
        #expect(
            try Self.render(.text) == """
                service web  service.json:1
                └─ runs task definition a"b  service.json:1
                   └─ has container web  taskdef.json:1
                      └─ uses image web:1  taskdef.json:1

                """)
        #expect(try Self.render(.text, .japanese).contains("実行 タスク定義"))
    }

    @Test func mermaidIsEscaped() throws {
        let text = try Self.render(.mermaid)
        #expect(text.hasPrefix("flowchart LR\n"))
        #expect(text.contains("a#quot;b") && !text.contains("a\"b"))
    }

    @Test func jsonIsReadBack() throws {
        let data = Data(try Self.render(.json).utf8)
        #expect(try JSONDecoder().decode(SystemGraph.self, from: data) == Self.graph())
    }

    @Test func nothingIsSaidSo() throws {
        let empty = SystemGraph(System([]), workloads: [])
        #expect(
            try !GraphReport.render(empty, as: .text, .english, ink: Ink(isOn: false), sources: { _ in nil }).isEmpty)
    }
}
