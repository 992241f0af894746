import Basics
import ECSModel
import Templates

/// What a buildspec says: the phases of a CodeBuild project.
///
/// docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html. In version 0.2 all commands run in one shell, in
/// version 0.1 each in its own; either way a command that fails ends its phase. `post_build` runs also when `build` has
/// failed, unless `build` says `on-failure: ABORT`; `finally` runs whatever became of its phase.
struct Buildspec {
    /// A file or pattern that is kept: `imagedefinitions.json`.
    struct Artifact {
        var path: TermText
        var place: Place
    }

    /// The steps of all phases, in order, one for each command.
    var steps: [Step] = []
    /// Those of the buildspec itself; a project's of the same name win.
    var variables: [Variable] = []
    var gaps: [Pipeline.Gap] = []
    var artifacts: [Artifact] = []
    /// `cache: paths`
    var cache: Place?
    /// A short place that stands for all of it: the key of its phases.
    var place: Place

    static let phases = ["install", "pre_build", "build", "post_build"]

    /// Nil when the document is no buildspec.
    ///
    /// - Parameters:
    ///   - root: the mapping with `version` and `phases`.
    ///   - from: the path of its file when that is not the pipeline's own.
    ///   - project: the variables that the project sets.
    ///   - runner: the architecture of the build's machine, where it is known.
    ///   - file: the files of the repository.
    init?(
        _ root: DocumentNode, in source: SourceFile, from: String? = nil, project: [Variable] = [],
        runner: String? = nil, file: @escaping (String) -> SourceFile? = { _ in nil }
    ) {
        guard let version = root["version"]?.string, version == "0.1" || version == "0.2",
            let phases = root.entry("phases"), phases.value.isMapping || phases.value.isNull
        else { return nil }
        place = Place(source, phases.key.range)
        readEnvironment(root["env"], in: source)
        readRest(root, in: source)
        let shell = root["env"]?["shell"]?.string ?? "sh"
        var reader = BuildspecReader(
            source: source, from: from, isSeparate: version == "0.1",
            isShell: !shell.contains("powershell") && !shell.contains("cmd"),
            session: ScriptSession(variables: variables + project, runner: runner, file: file))
        for name in Self.phases {
            if let phase = phases.value.entry(name) { reader.read(phase, of: phases.value) }
        }
        steps = reader.steps
        gaps += reader.gaps
        ScriptReports.settle(&steps)
        if let cache, !steps.isEmpty {
            steps[0].activities.insert(Activity(.cache, tool: "CodeBuild", place: cache), at: 0)
        }
    }

    private mutating func readEnvironment(_ node: DocumentNode?, in source: SourceFile) {
        let kinds: [(String, Variable.Source)] = [
            ("variables", .plain), ("parameter-store", .parameterStore), ("secrets-manager", .secret),
        ]
        for (key, kind) in kinds {
            for entry in node?[key]?.entries ?? [] {
                let text = entry.value.string
                let value = kind == .plain ? text.map { TermText($0) } : nil
                variables.append(
                    Variable(
                        name: entry.name, value: value ?? TermText([.unknown(Unknown(.variable, entry.name))]),
                        source: kind, place: Place(source, kind == .plain ? entry.value.range : entry.key.range)))
            }
        }
    }

    private mutating func readRest(_ root: DocumentNode, in source: SourceFile) {
        let groups = [root["artifacts"]] + (root["artifacts"]?["secondary-artifacts"]?.entries.map(\.value) ?? [])
        for node in groups.compactMap({ $0?["files"] }) {
            for item in node.isSequence ? node.items : [node] {
                guard let text = item.string else { continue }
                artifacts.append(Artifact(path: TermText(text), place: Place(source, item.range)))
            }
        }
        if let entry = root["cache"]?.entry("paths"), !entry.value.items.isEmpty {
            cache = Place(source, entry.key.range)
        }
        if let batch = root.entry("batch") {
            gaps.append(
                Pipeline.Gap(
                    Place(source, batch.key.range),
                    Text(
                        en: "The builds of a batch may use other buildspecs, which are not read.",
                        ja: "バッチの各ビルドは別の buildspec を使う場合があり、それらは読み取っていません。")))
        }
    }
}

extension Buildspec {
    /// A buildspec that no project of the files names, as a pipeline of its own; nil when the document is none.
    ///
    /// What starts it, its role and whether it is privileged stand nowhere.
    static func pipeline(_ document: Document, file: @escaping (String) -> SourceFile?) -> Pipeline? {
        let source = document.source
        guard let spec = Buildspec(document.root, in: source, file: file) else { return nil }
        let job = Job(
            id: source.path, place: spec.place,
            runner: Runner(
                .ephemeral, privileged: .unknown(Unknown(.missing, "privilegedMode"), spec.place), place: spec.place),
            variables: spec.variables, steps: spec.steps)
        return Pipeline(
            name: source.path, form: .codeBuild, place: spec.place, jobs: [job], gaps: spec.gaps)
    }
}
