import Basics
import ECSModel
import Templates
import Workload

/// What the steps of a job share, besides the scope of expressions.
struct JobReading {
    let runner: Runner
    let runners: [(architecture: String?, scope: ExpressionScope)]
    let rights: Rights?
    var hasEmulators = false
    /// What the scripts hand on to each other on the machine.
    var session: ScriptSession

    init(
        _ runner: Runner, _ runners: [(architecture: String?, scope: ExpressionScope)], _ rights: Rights?,
        file: @escaping (String) -> SourceFile?
    ) {
        self.runner = runner
        self.runners = runners
        self.rights = rights
        session = ScriptSession(runner: runner.architecture, file: file)
    }

    /// Reads a script in a shell of its own.
    mutating func activities(
        of script: PipelineScript, _ scope: ExpressionScope, _ variables: [Variable], in folder: String?
    ) -> (activities: [Activity], unread: [Place]) {
        let values = ScriptValues(scope)
        session.lookup = { values[$0] }
        session.sources = Dictionary(variables.map { ($0.name, $0.source) }) { $1 }
        session.beginShell()
        session.shell.folder = folder
        session.outputs = [:]
        session.environment = [:]
        return (session.read(script), session.takeUnread())
    }

    /// Lets later scripts know what an action did.
    mutating func note(_ activities: [Activity]) {
        for activity in activities {
            if activity.kind == .build {
                for image in activity.images { session.made(image.name, as: image.content) }
            }
            if activity.kind == .deploy { session.hasDeployed = true }
        }
    }
}

extension WorkflowReader {
    /// Reads steps in order: each one's outputs are there for the next ones.
    mutating func steps(_ nodes: [DocumentNode], _ frame: inout Frame, _ reading: inout JobReading) -> [Step] {
        var result: [Step] = []
        for node in nodes {
            budget.steps -= 1
            guard !budget.isSpent else { break }
            if node["run"] != nil {
                result.append(script(node, &frame, &reading))
            } else if let use = node["uses"], let name = use.string {
                result += action(name, use, node, &frame, &reading)
            } else {
                refuse(frame, node.range, Self.noWork)
            }
        }
        return result
    }

    /// What every step has; its work is a placeholder until it is read.
    private mutating func step(_ node: DocumentNode, _ work: Step.Work, _ place: Place, _ frame: Frame) -> Step {
        let name = node["name"]
        let shown = name?.string != nil ? name.map { Place(frame.source, $0.range) } ?? place : place
        let condition = node["if"].flatMap { WorkflowCondition.read($0, in: frame.source) }
        return Step(
            name: name?.string ?? "", place: shown, work: work, condition: condition, mayFail: mayFail(node, frame),
            variables: variables(node, frame), from: frame.from,
            runsAfterFailure: condition?.runsAfterFailure ?? false)
    }

    // MARK: Scripts

    private mutating func script(_ node: DocumentNode, _ frame: inout Frame, _ reading: inout JobReading) -> Step {
        let run = node["run"] ?? node
        let shell = WorkflowShell(
            (node["shell"] ?? frame.shell)?.string.map { frame.scope.text($0) },
            isWindows: WorkflowRunner.isWindows(reading.runner))
        budget.bytes -= run.string?.utf8.count ?? 0
        guard let shell, run.string != nil, !budget.isSpent else {
            let empty = PipelineScript(text: "", in: frame.source, range: run.range)
            let place = ScalarLines.lines(of: run, in: frame.source).first?.place ?? empty.place
            var step = step(node, .script(empty), place, frame)
            step.unread = [place]
            return step
        }
        let script = PipelineScript(
            run, in: frame.source, dialect: shell.dialect, stopsOnError: shell.stopsOnError, pipefail: shell.pipefail)
        var step = step(node, .script(script), script.place, frame)
        if let folder = node["working-directory"] ?? frame.folder { step.folder = text(folder, frame.scope) }
        var scope = frame.scope
        for variable in step.variables { scope.variables[variable.name] = variable.value }
        (step.activities, step.unread) = reading.activities(
            of: script, scope, frame.variables + step.variables, in: Self.folder(step.folder))
        if let id = node["id"]?.string {
            for (name, value) in reading.session.outputs { frame.scope.outputs[id + "." + name] = value }
        }
        for (name, value) in reading.session.environment {
            frame.scope.variables[name] = value
            frame.variablesSet.insert(name)
        }
        return step
    }

    /// The working folder from the root of the repository; nil when it is not known.
    private static func folder(_ text: TermText?) -> String? {
        guard let text else { return "" }
        guard let known = text.known, !known.hasPrefix("/") else { return nil }
        return RelativePath.join("", known)
    }

    // MARK: Actions

    private mutating func action(
        _ text: String, _ use: DocumentNode, _ node: DocumentNode, _ frame: inout Frame, _ reading: inout JobReading
    ) -> [Step] {
        let place = Place(frame.source, use.range)
        let at = text.hasPrefix("docker://") ? nil : text.lastIndex(of: "@")
        var action = ActionUse(
            name: at.map { String(text[..<$0]) } ?? text, version: at.map { String(text[text.index(after: $0)...]) },
            place: place)
        var scope = frame.scope
        for variable in variables(node, frame) { scope.variables[variable.name] = variable.value }
        let inputs = node["with"]
        for entry in (inputs?.entries ?? []).prefix(200) {
            guard let value = self.text(entry.value, scope) else { continue }
            action.inputs.append((entry.name, value, Place(frame.source, entry.value.range)))
        }
        var step = step(node, .action(action), place, frame)
        if action.isLocal { return composite(action, step, node, &frame, &reading) }
        let context = context(action, inputs, scope, frame, reading)
        let result = text.hasPrefix("docker://") ? .unknown : ActionActivities.read(context)
        step.activities = result.activities
        if !result.isUnderstood { step.unread = [place] }
        note(action, &reading)
        reading.note(result.activities)
        if let id = node["id"]?.string {
            for (name, value) in result.outputs { frame.scope.outputs[id + "." + name] = value }
            for (name, list) in result.lists { frame.scope.lists[id + "." + name] = list }
        }
        if let command = retried(action, inputs) {
            let script = PipelineScript(command, in: frame.source)
            (step.activities, step.unread) = reading.activities(
                of: script, scope, frame.variables + step.variables, in: "")
        }
        return [step]
    }

    private func context(
        _ action: ActionUse, _ inputs: DocumentNode?, _ scope: ExpressionScope, _ frame: Frame, _ reading: JobReading
    ) -> ActionContext {
        // Combinations of the matrix see what earlier steps handed on.
        let runners = reading.runners.map { runner in
            var inner = scope
            inner.matrix = runner.scope.matrix
            return (runner.architecture, inner)
        }
        let tree = files.tree
        let root = frame.root
        return ActionContext(
            use: action, inputs: inputs, source: frame.source, scope: scope, runners: runners,
            runnerKind: reading.runner.kind, rights: reading.rights, hasEmulators: reading.hasEmulators,
            hasRemoteBuilders: reading.session.hasOtherBuilders,
            exists: { path in RelativePath.join(root, path).map { tree.exists($0) } ?? false })
    }

    /// What a step sets up for later builds.
    private func note(_ action: ActionUse, _ reading: inout JobReading) {
        switch action.name.lowercased() {
        case "docker/setup-qemu-action", "crazy-max/ghaction-docker-qemu": reading.hasEmulators = true
        case "docker/setup-buildx-action":
            let driver = action.input("driver")?.value.known ?? "docker-container"
            let isRemote = !["docker-container", "docker"].contains(driver)
            if isRemote || action.input("endpoint") != nil || action.input("append") != nil {
                reading.session.hasOtherBuilders = true
            }
        case "useblacksmith/setup-docker-builder", "depot/setup-action", "namespacelabs/nscloud-setup-buildx-action":
            reading.session.hasOtherBuilders = true
        default: break
        }
    }

    /// The script of an action that tries it again when it fails.
    private func retried(_ action: ActionUse, _ inputs: DocumentNode?) -> DocumentNode? {
        let names = ["nick-fields/retry", "nick-invision/retry", "wandalen/wretry.action"]
        guard names.contains(action.name.lowercased()), action.input("shell") == nil else { return nil }
        return inputs?["command"]
    }
}
