import Basics
import ECSModel
import Templates
import Workload

/// What builds do: the buildspecs of projects.
struct BuildWork {
    private let system: System
    private let tree: any FileTree
    /// Bytes that may still be read again or copied: many projects may share a long file or stand in one.
    private var budget = 64 << 20
    /// The files that a project has read.
    private(set) var used: Set<String> = []

    init(_ system: System, tree: any FileTree) {
        self.system = system
        self.tree = tree
    }

    struct Result {
        var steps: [Step] = []
        var variables: [Variable] = []
        var gaps: [Pipeline.Gap] = []
    }

    /// - Parameter given: variables that the pipeline's action gives, before those of the project.
    mutating func work(
        of project: BuildProject, given: [Variable] = [], _ files: inout PipelineFiles
    ) -> Result {
        let variables = project.variables + given
        switch project.spec {
        case .unknown(let place):
            return Result(gaps: [Pipeline.Gap(place, BuildGap.unknownSpec)])
        case .file(_, path: nil, let place):
            return Result(gaps: [Pipeline.Gap(place, BuildGap.missingSpec)])
        case .file(let name, path: let path?, let place):
            used.insert(path)
            guard let document = files.document(path), spend(document.source.bytes.count),
                let spec = Buildspec(
                    document.root, in: document.source, from: path, project: variables,
                    runner: project.runner.architecture, file: repository(of: name, at: path))
            else { return Result(gaps: [Pipeline.Gap(place, BuildGap.unreadSpec)]) }
            return Result(steps: spec.steps, variables: spec.variables, gaps: spec.gaps)
        case .inline(let place):
            guard let term = project.resource.properties["source"]?["buildSpec"],
                let inline = InlineBuildspec(term, of: project.resource, in: system, budget: &budget)
            else { return Result(gaps: [Pipeline.Gap(place, BuildGap.unreadSpec)]) }
            let names = inline.names.sorted { $0.key < $1.key }
                .map { Variable(name: $0.key, value: $0.value, source: .plain, place: place) }
            let repository = repository(of: "", at: project.place.path)
            guard
                let spec = Buildspec(
                    inline.root, in: inline.source, project: names + variables, runner: project.runner.architecture,
                    file: repository)
            else { return Result(gaps: [Pipeline.Gap(place, BuildGap.unreadSpec)]) }
            return Result(steps: spec.steps, variables: spec.variables, gaps: spec.gaps)
        }
    }

    /// A buildspec that no project of the definitions names; nil when the file is none.
    func pipeline(of path: String, _ files: inout PipelineFiles) -> Pipeline? {
        guard let document = files.document(path) else { return nil }
        return Buildspec.pipeline(document, file: repository(of: RelativePath.name(path), at: path))
    }

    private mutating func spend(_ bytes: Int) -> Bool {
        budget -= bytes
        return budget > 0
    }

    /// The files of the repository whose file `path` is called `name` from its root; where that is not the root of what
    /// is reviewed, both are tried.
    private func repository(of name: String, at path: String) -> @Sendable (String) -> SourceFile? {
        let tree = tree
        let clean = RelativePath.join("", name) ?? ""
        let root =
            !clean.isEmpty && path.hasSuffix(clean) ? String(path.dropLast(clean.count)) : RelativePath.folder(path)
        return { file in
            if let inner = RelativePath.join(root, file), let source = tree.source(inner) { return source }
            return root.isEmpty ? nil : tree.source(file)
        }
    }
}

/// Why the work of a build is not known.
enum BuildGap {
    static let unknownSpec = Text(
        en: "The buildspec does not stand in the files.", ja: "buildspec がファイル内にありません。")
    static let missingSpec = Text(
        en: "The buildspec that it names is not among the files: it belongs to another repository.",
        ja: "指定された buildspec がファイル内にありません。別のリポジトリにあると考えられます。")
    static let unreadSpec = Text(
        en: "The buildspec could not be read.", ja: "buildspec を読み取れませんでした。")
    static let missingProject = Text(
        en: "Its CodeBuild project is not among the definitions.", ja: "CodeBuild プロジェクトの定義が見つかりません。")
}
