package import Basics

/// The files of one folder, which Terraform reads as one module.
///
/// A class: each instance of a module refers to it.
package final class TerraformFolder: Sendable {
    package let path: String
    package let files: [TerraformFile]
    let variables: [String: TerraformVariable]
    let locals: [String: TerraformLocal]
    let outputs: [String: TerraformLocal]
    let resources: [TerraformResourceBlock]
    let modules: [TerraformResourceBlock]
    /// `type.name`, `data.type.name` and the names of modules, to their place in `resources` and `modules`.
    let resourceIndex: [String: Int]
    let moduleIndex: [String: Int]

    package init(path: String, files: [TerraformFile]) {
        self.path = path
        self.files = files
        var variables: [String: TerraformVariable] = [:]
        var locals: [String: TerraformLocal] = [:]
        var outputs: [String: TerraformLocal] = [:]
        var resources: [TerraformResourceBlock] = []
        var modules: [TerraformResourceBlock] = []
        for file in files {
            for block in file.contents.blocks {
                switch (block.type, block.labels.count) {
                case ("variable", 1):
                    variables[block.labels[0]] = TerraformVariable(block: block, source: file.source)
                case ("locals", _):
                    for attribute in block.contents.attributes {
                        locals[attribute.name] = TerraformLocal(value: attribute.value, source: file.source)
                    }
                case ("output", 1):
                    if let value = block.contents["value"] {
                        outputs[block.labels[0]] = TerraformLocal(value: value, source: file.source)
                    }
                case ("resource", 2), ("data", 2):
                    resources.append(
                        TerraformResourceBlock(
                            type: block.labels[0], name: block.labels[1], isData: block.type == "data", block: block,
                            source: file.source))
                case ("module", 1):
                    modules.append(
                        TerraformResourceBlock(
                            type: "module", name: block.labels[0], isData: false, block: block, source: file.source))
                default: continue
                }
            }
        }
        self.variables = variables
        self.locals = locals
        self.outputs = outputs
        self.resources = resources
        self.modules = modules
        resourceIndex = Dictionary(zip(resources.map(\.address), resources.indices), uniquingKeysWith: { $1 })
        moduleIndex = Dictionary(zip(modules.map(\.name), modules.indices), uniquingKeysWith: { $1 })
    }

    /// The folders that its module blocks read, relative to the tree.
    package var localModules: [String] {
        modules.compactMap { module in
            guard let source = module.source(of: "source"), TerraformSource.isLocal(source) else { return nil }
            return RelativePath.join(path, source)
        }
    }

    /// Whether anything in it is of AWS.
    package var speaksOfAWS: Bool {
        resources.contains { $0.type.hasPrefix("aws_") || $0.type.hasPrefix("awscc_") }
            || modules.contains { $0.source(of: "source").map { TerraformSource($0) != nil } ?? false }
    }
}

/// One file, parsed.
package struct TerraformFile: Sendable {
    package let source: SourceFile
    let contents: HCLContents
    package let problems: [DocumentProblem]
    /// Why nothing of it could be read.
    package let refusal: Text?

    package init(_ source: SourceFile) {
        self.source = source
        if source.path.hasSuffix(".json") {
            do throws(Failure) {
                (contents, problems) = try HCLFromJSON.read(source)
                refusal = nil
            } catch {
                (contents, problems) = (HCLContents(), [])
                refusal = error.message
            }
        } else {
            var parser = HCLParser(source)
            contents = parser.file()
            problems = parser.problems
            refusal = nil
        }
    }

    /// Whether it gives a value to a variable of a module, as a `.tfvars` file does.
    package func givesValue(to folder: TerraformFolder) -> Bool {
        contents.attributes.contains { folder.variables[$0.name] != nil }
    }

    /// Whether a file's name is one that Terraform reads, and not a test's.
    package static func isModuleFile(_ name: String) -> Bool {
        (name.hasSuffix(".tf") || name.hasSuffix(".tf.json")) && !name.hasPrefix(".")
    }
}

extension TerraformFolder {
    /// Whether a variable is declared with `sensitive = true`.
    func isSensitive(_ name: String) -> Bool {
        variables[name]?.block.contents.attributes.contains { attribute in
            guard attribute.name == "sensitive", case .bool(true) = attribute.value.kind else { return false }
            return true
        } ?? false
    }
}

struct TerraformVariable: Sendable {
    var block: HCLBlock
    var source: SourceFile
}

struct TerraformLocal: Sendable {
    var value: HCLExpression
    var source: SourceFile
}

/// A resource, data source or module as it is written; `count` and `for_each` make instances of it.
struct TerraformResourceBlock: Sendable {
    var type: String
    var name: String
    var isData: Bool
    var block: HCLBlock
    var source: SourceFile

    var address: String { isData ? "data.\(type).\(name)" : "\(type).\(name)" }

    /// An attribute that is a plain text.
    func source(of attribute: String) -> String? {
        guard case .template(let parts)? = block.contents[attribute]?.kind, parts.count == 1,
            case .literal(let text, _, _)? = parts.first
        else { return nil }
        return text
    }
}

/// A module of a registry whose inputs are known here.
enum TerraformSource: Sendable {
    case ecs, ecsService, ecsCluster, ecsContainerDefinition

    static func isLocal(_ source: String) -> Bool { source.hasPrefix("./") || source.hasPrefix("../") }

    /// `terraform-aws-modules/ecs/aws//modules/service`, also by its address on GitHub.
    init?(_ source: String) {
        guard
            source.has("terraform-aws-modules/ecs/aws") || source.has("terraform-aws-modules/terraform-aws-ecs")
        else { return nil }
        let path = source.prefix { $0 != "?" }
        if path.hasSuffix("//modules/service") {
            self = .ecsService
        } else if path.hasSuffix("//modules/cluster") {
            self = .ecsCluster
        } else if path.hasSuffix("//modules/container-definition") {
            self = .ecsContainerDefinition
        } else if path.has("//modules/") {
            return nil
        } else {
            self = .ecs
        }
    }
}
