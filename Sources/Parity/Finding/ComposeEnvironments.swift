import Basics
import ECSModel
import Templates
import Workload

/// Compose files as environments: `compose.yaml` with `compose.prod.yaml` over it, or a whole file for each.
///
/// Source: https://docs.docker.com/compose/how-tos/multiple-compose-files/merge/
struct ComposeEnvironments {
    /// What `docker compose up` starts in a folder, as a task definition.
    struct Project: Sendable {
        var folder: String
        var file: ComposeFile
        var services: [ComposeProjectService]
    }

    let files: [ComposeFile]

    private static let bases: Set<String> = [
        "compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml",
    ]
    private static let overrides: Set<String> = [
        "compose.override.yaml", "compose.override.yml", "docker-compose.override.yml", "docker-compose.override.yaml",
    ]

    /// What runs on developers' machines, by folder.
    var local: [Project] {
        files.compactMap { file in
            guard Self.bases.contains(RelativePath.name(file.path)) else { return nil }
            let folder = RelativePath.folder(file.path)
            let override = files.first {
                RelativePath.folder($0.path) == folder && Self.overrides.contains(RelativePath.name($0.path))
            }
            let services = Self.merged(file, override)
            guard !services.isEmpty, services.allSatisfy(\.isWhole) else { return nil }
            return Project(folder: folder, file: file, services: services)
        }
    }

    func groups() -> [EnvironmentGroup] {
        let local = local
        return Dictionary(grouping: files) { RelativePath.folder($0.path) }.sorted { $0.key < $1.key }.compactMap {
            folder, files in
            let base = files.first { Self.bases.contains(RelativePath.name($0.path)) }
            var units: [EnvironmentUnit] = []
            for file in files {
                guard let name = EnvironmentPath(RelativePath.name(file.path))?.name else { continue }
                let own = Self.merged(file, nil)
                let services =
                    own.allSatisfy(\.isWhole) || base == nil ? own : base.map { Self.merged($0, file) } ?? own
                if !services.isEmpty, services.allSatisfy(\.isWhole) { units.append(Self.unit(name, file, services)) }
            }
            // What developers start without naming a file is one more environment, beside those that are named.
            if !units.isEmpty, !units.contains(where: { $0.name.tier <= .development }),
                let project = local.first(where: { $0.folder == folder }), let name = EnvironmentName(word: "local")
            {
                units.append(Self.unit(name, project.file, project.services))
            }
            return EnvironmentGroup(units)
        }
    }

    private static func unit(
        _ name: EnvironmentName, _ file: ComposeFile, _ services: [ComposeProjectService]
    ) -> EnvironmentUnit {
        let place = Place(file.source, services.first?.service.nameRange ?? 0..<0)
        let containers = services.map(\.container)
        let term = Term(
            .map([
                TermEntry(
                    key: "containerDefinitions", keyPlace: place, value: Term(.list(containers), place))
            ]), place)
        let folder = RelativePath.folder(file.path)
        let resource = Resource(
            type: ResourceType.taskDefinition, address: "compose", properties: term, place: place, origin: .compose)
        return EnvironmentUnit(
            name: name, source: file.path, place: place,
            parts: [
                EnvironmentUnit.Part(
                    scope: folder.isEmpty ? "compose" : folder, variant: Stack.Variant(resources: [resource]))
            ])
    }

    /// Services of a file with what another one lays over them; those that a profile must ask for are left out.
    private static func merged(_ base: ComposeFile, _ overlay: ComposeFile?) -> [ComposeProjectService] {
        var result = base.services.map { ComposeProjectService($0, base.source) }
        for service in overlay?.services ?? [] {
            guard let overlay else { continue }
            if let index = result.firstIndex(where: { $0.service.name == service.name }) {
                result[index].add(ComposeProjectService(service, overlay.source))
            } else {
                result.append(ComposeProjectService(service, overlay.source))
            }
        }
        return result.filter { $0.service.profiles.isEmpty }
    }
}
