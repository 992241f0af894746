package import Basics
import DockerfileSyntax

/// Makes workloads of the Dockerfiles that a walk found.
package struct WorkloadLoader: Sendable {
    private let tree: any FileTree
    private let roles: [String: Role]

    /// - Parameter roles: by the path of a Dockerfile or of its folder in the tree.
    package init(tree: any FileTree, roles: [String: Role] = [:]) {
        self.tree = tree
        self.roles = roles
    }

    /// The workloads of one Dockerfile: one for each target that compose or bake files build of it, else one.
    package func workloads(of file: ContainerFile) -> [Workload] {
        guard let dockerfile = read(file) else { return [] }
        // Two hints that give the same image are one workload.
        var hints: [BuildHint?] = []
        for hint in file.builds
        where !hints.contains(where: { $0?.target == hint.target && $0?.context == hint.context }) {
            hints.append(hint)
        }
        if hints.isEmpty { hints = [nil] }
        return hints.map { hint in
            let root = hint?.context ?? contextFolder(dockerfile, file.contextCandidates)
            let context = BuildContext(tree: tree, root: root, dockerfilePath: file.inline == nil ? file.path : nil)
            let path = dockerfile.source.path
            return Workload(
                name: name(file, hint, isOnly: hints.count == 1), dockerfile: dockerfile, tree: tree,
                context: context, hint: hint, role: roles[path] ?? roles[RelativePath.folder(path)])
        }
    }

    private func read(_ file: ContainerFile) -> Dockerfile? {
        guard let source = file.source else { return nil }
        guard let inline = file.inline else { return Dockerfile(source) }
        return Dockerfile(SourceFile(path: source.path, text: inline.text))
    }

    private func name(_ file: ContainerFile, _ hint: BuildHint?, isOnly: Bool) -> String {
        let path = file.path
        let folder = RelativePath.folder(path)
        let isPlain = RelativePath.name(path) == "Dockerfile" && file.inline == nil
        let base = isPlain ? (folder.isEmpty ? "." : folder) : path
        guard !isOnly || file.inline != nil, let hint, let name = hint.name else { return base }
        return hint.target.map { "\(base) (\(name), \($0))" } ?? "\(base) (\(name))"
    }

    /// The folder in which most of what COPY names is found; its own folder when all are alike.
    private func contextFolder(_ dockerfile: Dockerfile, _ candidates: [String]) -> String {
        let own = RelativePath.folder(dockerfile.source.path)
        guard candidates.count > 1 else { return candidates.first ?? own }
        var sources: [String] = []
        for instruction in dockerfile.instructions
        where [.copy, .add].contains(instruction.keyword) && instruction.flag("from") == nil
            && instruction.heredocs.isEmpty
        {
            for word in instruction.words.dropLast() {
                guard let value = word.value, !value.has("://"), let path = RelativePath.join("", value),
                    !path.isEmpty, !path.contains(where: { "*?[".contains($0) })
                else { continue }
                sources.append(path)
            }
        }
        guard !sources.isEmpty else { return candidates.first ?? own }
        var best = (folder: candidates.first ?? own, found: -1)
        for folder in candidates {
            let found = sources.count { tree.exists(folder.isEmpty ? $0 : folder + "/" + $0) }
            if found == sources.count { return folder }
            if found > best.found { best = (folder, found) }
        }
        return best.found > 0 ? best.folder : candidates.first ?? own
    }
}
