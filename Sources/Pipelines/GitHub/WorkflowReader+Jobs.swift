import Basics
import ECSModel
import Templates
import Workload

extension WorkflowReader {
    /// The jobs of a workflow, and what they hand on.
    struct JobsOutcome {
        var jobs: [Job] = []
        /// `needs.id.outputs.name` by `id.name`.
        var outputs: [String: TermText] = [:]
    }

    /// Jobs that one workflow may have, those of called workflows included; GitHub starts 256 of a matrix.
    private static let jobLimit = 1024

    mutating func jobs(of root: DocumentNode, _ frame: Frame) -> JobsOutcome {
        guard let entry = root.entry("jobs"), entry.value.isMapping, !entry.value.entries.isEmpty else {
            let start = root.keyRange("jobs") ?? root.entries.first?.key.range ?? root.range
            refuse(frame, start, Self.noJobs)
            return JobsOutcome()
        }
        var entries = entry.value.entries
        if entries.count > Self.jobLimit {
            lose(frame, Place(frame.source, entry.key.range), Self.tooManyJobs)
            entries = Array(entries.prefix(Self.jobLimit))
        }
        // Of a key that is written twice the last one counts.
        var numbers: [String: Int] = [:]
        for (index, entry) in entries.enumerated() { numbers[entry.name] = index }
        let needs = entries.map { self.needs($0, numbers, frame) }
        var frame = frame
        var outcome = JobsOutcome()
        var made: [[Job]] = entries.map { _ in [] }
        for index in order(needs, entries, frame) where numbers[entries[index].name] == index {
            frame.scope.needs = outcome.outputs
            let names = needs[index].flatMap { number in made[number].map(\.id) }
            made[index] = job(entries[index], needs: names, frame, &outcome.outputs)
        }
        outcome.jobs = made.flatMap { $0 }
        return outcome
    }

    /// The numbers of the jobs that a job waits for.
    private mutating func needs(_ entry: DocumentEntry, _ numbers: [String: Int], _ frame: Frame) -> [Int] {
        guard let node = entry.value["needs"] else { return [] }
        var found: [Int] = []
        for item in (node.isSequence ? node.items : [node]).prefix(Self.jobLimit) {
            guard let name = item.string else { continue }
            if let number = numbers[name] {
                found.append(number)
            } else {
                refuse(frame, item.range, Self.unknownNeed(name))
            }
        }
        return found
    }

    /// The jobs so that each stands behind those that it needs; those in circles come last.
    private mutating func order(_ needs: [[Int]], _ entries: [DocumentEntry], _ frame: Frame) -> [Int] {
        var open = needs.map { Set($0).count }
        var waiting: [[Int]] = needs.map { _ in [] }
        for (index, numbers) in needs.enumerated() { for number in Set(numbers) { waiting[number].append(index) } }
        var result = open.indices.filter { open[$0] == 0 }
        var next = 0
        while next < result.count {
            for index in waiting[result[next]] {
                open[index] -= 1
                if open[index] == 0 { result.append(index) }
            }
            next += 1
        }
        if result.count < needs.count, let first = open.firstIndex(where: { $0 > 0 }) {
            refuse(frame, entries[first].key.range, Self.cycle)
            gaps.append(Pipeline.Gap(Place(frame.source, entries[first].key.range), Self.cycle))
            result += open.indices.filter { open[$0] > 0 }
        }
        return result
    }

    /// One job, or those of the workflow that it calls.
    private mutating func job(
        _ entry: DocumentEntry, needs: [String], _ outer: Frame, _ outputs: inout [String: TermText]
    ) -> [Job] {
        let node = entry.value
        budget.jobs -= 1
        guard !budget.isSpent else { return [] }
        guard node.isMapping else {
            refuse(outer, entry.key.range, Self.noMapping)
            return []
        }
        var frame = outer
        frame.rights = WorkflowRights.read(node, in: frame.source) ?? frame.rights
        let matrix = WorkflowMatrix(node["strategy"]?["matrix"], frame.scope)
        frame.scope.matrix = matrix.common
        frame.matrix = matrix.combinations
        addVariables(node, &frame)
        frame.condition = WorkflowCondition.both(
            outer.condition, node["if"].flatMap { WorkflowCondition.read($0, in: frame.source) })
        frame.mayFail = mayFail(node, frame) ?? outer.mayFail
        if let use = node["uses"] {
            frame.needs = needs.isEmpty ? outer.needs : needs
            return called(use, by: entry, frame, &outputs)
        }
        frame.shell = node["defaults"]?["run"]?["shell"] ?? frame.shell
        frame.folder = node["defaults"]?["run"]?["working-directory"] ?? frame.folder
        var job = Job(
            id: frame.prefix + entry.name, place: place(of: entry, frame),
            needs: needs.isEmpty ? outer.needs : needs, runner: runner(node, frame), rights: frame.rights,
            condition: frame.condition, mayFail: frame.mayFail, matrix: matrix.combinations,
            variables: frame.variables, concurrency: concurrency(node, frame), from: frame.from)
        environment(node, frame, &job)
        job.timeout = timeout(node, frame)
        guard let steps = node["steps"], steps.isSequence else {
            refuse(frame, entry.key.range, Self.noSteps)
            return [job]
        }
        let tree = files.tree
        let root = frame.root
        var reading = JobReading(job.runner, runners(node, frame), frame.rights) { path in
            RelativePath.join(root, path).flatMap { tree.source($0) }
        }
        job.steps = self.steps(steps.items, &frame, &reading)
        ScriptReports.settle(&job.steps)
        SARIFUpload.apply(to: &job.steps)
        for output in node["outputs"]?.entries ?? [] {
            if let value = text(output.value, frame.scope) { outputs[entry.name + "." + output.name] = value }
        }
        return [job]
    }

    func place(of entry: DocumentEntry, _ frame: Frame) -> Place { Place(frame.source, entry.key.range) }

    private func environment(_ node: DocumentNode, _ frame: Frame, _ job: inout Job) {
        guard let value = node["environment"] else { return }
        guard let name = value.string != nil ? value : value["name"], let text = name.string else { return }
        let place = Place(frame.source, name.range)
        job.environment = .known(frame.scope.text(text), place)
        // Reviewers of an environment are a setting of the repository.
        job.approval = .unknown(place)
    }

    private func timeout(_ node: DocumentNode, _ frame: Frame) -> Field<Int> {
        guard let value = node["timeout-minutes"] else { return .absent }
        let place = Place(frame.source, value.range)
        if let minutes = value.int { return .known(minutes, place) }
        return value.string.map { .unknown(Unknown(.expression, $0), place) } ?? .wrong(place)
    }

    /// `continue-on-error` where it is true; open is not.
    func mayFail(_ node: DocumentNode, _ frame: Frame) -> Place? {
        guard let entry = node.entry("continue-on-error"), let text = entry.value.string else { return nil }
        return frame.scope.text(text).known == "true" ? Place(frame.source, entry.range) : nil
    }

    // MARK: Runners

    /// The machine of a job; of a matrix, what the machines of all combinations share.
    private func runner(_ node: DocumentNode, _ frame: Frame) -> Runner {
        var runner = WorkflowRunner.read(node, in: frame.source, frame.scope)
        guard frame.matrix.count > 1, runner.label?.known == nil else { return runner }
        let all = scopes(frame).map { WorkflowRunner.read(node, in: frame.source, $0) }
        if let first = all.first {
            if all.allSatisfy({ $0.kind == first.kind }) { runner.kind = first.kind }
            if all.allSatisfy({ $0.architecture == first.architecture }) { runner.architecture = first.architecture }
        }
        return runner
    }

    private func runners(
        _ node: DocumentNode, _ frame: Frame
    ) -> [(architecture: String?, scope: ExpressionScope)] {
        scopes(frame).map { scope in
            (node["runs-on"].flatMap { WorkflowRunner.architecture(WorkflowRunner.labels(of: $0, scope)) }, scope)
        }
    }

    /// What expressions mean in each combination of the matrix.
    private func scopes(_ frame: Frame) -> [ExpressionScope] {
        guard !frame.matrix.isEmpty else { return [frame.scope] }
        return frame.matrix.prefix(32).map { combination in
            var scope = frame.scope
            scope.matrix = combination
            return scope
        }
    }
}
