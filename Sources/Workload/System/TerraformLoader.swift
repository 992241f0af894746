import Basics
import ECSModel
import Templates

/// Finds the root modules among Terraform's files and reads each, with the modules that it calls.
struct TerraformLoader {
    private let tree: any FileTree
    private let fileLimit: Int

    init(tree: any FileTree, fileLimit: Int) {
        self.tree = tree
        self.fileLimit = fileLimit
    }

    static func isTerraform(_ path: String) -> Bool {
        let name = RelativePath.name(path)
        return TerraformFile.isModuleFile(name) || isValues(name)
    }

    private static func isValues(_ name: String) -> Bool {
        name.hasSuffix(".tfvars") || name.hasSuffix(".tfvars.json")
    }

    /// - Parameter candidates: paths of `.tf`, `.tf.json` and `.tfvars` files, sorted.
    func load(_ candidates: [String], into result: inout Infrastructure) {
        var byFolder: [String: [String]] = [:]
        for path in candidates where TerraformFile.isModuleFile(RelativePath.name(path)) {
            byFolder[RelativePath.folder(path), default: []].append(path)
        }
        guard !byFolder.isEmpty else { return }
        let folders = Folders(tree: tree, fileLimit: fileLimit, known: byFolder)
        // A folder that another one calls is read through its callers.
        var called: [String: [String]] = [:]
        for path in byFolder.keys.sorted() {
            guard let folder = folders.folder(path) else { continue }
            called[path] = folder.localModules
        }
        let roots = Self.roots(called)
        var seen: Set<String> = []
        for root in roots {
            let reach = Self.reach(root, called, folders)
            guard reach.contains(where: { folders.folder($0)?.speaksOfAWS ?? false }) else { continue }
            guard let folder = folders.folder(root) else { continue }
            let base = values(root)
            let chosen = environments(of: root, folder, roots, candidates)
            var variants: [Stack.Variant] = []
            var unread: [String: [TerraformStack.UnreadModule]] = [:]
            // Without a file of values there is one variant; else one for each file, of which one is always given.
            for environment in chosen.isEmpty ? [nil] : chosen.map(Optional.some) {
                let files = base + [environment].compactMap { $0 }
                let stack = TerraformReader.read(folder, values: files, tree: tree) { folders.folder($0) }
                if variants.isEmpty { unread = Dictionary(grouping: stack.unread, by: \.place.path) }
                variants.append(Self.variant(stack, environment))
            }
            if variants.contains(where: { !$0.resources.isEmpty }) {
                var stack = Stack(name: root.isEmpty ? "." : root, origin: .terraform, variants: variants)
                stack.environments = folderValues(below: root, folder, roots, candidates).map { file in
                    let read = TerraformReader.read(folder, values: base + [file], tree: tree) { folders.folder($0) }
                    return Self.variant(read, file)
                }
                result.stacks.append(stack)
            }
            for file in base + chosen { result.files.append(Self.state(of: file, [])) }
            for path in reach where seen.insert(path).inserted {
                guard let folder = folders.folder(path) else { continue }
                for file in folder.files {
                    result.sources.append(file.source)
                    result.files.append(Self.state(of: file, unread[file.source.path] ?? []))
                }
            }
        }
        // A folder of which nothing can be read speaks of nothing: its files are told of too.
        for refused in folders.refused()
        where seen.contains(RelativePath.folder(refused.path))
            || folders.folder(RelativePath.folder(refused.path)) == nil
        {
            result.files.append(refused)
        }
    }

    private static func variant(_ stack: TerraformStack, _ values: TerraformFile?) -> Stack.Variant {
        var variant = Stack.Variant(
            assumption: values.map { RelativePath.name($0.source.path) } ?? "", resources: stack.resources)
        variant.values = values?.source.path ?? ""
        return variant
    }

    /// Folders that no other folder calls. Where all call each other in a circle, the first of the circle is a root.
    private static func roots(_ calls: [String: [String]]) -> [String] {
        var isCalled: Set<String> = []
        for (path, modules) in calls { for module in modules where module != path { isCalled.insert(module) } }
        var roots = calls.keys.filter { !isCalled.contains($0) }.sorted()
        var reached: Set<String> = []
        func reach(_ start: String) {
            var open = [start]
            while let path = open.popLast() {
                guard reached.insert(path).inserted else { continue }
                open += calls[path] ?? []
            }
        }
        roots.forEach(reach)
        for path in calls.keys.sorted() where !reached.contains(path) {
            roots.append(path)
            reach(path)
        }
        return roots
    }

    /// A root with all folders that it calls, near or far, in the order in which they are met.
    private static func reach(_ root: String, _ calls: [String: [String]], _ folders: Folders) -> [String] {
        var result: [String] = []
        var seen: Set<String> = []
        var open = [root]
        while let path = open.popLast() {
            guard seen.insert(path).inserted else { continue }
            result.append(path)
            open += (calls[path] ?? folders.folder(path)?.localModules ?? []).reversed()
        }
        return result
    }

    /// `terraform.tfvars`, then `*.auto.tfvars` by name, as Terraform reads them.
    private func values(_ root: String) -> [TerraformFile] {
        let names = ((try? tree.list(root)) ?? []).filter { $0.kind != .folder }.map(\.name)
        let first = ["terraform.tfvars", "terraform.tfvars.json"].filter { names.contains($0) }
        let automatic = names.filter { $0.hasSuffix(".auto.tfvars") || $0.hasSuffix(".auto.tfvars.json") }
        return (first + automatic).compactMap { name in
            tree.source(root.isEmpty ? name : root + "/" + name, limit: fileLimit).map { TerraformFile($0) }
        }
    }

    /// Files of values that are named on the command line, such as `env/prod.tfvars`: those in the root's folder or below
    /// it that give a value to one of its variables, production first.
    private func environments(
        of root: String, _ folder: TerraformFolder, _ roots: [String], _ candidates: [String]
    ) -> [TerraformFile] {
        let prefix = root.isEmpty ? "" : root + "/"
        var found: [TerraformFile] = []
        for path in candidates
        where Self.isValues(path) && path.hasPrefix(prefix) && found.count < Self.environmentLimit {
            let name = RelativePath.name(path)
            if name.hasPrefix("terraform.tfvars") || name.has(".auto.tfvars") { continue }
            // It belongs to the nearest root above it.
            let nearer = roots.contains { $0.count > root.count && path.hasPrefix($0 + "/") }
            guard !nearer, let source = tree.source(path, limit: fileLimit) else { continue }
            let file = TerraformFile(source)
            if file.givesValue(to: folder) { found.append(file) }
        }
        let isProduction = { (file: TerraformFile) in file.source.path.lowercased().has("prod") }
        return found.filter(isProduction) + found.filter { !isProduction($0) }
    }

    /// `env/prod/terraform.tfvars` below a root: given on the command line too, though its name is the automatic one's.
    private func folderValues(
        below root: String, _ folder: TerraformFolder, _ roots: [String], _ candidates: [String]
    ) -> [TerraformFile] {
        let prefix = root.isEmpty ? "" : root + "/"
        var found: [TerraformFile] = []
        for path in candidates where path.hasPrefix(prefix) && found.count < Self.environmentLimit {
            guard ["terraform.tfvars", "terraform.tfvars.json"].contains(RelativePath.name(path)) else { continue }
            let place = RelativePath.folder(path)
            guard place != root, !roots.contains(where: { $0.count > root.count && (place + "/").hasPrefix($0 + "/") }),
                let source = tree.source(path, limit: fileLimit)
            else { continue }
            let file = TerraformFile(source)
            if file.givesValue(to: folder) { found.append(file) }
        }
        return found
    }

    /// So many environments of one root are read.
    private static let environmentLimit = 8

    private static func state(
        of file: TerraformFile, _ unread: [TerraformStack.UnreadModule]
    ) -> Infrastructure.File {
        let path = file.source.path
        if let refusal = file.refusal { return Infrastructure.File(path: path, state: .refused(refusal)) }
        var english: [String] = []
        var japanese: [String] = []
        for problem in file.problems.prefix(3) {
            let place = file.source.position(at: problem.range.lowerBound)
            let start = "\(path):\(place.line):\(place.column): "
            english.append(start + problem.text.en)
            japanese.append(start + problem.text.ja)
        }
        for module in unread.prefix(20) {
            let place = module.place.span.start
            let start = "\(path):\(place.line):\(place.column): "
            let source = module.source.isEmpty ? "…" : module.source
            english.append("\(start)\(module.name) is not read: its source \(source) is not among the files.")
            japanese.append("\(start)\(module.name) は読み込みません。ソース \(source) がファイル内にないためです。")
        }
        guard !english.isEmpty else { return Infrastructure.File(path: path, state: .read) }
        return Infrastructure.File(
            path: path,
            state: .partly(Text(en: english.joined(separator: " "), ja: japanese.joined(separator: " "))))
    }
}

extension TerraformLoader {
    /// Folders as they are asked for, each parsed once.
    private final class Folders {
        private let tree: any FileTree
        private let fileLimit: Int
        private let known: [String: [String]]
        private var read: [String: TerraformFolder?] = [:]
        private var failures: [Infrastructure.File] = []

        init(tree: any FileTree, fileLimit: Int, known: [String: [String]]) {
            self.tree = tree
            self.fileLimit = fileLimit
            self.known = known
        }

        func refused() -> [Infrastructure.File] { failures }

        func folder(_ path: String) -> TerraformFolder? {
            if let folder = read[path] { return folder }
            var files: [TerraformFile] = []
            // A module may lie outside of what was walked.
            for file in known[path] ?? listed(path) {
                do throws(Failure) {
                    let file = TerraformFile(SourceFile(path: file, bytes: try tree.read(file, limit: fileLimit)))
                    if let refusal = file.refusal {
                        failures.append(Infrastructure.File(path: file.source.path, state: .refused(refusal)))
                    } else {
                        files.append(file)
                    }
                } catch {
                    failures.append(Infrastructure.File(path: file, state: .refused(error.message)))
                }
            }
            let folder = files.isEmpty ? nil : TerraformFolder(path: path, files: files)
            read[path] = .some(folder)
            return folder
        }

        private func listed(_ path: String) -> [String] {
            ((try? tree.list(path)) ?? []).filter { $0.kind != .folder && TerraformFile.isModuleFile($0.name) }
                .map { path.isEmpty ? $0.name : path + "/" + $0.name }
        }
    }
}
