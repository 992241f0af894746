import Basics
import ECSModel
import Testing
import Workload

/// The Terraform of the corpus comes out whole: what runs, and how it hangs together.
struct TerraformCorpusTests {
    private static let corpus = "/work/shared/corpus"
    static let isThere = DiskTree(root: corpus).exists("README.md")

    static func load(_ folder: String) -> Infrastructure {
        let tree = DiskTree(root: corpus + "/" + folder)
        return DefinitionLoader(tree: tree).load(Discovery.find(in: tree).definitionCandidates)
    }

    @Test func dump() {
        let loaded = Self.load("aws-samples__amazon-ecs-fullstack-app-terraform")
        for stack in loaded.stacks {
            print("STACK", stack.name, stack.origin)
            for resource in stack.variants[0].resources {
                print("  ", resource.type, resource.address, resource.condition ?? "", resource.place.span.path, resource.place.span.start.line)
                func show(_ term: Term, _ indent: String) {
                    for entry in term.entries {
                        if entry.value.isMap { print(indent, entry.key + ":"); show(entry.value, indent + "  ") }
                        else if entry.value.isList {
                            print(indent, entry.key + ": [")
                            for item in entry.value.items { if item.isMap { print(indent, " -"); show(item, indent + "    ") } else { print(indent, " -", item.text?.shown ?? "?") } }
                        } else { print(indent, entry.key, "=", entry.value.text?.shown ?? "?", "@\(entry.value.span.path.suffix(30)):\(entry.value.span.start.line)") }
                    }
                }
                show(resource.properties, "       ")
            }
        }
        for file in loaded.files { print(file.path, file.state) }
    }
}
