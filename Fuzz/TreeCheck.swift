import Basics
import Workload

/// What the loader promises of whole folders: Terraform with modules and values, and configurations of several files.
enum TreeCheck {
    /// The input is the text of `first`; a line `=== path` begins another file.
    static func load(_ bytes: [UInt8], first: String) {
        let tree = MemoryTree(files(bytes, first: first))
        let paths = paths(in: tree, "")
        let loader = DefinitionLoader(tree: tree)
        let found = loader.load(paths)
        let read = Set(found.files.map(\.path))
        precondition(read.count == found.files.count, "each file is told of once")
        for stack in found.stacks {
            precondition(!stack.variants.isEmpty)
            for variant in stack.variants { DefinitionCheck.resources(variant.resources) }
        }
        for outcome in found.systems().prefix(4) {
            let system = outcome.system
            DefinitionCheck.system([Stack.Variant(resources: system.members.map(\.resource))])
        }
    }

    static func files(_ bytes: [UInt8], first: String) -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        var path = first
        var text: [UInt8] = []
        for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            if line.starts(with: "=== ".utf8), files.count < 20, let next = name(line.dropFirst(4)) {
                files[path, default: []] += text
                path = next
                text = []
            } else {
                text += line
                text.append(0x0A)
            }
        }
        files[path, default: []] += text
        return files
    }

    private static func name(_ bytes: ArraySlice<UInt8>) -> String? {
        let text = String(decoding: bytes.prefix(80), as: UTF8.self)
        guard let path = RelativePath.join("", text), !path.isEmpty else { return nil }
        return path
    }

    static func paths(in tree: MemoryTree, _ folder: String) -> [String] {
        ((try? tree.list(folder)) ?? []).flatMap { entry -> [String] in
            let path = folder.isEmpty ? entry.name : folder + "/" + entry.name
            return entry.kind == .folder ? paths(in: tree, path) : [path]
        }
    }
}
