import Basics
import ECSModel
import Templates
import Workload

/// What builds do: the buildspecs of projects, each file read once.
struct BuildWork {
    let system: System
    /// Bytes of definitions that may still be copied for the buildspecs within them.
    private var budget = 128 << 20
    /// Bytes of scripts that may still be searched for variables that they set.
    private var room = 256 << 20
    private var files: [String: Buildspec] = [:]
    /// The files that some project or action has read.
    private(set) var used: Set<String> = []

    init(_ system: System) {
        self.system = system
    }

    struct Result {
        var steps: [Step] = []
        var variables: [Variable] = []
        var gaps: [Pipeline.Gap] = []
    }

    /// - Parameter given: variables that the pipeline's action gives, before those of the project.
    mutating func work(
        of project: BuildProject, given: [Variable] = [], _ reader: inout PipelineFiles
    ) -> Result {
        switch project.spec {
        case .unknown(let place):
            return Result(gaps: [Pipeline.Gap(place, BuildGap.unknownSpec)])
        case .file(_, path: nil, let place):
            return Result(gaps: [Pipeline.Gap(place, BuildGap.missingSpec)])
        case .file(_, path: let path?, let place):
            guard let spec = file(path, &reader) else {
                return Result(gaps: [Pipeline.Gap(place, BuildGap.unreadSpec)])
            }
            return result(spec, known(spec, given + project.variables, [:]))
        case .inline(let place):
            guard let term = project.resource.properties["source"]?["buildSpec"],
                let inline = InlineBuildspec(term, of: project.resource, in: system, budget: &budget),
                let spec = Buildspec(inline.root, in: inline.source, from: nil)
            else { return Result(gaps: [Pipeline.Gap(place, BuildGap.unreadSpec)]) }
            return result(spec, known(spec, given + project.variables, inline.names))
        }
    }

    /// The buildspec of a file; nil when it is none.
    mutating func file(_ path: String, _ reader: inout PipelineFiles) -> Buildspec? {
        if let known = files[path] { return known }
        guard let document = reader.document(path) else { return nil }
        used.insert(path)
        guard let spec = Buildspec(document.root, in: document.source, from: path) else { return nil }
        files[path] = spec
        return spec
    }

    private func result(_ spec: Buildspec, _ known: [String: TermText]) -> Result {
        let steps = known.isEmpty ? spec.steps : spec.steps.map { Substitution(known).step($0) }
        return Result(steps: steps, variables: spec.variables, gaps: spec.gaps)
    }

    /// The variables whose values hold in all of a buildspec: those that no script of it sets.
    ///
    /// What a project sets comes before what its buildspec does. Source:
    /// https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-env-vars.html
    private mutating func known(
        _ spec: Buildspec, _ variables: [Variable], _ names: [String: TermText]
    ) -> [String: TermText] {
        guard !variables.isEmpty || !names.isEmpty else { return [:] }
        var result = names
        var texts: [String] = []
        for case .script(let script) in spec.steps.map(\.work) { texts.append(script.text) }
        let size = texts.reduce(0) { $0 + $1.utf8.count }
        for variable in variables.reversed() where variable.source == .plain && !variable.name.isEmpty {
            room -= size
            guard room > 0 else { break }
            // A script that names it before `=` sets it, or may.
            guard !texts.contains(where: { $0.has(variable.name + "=") }) else { continue }
            result[variable.name] = variable.value
        }
        return result
    }
}

/// Why the work of a build is not known.
enum BuildGap {
    static let unknownSpec = Text(
        en: "the buildspec is not in the files.", ja: "buildspec がファイル内にありません。")
    static let missingSpec = Text(
        en: "the buildspec that it names is not in the files: it belongs to another repository.",
        ja: "指定された buildspec がファイル内にありません。別のリポジトリにあると考えられます。")
    static let unreadSpec = Text(
        en: "the buildspec could not be read.", ja: "buildspec を読み取れませんでした。")
    static let missingProject = Text(
        en: "its CodeBuild project is not among the definitions.", ja: "CodeBuild プロジェクトの定義が見つかりません。")

    static func action(_ provider: String) -> Text {
        Text(
            en: "what the action of \(provider) does is not in the files.",
            ja: "\(provider) のアクションの処理内容はファイルからわかりません。")
    }
}
