import Basics
import ECSModel
import Templates
import Workload

/// Finds which definitions are environments of one thing.
///
/// Two are only where something says so: a word in the paths, a file of values for each, the values that a parameter
/// allows, the names that a tool gives its environments. What is merely alike is never compared.
struct EnvironmentFinder {
    private let tree: any FileTree
    private let infrastructure: Infrastructure
    private let settings: ParitySettings
    private let candidates: [String]

    init(
        tree: any FileTree, infrastructure: Infrastructure, candidates: [String], settings: ParitySettings
    ) {
        self.tree = tree
        self.infrastructure = infrastructure
        self.candidates = candidates
        self.settings = settings
    }

    /// The groups, and the files of parameters that could not be used.
    func find() -> (groups: [EnvironmentGroup], problems: [Infrastructure.File]) {
        var (groups, taken) = byPath()
        let templates = TemplateEnvironments(
            tree: tree, infrastructure: infrastructure, candidates: candidates, settings: settings)
        for (number, stack) in infrastructure.stacks.enumerated() where !taken.contains(number) {
            let found =
                switch stack.origin {
                case .copilot: copilot(stack)
                case .terraform: EnvironmentGroup(values(stack))
                case .cloudFormation: templates.group(stack)
                default: EnvironmentGroup?.none
                }
            if let group = found ?? EnvironmentGroup(byAddress(stack)) {
                groups.append(group)
                taken.insert(number)
            }
        }
        return (groups, templates.problems())
    }

    // MARK: Paths

    /// Files and folders whose paths differ in the word of an environment only.
    private func byPath() -> (groups: [EnvironmentGroup], taken: Set<Int>) {
        struct Key: Hashable {
            var scope: String
            var name: String
        }
        var units: [Key: (unit: EnvironmentUnit, stacks: [Int])] = [:]
        for (number, stack) in infrastructure.stacks.enumerated() where stack.origin != .copilot {
            guard let path = EnvironmentPath(stack.name, declared: settings.environments) else { continue }
            // A folder of files makes one environment; each root module of Terraform is by itself.
            let isModule = stack.origin == .terraform
            let key = Key(
                scope: (isModule ? "terraform " : "files ") + (isModule ? path.scope : path.folderScope),
                name: path.name.id)
            let part = EnvironmentUnit.Part(scope: path.scope, variant: stack.variants[0])
            if units[key] == nil {
                let source = isModule || path.folderScope.contains("*") ? Self.folder(stack) : stack.name
                units[key] = (
                    EnvironmentUnit(
                        name: path.name, source: source, place: part.variant.resources.first?.place, parts: []), []
                )
            }
            units[key]?.unit.parts.append(part)
            units[key]?.stacks.append(number)
        }
        var groups: [EnvironmentGroup] = []
        var taken: Set<Int> = []
        for (_, members) in Dictionary(grouping: units, by: \.key.scope).sorted(by: { $0.key < $1.key }) {
            guard let group = EnvironmentGroup(members.map(\.value.unit)) else { continue }
            groups.append(group)
            for member in members { taken.formUnion(member.value.stacks) }
        }
        return (groups, taken)
    }

    private static func folder(_ stack: Stack) -> String {
        stack.origin == .terraform ? stack.name : RelativePath.folder(stack.name)
    }

    // MARK: Tools

    /// What Copilot deploys to each environment that it has.
    private func copilot(_ stack: Stack) -> EnvironmentGroup? {
        var units: [EnvironmentUnit] = []
        let mark = "environment = "
        for variant in stack.variants where variant.assumption.hasPrefix(mark) {
            units.append(copilotUnit(String(variant.assumption.dropFirst(mark.utf8.count)), variant, stack))
        }
        // copilot/NAME/manifest.yml lies beside copilot/environments/ENV/manifest.yml.
        let folder = RelativePath.folder(RelativePath.folder(stack.name))
        let environments = (try? tree.list(folder.isEmpty ? "environments" : folder + "/environments")) ?? []
        for entry in environments.prefix(16) where entry.kind == .folder {
            if units.contains(where: { $0.name.written == entry.name }) { continue }
            units.append(copilotUnit(entry.name, stack.variants[0], stack))
        }
        return EnvironmentGroup(units)
    }

    private func copilotUnit(_ name: String, _ variant: Stack.Variant, _ stack: Stack) -> EnvironmentUnit {
        EnvironmentUnit(
            name: EnvironmentName(declared: name), source: "\(stack.name) (\(name))",
            place: variant.resources.first?.place, parts: [EnvironmentUnit.Part(scope: stack.name, variant: variant)])
    }

    /// A root module of Terraform with a file of values for each environment.
    private func values(_ stack: Stack) -> [EnvironmentUnit] {
        (stack.variants + stack.environments).compactMap { variant in
            guard !variant.values.isEmpty,
                let path = EnvironmentPath(variant.values, declared: settings.environments)
            else { return nil }
            let place = tree.source(variant.values).map { Place($0, 0..<0) }
            return EnvironmentUnit(
                name: path.name, source: variant.values, place: place,
                parts: [EnvironmentUnit.Part(scope: stack.name, variant: variant)])
        }
    }

    // MARK: One file for all

    /// The resources of a stack by the environment in their addresses: `aws_ecs_service.web["dev"]`, `module.prod`,
    /// `WebServiceStaging`. What is for no environment belongs to each.
    private func byAddress(_ stack: Stack) -> [EnvironmentUnit] {
        guard let variant = stack.variants.first else { return [] }
        let names = variant.resources.map { Self.environment(of: $0, in: stack) }
        var found: [String: EnvironmentName] = [:]
        for (resource, name) in zip(variant.resources, names) {
            guard let name, resource.type == ResourceType.service || resource.type == ResourceType.taskDefinition else {
                continue
            }
            found[name.id] = name
        }
        guard found.count > 1, found.count <= 16 else { return [] }
        return found.values.map { environment in
            let own = zip(variant.resources, names).filter { $1 == nil || $1?.id == environment.id }.map(\.0)
            let first = zip(variant.resources, names).first { $1?.id == environment.id }?.0
            return EnvironmentUnit(
                name: environment, source: "\(stack.name) (\(environment.written))", place: first?.place,
                parts: [EnvironmentUnit.Part(scope: stack.name, variant: Stack.Variant(resources: own))])
        }
    }

    private static func environment(of resource: Resource, in stack: Stack) -> EnvironmentName? {
        var text = resource.address
        if stack.origin == .raw {
            // The address of a raw definition is its file: only its own name can tell.
            let key = resource.type == ResourceType.service ? "serviceName" : "family"
            guard let name = resource.properties.string(key).value else { return nil }
            text = name
        }
        let found = EnvironmentWords.environments(in: text)
        return Set(found.map(\.id)).count == 1 ? found.first : nil
    }
}
