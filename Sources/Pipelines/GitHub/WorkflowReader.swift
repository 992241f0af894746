import Basics
import ECSModel
import Templates
import Workload

/// Reads one workflow after another, with what they call.
struct WorkflowReader {
    /// A workflow, with what other workflows must know of it.
    struct Outcome {
        var pipeline: Pipeline
        /// The names of the workflows after whose runs it starts.
        var awaited: [String]
        /// The folder of the repository that it belongs to.
        var root: String
    }

    var files: PipelineFiles
    /// The local workflows that others call.
    var called: Set<String> = []
    /// What is left to be read: composite actions that use each other could make billions of steps.
    var budget = Budget()
    /// The gaps of the workflow that is being read.
    var gaps: [Pipeline.Gap] = []

    struct Budget {
        var bytes = 64 << 20
        var steps = 100_000
        var jobs = 10_000

        var isSpent: Bool { bytes < 0 || steps < 0 || jobs < 0 }
    }

    /// What holds within one file, or one job of it.
    struct Frame {
        let source: SourceFile
        let root: String
        var scope = ExpressionScope()
        var variables: [Variable] = []
        var rights: Rights?
        var shell: DocumentNode?
        var folder: DocumentNode?
        /// What ids of jobs begin with: those of called workflows would clash.
        var prefix = ""
        /// The condition of the job that calls.
        var condition: Condition?
        /// The jobs that the calling job waits for.
        var needs: [String] = []
        var mayFail: Place?
        var matrix: [[String: TermText]] = []
        /// The files from the workflow to here, to see when one calls itself.
        var callers: [String]
        /// The variables that scripts put into `$GITHUB_ENV`.
        var variablesSet: Set<String> = []
        /// The file when it is not the workflow's own.
        var from: String?
    }

    init(_ files: PipelineFiles) {
        self.files = files
    }

    mutating func workflow(_ path: String) -> Outcome? {
        guard let document = files.document(path) else { return nil }
        let source = document.source
        let root = document.root
        guard root.isMapping else {
            files.tell(path, partly: Self.noJobs)
            return nil
        }
        gaps = []
        let triggers = WorkflowTriggers(root, in: source)
        let start = root.entry("name").map { $0.value.string == nil ? $0.key.range : $0.value.range }
        let place = Place(source, start ?? root.entries.first?.key.range ?? 0..<0)
        var pipeline = Pipeline(
            name: root["name"]?.string ?? path, form: .gitHubActions, place: place, triggers: triggers.triggers)
        var frame = Frame(source: source, root: Self.repository(of: path), callers: [path])
        enter(root, &frame)
        pipeline.concurrency = concurrency(root, frame)
        pipeline.jobs = jobs(of: root, frame).jobs
        if !triggers.awaited.isEmpty { gaps.append(Pipeline.Gap(place, Self.awaits(triggers.awaited))) }
        if !triggers.triggers.isEmpty, triggers.triggers.allSatisfy({ $0.kind == .call }) {
            gaps.append(Pipeline.Gap(triggers.triggers[0].place, Self.isCalled))
        }
        if budget.isSpent { lose(frame, place, Self.tooMuch) }
        pipeline.gaps = gaps
        return Outcome(pipeline: pipeline, awaited: triggers.awaited, root: frame.root)
    }

    /// `app/.github/workflows/ci.yml` belongs to `app`.
    static func repository(of path: String) -> String {
        RelativePath.folder(RelativePath.folder(RelativePath.folder(path)))
    }

    /// Reads what holds for all jobs of a workflow.
    func enter(_ root: DocumentNode, _ frame: inout Frame) {
        frame.rights = WorkflowRights.read(root, in: frame.source) ?? frame.rights
        frame.shell = root["defaults"]?["run"]?["shell"]
        frame.folder = root["defaults"]?["run"]?["working-directory"]
        addVariables(root, &frame)
    }

    /// Adds the variables of `env:`.
    func addVariables(_ node: DocumentNode, _ frame: inout Frame) {
        let found = variables(node, frame)
        guard !found.isEmpty else { return }
        frame.variables += found
        for variable in found { frame.scope.variables[variable.name] = variable.value }
    }

    func variables(_ node: DocumentNode, _ frame: Frame) -> [Variable] {
        (node["env"]?.entries ?? []).prefix(1000).compactMap { entry in
            guard let text = entry.value.string ?? (entry.value.isNull ? "" : nil) else { return nil }
            let value = frame.scope.text(text)
            return Variable(
                name: entry.name, value: value, source: value.isSecret ? .secret : .plain,
                place: Place(frame.source, entry.range))
        }
    }

    func concurrency(_ node: DocumentNode, _ frame: Frame) -> Concurrency? {
        guard let entry = node.entry("concurrency") else { return nil }
        let place = Place(frame.source, entry.key.range)
        if let group = entry.value.string { return Concurrency(group: frame.scope.text(group), place: place) }
        guard let group = entry.value["group"]?.string else { return nil }
        var cancels: Field<Bool> = .absent
        if let node = entry.value["cancel-in-progress"] {
            let place = Place(frame.source, node.range)
            cancels = node.bool.map { .known($0, place) } ?? .unknown(Unknown(.expression, node.string ?? ""), place)
        }
        return Concurrency(group: frame.scope.text(group), cancels: cancels, place: place)
    }

    /// The value of a scalar; its length counts against what is left, since an alias can repeat a long text.
    mutating func text(_ node: DocumentNode, _ scope: ExpressionScope) -> TermText? {
        guard let text = node.string else { return nil }
        budget.bytes -= text.utf8.count
        return budget.isSpent ? nil : scope.text(text)
    }

    /// Says that a part is not read.
    mutating func lose(_ frame: Frame, _ place: Place, _ why: Text) {
        gaps.append(Pipeline.Gap(place, why))
        files.tell(frame.callers.first ?? frame.source.path, partly: why)
    }

    /// Says what is wrong with a file, with the line.
    mutating func refuse(_ frame: Frame, _ range: Range<Int>, _ why: Text) {
        let line = frame.source.line(at: range.lowerBound)
        files.tell(
            frame.source.path, partly: Text(en: "line \(line): \(why.en)", ja: "\(line) 行目: \(why.ja)"))
    }
}
