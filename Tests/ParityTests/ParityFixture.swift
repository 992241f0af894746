import Basics
import Parity
import Workload

/// A small repository as the loader sees it.
enum ParityFixture {
    static func load(_ files: [String: String], _ settings: ParitySettings = ParitySettings()) -> ServiceEnvironments {
        let tree = MemoryTree(files)
        let found = Discovery.find(in: tree)
        let infrastructure = DefinitionLoader(tree: tree).load(found.definitionCandidates)
        return ParityLoader(tree: tree, settings: settings).load(found, infrastructure)
    }

    /// Two environments of a task definition whose only container holds what is given, with or without a service.
    static func pair(_ staging: String, _ production: String) -> [ParityRow] {
        let rows = load([
            "envs/staging/taskdef.json": staging, "envs/production/taskdef.json": production,
        ]).services.first?.rows
        return rows ?? []
    }

    static func container(_ fields: String) -> String {
        """
        {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1"\(fields.isEmpty ? "" : ", " + fields)}]}
        """
    }

    static func outcomes(_ rows: [ParityRow]) -> [String: ParityRow.Outcome] {
        Dictionary(rows.map { ($0.field, $0.outcome) }, uniquingKeysWith: { first, _ in first })
    }
}
