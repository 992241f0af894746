package import Basics
import ECSModel
import Templates
package import Workload

/// Finds the environments of each service of a repository and holds them against each other.
package struct ParityLoader: Sendable {
    private let tree: any FileTree
    private let settings: ParitySettings

    package init(tree: any FileTree, settings: ParitySettings = ParitySettings()) {
        self.tree = tree
        self.settings = settings
    }

    /// - Parameter found: what a walk found: files of values and parameters are among its candidates.
    package func load(_ found: Discovered, _ infrastructure: Infrastructure) -> ServiceEnvironments {
        let finder = EnvironmentFinder(
            tree: tree, infrastructure: infrastructure, candidates: found.definitionCandidates, settings: settings)
        let (groups, problems) = finder.find()
        let compose = ComposeEnvironments(files: found.composeFiles)
        var services = (groups + compose.groups()).flatMap(ServicePairing.services)
        if let backing = backing(compose, groups, infrastructure) { services.append(backing) }
        for index in services.indices {
            for row in services[index].rows.indices where services[index].rows[row].outcome == .differs {
                guard let allowance = settings.allowance(for: services[index].rows[row].field) else { continue }
                services[index].rows[row].outcome = .declared
                services[index].rows[row].allowance = allowance
            }
        }
        let known = Set(infrastructure.sources.map(\.path))
        var sources: [String: SourceFile] = [:]
        for environment in services.flatMap(\.environments) where !known.contains(environment.place.path) {
            sources[environment.place.path] = environment.place.source
        }
        return ServiceEnvironments(
            services: services.filter { !$0.rows.isEmpty }, settings: settings,
            sources: sources.sorted { $0.key < $1.key }.map(\.value), files: problems)
    }

    /// What the only Compose project starts against what runs in AWS.
    private func backing(
        _ compose: ComposeEnvironments, _ groups: [EnvironmentGroup], _ infrastructure: Infrastructure
    ) -> ServiceParity? {
        let projects = compose.local
        guard projects.count <= 1 else { return nil }
        var sides: [BackingComparison.Side] = []
        if let project = projects.first, let name = EnvironmentName(word: "local") {
            let engines = project.services.compactMap { service in
                service.image.flatMap { image in
                    image.text.flatMap { Engine(image: $0) }.map { ($0, image.place) }
                }
            }
            let isApplication = project.services.contains { $0.service.build != nil }
            sides.append(
                BackingComparison.Side(
                    name: name, source: project.file.path,
                    place: Place(project.file.source, project.services.first?.service.nameRange ?? 0..<0),
                    engines: engines, isWhole: isApplication && !engines.isEmpty))
        }
        var byName: [EnvironmentName: BackingComparison.Side] = [:]
        for unit in groups.flatMap(\.units) {
            let engines = BackingComparison.engines(unit.parts.flatMap(\.variant.resources))
            guard let first = engines.first else { continue }
            byName[
                unit.name,
                default: BackingComparison.Side(
                    name: unit.name, source: unit.source, place: unit.place ?? first.place, engines: [], isWhole: false)
            ].engines += engines
        }
        if byName.isEmpty {
            let engines = BackingComparison.engines(infrastructure.stacks.flatMap { $0.variants[0].resources })
            if let first = engines.first {
                let name = EnvironmentName(id: "aws", written: "AWS", tier: .production)
                byName[name] = BackingComparison.Side(
                    name: name, source: first.place.path, place: first.place, engines: engines, isWhole: false)
            }
        }
        sides += byName.values.sorted { ($0.name.tier, $0.name.id) < ($1.name.tier, $1.name.id) }
        return BackingComparison.parity(sides)
    }
}
