import Basics
import ECSModel
import Templates
import Workload

extension WorkflowReader {
    /// GitHub follows ten levels of workflows.
    private static let depthLimit = 10

    /// The jobs of the workflow that a job calls, in its place.
    mutating func called(
        _ use: DocumentNode, by entry: DocumentEntry, _ frame: Frame, _ outputs: inout [String: TermText]
    ) -> [Job] {
        let name = use.string ?? ""
        let place = Place(frame.source, use.range)
        guard name.hasPrefix("./"), let path = RelativePath.join(frame.root, name) else {
            lose(frame, place, Self.elsewhere(name))
            return [unread(name, place, entry, frame)]
        }
        guard !frame.callers.contains(path), frame.callers.count <= Self.depthLimit else {
            lose(frame, place, Self.circle(name))
            return [unread(name, place, entry, frame)]
        }
        guard let document = files.document(path), document.root.isMapping else {
            lose(frame, place, Self.missing(name))
            return [unread(name, place, entry, frame)]
        }
        called.insert(path)
        let declared = (document.root["on"] ?? document.root["true"])?["workflow_call"]
        var inner = Frame(
            source: document.source, root: frame.root, rights: frame.rights,
            prefix: frame.prefix + entry.name + "/", condition: frame.condition, needs: frame.needs,
            mayFail: frame.mayFail, callers: frame.callers + [path], from: path)
        inner.scope.inputs = inputs(declared?["inputs"], inner.scope)
        for input in (entry.value["with"]?.entries ?? []).prefix(200) {
            inner.scope.inputs[input.name.lowercased()] = text(input.value, frame.scope)
        }
        enter(document.root, &inner)
        let outcome = jobs(of: document.root, inner)
        var scope = inner.scope
        for (name, value) in outcome.outputs { scope.needs[name] = value }
        for output in (declared?["outputs"]?.entries ?? []).prefix(200) {
            guard let node = output.value["value"], let text = node.string else { continue }
            // Here `jobs.id.outputs.name` says what `needs.id.outputs.name` says elsewhere.
            outputs[entry.name + "." + output.name] = scope.text(Self.needing(text))
        }
        return outcome.jobs
    }

    private static func needing(_ text: String) -> String {
        var words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        for index in words.indices {
            if words[index].hasPrefix("jobs.") {
                words[index] = "needs." + words[index].dropFirst(5)
            } else if words[index].hasPrefix("${{jobs.") {
                words[index] = "${{needs." + words[index].dropFirst(8)
            }
        }
        return words.joined(separator: " ")
    }

    /// A job that is not known but for what it calls.
    private func unread(_ name: String, _ place: Place, _ entry: DocumentEntry, _ frame: Frame) -> Job {
        let at = name.hasPrefix("./") ? nil : name.lastIndex(of: "@")
        let use = ActionUse(
            name: at.map { String(name[..<$0]) } ?? name, version: at.map { String(name[name.index(after: $0)...]) },
            place: place)
        var step = Step(place: place, work: .action(use), from: frame.from, unread: [place])
        if use.name.hasPrefix("slsa-framework/slsa-github-generator/") {
            step.activities = [Activity(.sign, tool: "slsa-framework/slsa-github-generator", place: place)]
        }
        return Job(
            id: frame.prefix + entry.name, place: self.place(of: entry, frame), needs: frame.needs,
            runner: Runner(.unknown), rights: frame.rights, condition: frame.condition, mayFail: frame.mayFail,
            matrix: frame.matrix, variables: frame.variables, steps: [step], from: frame.from)
    }
}
