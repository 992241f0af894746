package import Basics
import ECSModel
package import Templates

/// Reads the definitions that a walk found into stacks.
package struct DefinitionLoader: Sendable {
    private let tree: any FileTree
    /// Bytes of one file that are read; longer ones are refused.
    static let fileLimit = 4 << 20
    /// So many Jsonnet files are rendered: each is a process.
    private static let renderingLimit = 200

    package init(tree: any FileTree) {
        self.tree = tree
    }

    /// - Parameters:
    ///   - candidates: paths of JSON, YAML, Jsonnet and Terraform files, sorted.
    ///   - rendered: what the `jsonnet` program made of files, by path.
    package func load(_ candidates: [String], rendered: [String: JsonnetRendering] = [:]) -> Infrastructure {
        var files = DefinitionFiles(tree: tree, rendered: rendered)
        return load(candidates, &files)
    }

    /// Loads, and has Jsonnet files rendered that turn out to be definitions.
    package func load(
        _ candidates: [String], rendering render: @Sendable (String, [UInt8]) async -> JsonnetRendering
    ) async -> Infrastructure {
        var rendered: [String: JsonnetRendering] = [:]
        // A configuration that is rendered names files that are to be rendered.
        while true {
            var files = DefinitionFiles(tree: tree, rendered: rendered)
            let result = load(candidates, &files)
            let more = files.unrendered.filter { rendered[$0] == nil }
            if more.isEmpty || rendered.count > Self.renderingLimit { return result }
            for path in more {
                guard let bytes = try? tree.read(path, limit: Self.fileLimit) else { continue }
                rendered[path] = await render(path, bytes)
            }
        }
    }

    private func load(_ candidates: [String], _ files: inout DefinitionFiles) -> Infrastructure {
        var result = Infrastructure()
        let terraform = candidates.filter(TerraformLoader.isTerraform)
        var documents: [(path: String, document: Document)] = []
        for path in candidates where !TerraformLoader.isTerraform(path) {
            if let document = files.candidate(path) { documents.append((path, document)) }
        }
        var bound: Set<String> = []
        var configs: [String: Stack] = [:]
        for (path, document) in documents {
            guard let config = EcspressoConfig(document) else { continue }
            var loader = EcspressoLoader(config, path: path)
            configs[path] = loader.load(&files)
            bound.formUnion(loader.bound)
        }
        for (path, document) in documents {
            if let stack = configs[path] {
                result.stacks.append(stack)
            } else if !bound.contains(path), let stack = stack(path, document) {
                result.stacks.append(stack)
                files.tell(path, .read)
            }
        }
        result.files = files.states.map { Infrastructure.File(path: $0.key, state: $0.value) }
            .sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        result.sources = result.files.compactMap { files.documents[$0.path]?.source }
        TerraformLoader(tree: tree, fileLimit: Self.fileLimit).load(terraform, into: &result)
        return result
    }

    private func stack(_ path: String, _ document: Document) -> Stack? {
        if TerraformPlan.isPlan(document) {
            let resources = TerraformPlan.resources(of: document)
            guard !resources.isEmpty else { return nil }
            return Stack(name: path, origin: .terraformPlan, variants: [Stack.Variant(resources: resources)])
        }
        if let template = CloudFormationTemplate(document) {
            let stacks = template.stacks()
            let variants = stacks.map { stack in
                Stack.Variant(assumption: Self.assumption(stack, among: stacks), resources: stack.resources)
            }
            return Stack(name: path, origin: .cloudFormation, variants: variants)
        }
        if let manifest = CopilotManifest(document) {
            let variants = manifest.variants.map { variant in
                Stack.Variant(
                    assumption: variant.environment.isEmpty ? "" : "environment = \(variant.environment)",
                    resources: variant.resources)
            }
            return Stack(name: path, origin: .copilot, variants: variants)
        }
        let found = RawDefinition.resources(of: document)
        guard !found.isEmpty else { return nil }
        return Stack(name: path, origin: .raw, variants: [Stack.Variant(resources: found)])
    }

    /// `Env = prod`: what is assumed for this stack and not for all.
    private static func assumption(_ stack: CloudFormationStack, among all: [CloudFormationStack]) -> String {
        stack.choices.sorted { $0.key < $1.key }.compactMap { name, value in
            guard all.contains(where: { $0.choices[name] != .some(value) }) else { return nil }
            return "\(name) = \(value ?? "*")"
        }.joined(separator: ", ")
    }
}
