import Basics
import Parity
import Testing
import Workload

/// Nothing of a repository ends the program or keeps it busy.
@Suite struct HostileTests {
    private static func nested(_ depth: Int) -> String {
        String(repeating: #"{"a": "#, count: depth) + "1" + String(repeating: "}", count: depth)
    }

    static let texts = [
        "", "{", "[]", "null", #"{"containerDefinitions": null}"#, #"{"containerDefinitions": [null, 1, "x", {}]}"#,
        #"{"family": 1, "containerDefinitions": [{"name": [], "image": {}}]}"#,
        #"{"family": "", "containerDefinitions": [{"name": "", "image": ""}]}"#,
        #"{"family": "dev", "containerDefinitions": [{"name": "dev", "image": "@:/"}]}"#,
        #"{"family": "w", "containerDefinitions": [{"name": "w", "image": "w", "environment": {"name": {}}, "secrets": "x"}]}"#,
        #"{"family": "w", "containerDefinitions": [{"name": "w", "image": "w", "portMappings": [1, [], {"containerPort": {}}]}]}"#,
        #"{"family": "w", "containerDefinitions": [{"name": "w", "image": "w", "dockerLabels": "# + nested(60) + "}]}",
    ]

    @Test(arguments: texts)
    func wrongDefinitionsAreNoTrouble(text: String) {
        let fine = ParityFixture.container(#""user": "1""#)
        for pair in [(text, text), (text, fine), (fine, text)] {
            let rows = ParityFixture.pair(pair.0, pair.1)
            #expect(rows.allSatisfy { $0.cells.count == 2 })
        }
    }

    @Test func manyContainersAndVariablesEnd() {
        let variables = (0..<3000).map { #"{"name": "V\#($0)", "value": "\#($0)"}"# }.joined(separator: ", ")
        let containers = (0..<300).map { #"{"name": "c\#($0)", "image": "c"}"# }.joined(separator: ", ")
        let text = #"""
            {"family": "w", "containerDefinitions": [{"name": "w", "image": "w", "environment": [\#(variables)]}, \#(containers)]}
            """#
        let rows = ParityFixture.pair(text, text)
        #expect(rows.count <= 4000)
        #expect(rows.allSatisfy { $0.outcome != .differs })
    }

    @Test(
        arguments: [
            ("params/dev.json", "["), ("params/dev.json", #"[{"ParameterKey": 1}]"#),
            ("params/dev.json", #"{"Parameters": []}"#),
            ("samconfig.toml", "[dev"), ("samconfig.toml", "dev = 1\n[prod]\ndeploy = []"), ("dev.tfvars", "size = {"),
            ("compose.prod.yaml", "services: 1"),
        ])
    func wrongFilesOfValuesAreNoEnvironments(path: String, text: String) {
        let template = """
            Parameters: {Size: {Type: String}}
            Resources: {T: {Type: AWS::ECS::TaskDefinition, Properties: {ContainerDefinitions: [{Name: w, Image: w}]}}}
            """
        let services = ParityFixture.load([
            path: text, "template.yaml": template, "compose.yaml": "services: {a: {image: a}}",
        ]).services
        #expect(services.map(\.name) == [])
    }

    /// Names of all sorts come out as they went in, but for the environment.
    @Test(arguments: ["", "-", "dev", "dev-dev-dev", "é-dev-日本", "DEVdevDev", String(repeating: "dev-", count: 3000)])
    func namesStayText(name: String) throws {
        let words = try #require(EnvironmentName(word: "dev")).words
        let once = EnvironmentWords.without(words, name)
        #expect(once.utf8.count <= name.utf8.count)
    }

    @Test func tablesCarryNoControlCharacters() {
        let rows = ParityFixture.load([
            "dev/taskdef.json": ParityFixture.container(#""command": ["\u001b[2J", "a"]"#),
            "prod/taskdef.json": ParityFixture.container(#""command": ["b"]"#),
        ])
        let text = ParityText.render(ParityTable(rows), .english, width: 80, all: true)
        #expect(!text.contains("\u{1B}"))
        #expect(text.split(separator: "\n").allSatisfy { DisplayWidth.of(String($0)) <= 80 })
    }
}
