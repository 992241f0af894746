import Basics
import ECSModel
import Workload

/// Databases and caches of developers' machines and of AWS against each other.
struct BackingComparison {
    /// The engines of one environment.
    struct Side {
        var name: EnvironmentName
        var source: String
        var place: Place
        var engines: [(engine: Engine, place: Place)]
        /// Whether what is not listed is surely not there: a Compose file starts all that it needs.
        var isWhole: Bool
    }

    static func parity(_ sides: [Side]) -> ServiceParity? {
        guard sides.count > 1, sides.count(where: { !$0.engines.isEmpty }) > 1 else { return nil }
        let rows = Engine.Kind.allCases.compactMap { row($0, sides) }
        guard !rows.isEmpty else { return nil }
        return ServiceParity(
            name: "", isBacking: true,
            environments: sides.map { ServiceParity.Environment(name: $0.name, source: $0.source, place: $0.place) },
            rows: rows)
    }

    private static func row(_ kind: Engine.Kind, _ sides: [Side]) -> ParityRow? {
        let found = sides.map { side in side.engines.filter { $0.engine.kind == kind } }
        guard found.contains(where: { !$0.isEmpty }) else { return nil }
        // Several databases of one kind: which stands for which cannot be told.
        let isPlain = found.allSatisfy { Set($0.map(\.engine)).count <= 1 }
        let precision = found.flatMap { $0 }.map(\.engine.version.count).filter { $0 > 0 }.min() ?? 0
        let names = Set(found.flatMap { $0 }.map(\.engine.name))
        let hasAllVersions = found.allSatisfy { $0.allSatisfy { !$0.engine.version.isEmpty } }
        let cells = zip(sides, found).map { side, found -> ParityRow.Cell in
            guard let first = found.first else {
                return side.isWhole
                    ? ParityRow.Cell(kind: .absent, shown: "", raw: "\u{0}", key: "\u{0}", place: side.place)
                    : ParityRow.Cell(kind: .unknown, shown: "", raw: nil, key: nil, place: side.place)
            }
            let shown = Set(found.map(\.engine.shown)).sorted().joined(separator: ", ")
            var key = first.engine.name
            // Redis and Valkey speak one protocol, but count their versions by themselves.
            if names == ["redis", "valkey"] { key = "redis" }
            if names.count == 1 {
                key += " " + first.engine.version.prefix(precision).map(String.init).joined(separator: ".")
            }
            let isOpen = !isPlain || names.count == 1 && !hasAllVersions && first.engine.version.isEmpty
            return ParityRow.Cell(
                kind: isOpen ? .unknown : .value, shown: shown, raw: isOpen ? nil : key, key: isOpen ? nil : key,
                place: first.place)
        }
        return ParityRow("backing.\(kind.rawValue)", .hard, cells)
    }

    /// The engines that resources of AWS run.
    static func engines(_ resources: [Resource]) -> [(engine: Engine, place: Place)] {
        resources.compactMap { resource in
            let properties = resource.properties
            var engine = properties.string("engine").value
            switch resource.type {
            case ResourceType.databaseInstance:
                // An instance of a cluster has the cluster's engine.
                if properties["dBClusterIdentifier"] != nil || properties["clusterIdentifier"] != nil { return nil }
            case ResourceType.databaseCluster, ResourceType.cacheCluster, ResourceType.serverlessCache: break
            case ResourceType.cacheGroup: if properties["engine"] == nil { engine = "redis" }
            default: return nil
            }
            let version = properties.string("engineVersion").value ?? properties.string("majorEngineVersion").value
            guard let engine, let found = Engine(aws: engine, version: version) else { return nil }
            let place = properties["engineVersion"]?.place ?? properties["engine"]?.place ?? resource.place
            return (found, place)
        }
    }
}
