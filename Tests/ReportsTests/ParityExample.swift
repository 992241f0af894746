import Basics
import Parity
import Workload

/// A service in two environments with a row of each sort.
enum ParityExample {
    static func table() -> ParityTable? {
        let tree = MemoryTree([
            "dev/taskdef.json": task(#""cpu": 256, "user": "1000", "stopTimeout": 5, "command": "<COMMAND>""#),
            "prod/taskdef.json": task(#""cpu": 512, "stopTimeout": 9, "command": ["run"]"#),
        ])
        let found = Discovery.find(in: tree)
        var settings = ParitySettings()
        if let pattern = FieldPattern("containers.*.stopTimeout") {
            let place = SourceFile(path: "plimsoll.yml", text: "").span(0..<0)
            settings.allowances = [.init(pattern: pattern, reason: "short work in dev", span: place)]
        }
        let infrastructure = DefinitionLoader(tree: tree).load(found.definitionCandidates)
        return ParityTable(ParityLoader(tree: tree, settings: settings).load(found, infrastructure))
    }

    private static func task(_ fields: String) -> String {
        #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", \#(fields)}]}"#
    }
}
