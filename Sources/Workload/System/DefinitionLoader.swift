package import Basics
import ECSModel
import Templates

/// Reads the definitions that a walk found into stacks.
package struct DefinitionLoader: Sendable {
    private let tree: any FileTree
    /// Bytes of one file that are read; longer ones are refused.
    static let fileLimit = 4 << 20

    package init(tree: any FileTree) {
        self.tree = tree
    }

    /// - Parameter candidates: paths of JSON, YAML and Terraform files, sorted.
    package func load(_ candidates: [String]) -> Infrastructure {
        var result = Infrastructure()
        let terraform = candidates.filter(TerraformLoader.isTerraform)
        for path in candidates where !TerraformLoader.isTerraform(path) { read(path, &result) }
        TerraformLoader(tree: tree, fileLimit: Self.fileLimit).load(terraform, into: &result)
        return result
    }

    private func read(_ path: String, _ result: inout Infrastructure) {
        let source: SourceFile
        do throws(Failure) {
            source = SourceFile(path: path, bytes: try tree.read(path, limit: Self.fileLimit))
        } catch {
            // A large file that says nothing of ECS is no definition: only what is named like one is told.
            if error.code == .tooLarge, DefinitionNames.isLikely(path) {
                result.files.append(Infrastructure.File(path: path, state: .refused(error.message)))
            }
            return
        }
        guard DefinitionNames.isWorthReading(source) else { return }
        let document: Document
        do throws(Failure) {
            document = try Document.read(source, limits: DocumentLimits(placeholders: true))
        } catch {
            result.files.append(Infrastructure.File(path: path, state: .refused(error.message)))
            return
        }
        if TerraformPlan.isPlan(document) {
            let resources = TerraformPlan.resources(of: document)
            guard !resources.isEmpty else { return }
            result.stacks.append(
                Stack(name: path, origin: .terraformPlan, variants: [Stack.Variant(resources: resources)]))
        } else if let template = CloudFormationTemplate(document) {
            let stacks = template.stacks()
            let variants = stacks.map { stack in
                Stack.Variant(assumption: Self.assumption(stack, among: stacks), resources: stack.resources)
            }
            result.stacks.append(Stack(name: path, origin: .cloudFormation, variants: variants))
        } else {
            let found = RawDefinition.resources(of: document)
            guard !found.isEmpty else { return }
            result.stacks.append(Stack(name: path, origin: .raw, variants: [Stack.Variant(resources: found)]))
        }
        result.files.append(Infrastructure.File(path: path, state: .read))
    }

    /// `Env = prod`: what is assumed for this stack and not for all.
    private static func assumption(_ stack: CloudFormationStack, among all: [CloudFormationStack]) -> String {
        stack.choices.sorted { $0.key < $1.key }.compactMap { name, value in
            guard all.contains(where: { $0.choices[name] != .some(value) }) else { return nil }
            return "\(name) = \(value ?? "*")"
        }.joined(separator: ", ")
    }
}
