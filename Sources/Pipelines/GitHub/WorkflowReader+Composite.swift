import Basics
import ECSModel
import Templates
import Workload

extension WorkflowReader {
    /// GitHub follows ten levels of composite actions.
    private static let depthLimit = 10

    /// The steps of a local composite action, in the place of the step that uses it.
    mutating func composite(
        _ use: ActionUse, _ step: Step, _ node: DocumentNode, _ frame: inout Frame, _ reading: inout JobReading
    ) -> [Step] {
        var unread = step
        unread.unread = [use.place]
        guard let (path, document) = action(use.name, frame) else {
            lose(frame, use.place, Self.missing(use.name))
            return [unread]
        }
        guard !frame.callers.contains(path), frame.callers.count <= Self.depthLimit else {
            lose(frame, use.place, Self.circle(use.name))
            return [unread]
        }
        // An action of JavaScript or of a Dockerfile is a program of its own.
        guard let runs = document.root["runs"], runs["using"]?.string == "composite", let items = runs["steps"]?.items
        else { return [unread] }
        var inner = Frame(source: document.source, root: frame.root, callers: frame.callers + [path], from: path)
        inner.scope.variables = frame.scope.variables
        inner.scope.matrix = frame.scope.matrix
        for variable in step.variables { inner.scope.variables[variable.name] = variable.value }
        inner.scope.inputs = inputs(document.root["inputs"], inner.scope)
        for input in use.inputs.prefix(200) { inner.scope.inputs[input.name.lowercased()] = input.value }
        inner.rights = frame.rights
        var found = steps(items, &inner, &reading)
        for index in found.indices {
            found[index].condition = WorkflowCondition.both(step.condition, found[index].condition)
            found[index].mayFail = found[index].mayFail ?? step.mayFail
            found[index].runsAfterFailure = found[index].condition?.runsAfterFailure ?? false
        }
        handOn(document.root, node, inner, &frame)
        return found
    }

    /// The defaults of inputs.
    mutating func inputs(_ node: DocumentNode?, _ scope: ExpressionScope) -> [String: TermText] {
        var found: [String: TermText] = [:]
        for entry in (node?.entries ?? []).prefix(200) {
            let value = entry.value["default"]
            found[entry.name.lowercased()] = value.flatMap { text($0, scope) } ?? TermText("")
        }
        return found
    }

    /// Makes the outputs of an action, and what it puts into the environment, known to later steps.
    private mutating func handOn(
        _ root: DocumentNode, _ node: DocumentNode, _ inner: Frame, _ frame: inout Frame
    ) {
        for name in inner.variablesSet {
            frame.scope.variables[name] = inner.scope.variables[name]
            frame.variablesSet.insert(name)
        }
        guard let id = node["id"]?.string else { return }
        for output in (root["outputs"]?.entries ?? []).prefix(200) {
            guard let value = output.value["value"] else { continue }
            let key = id + "." + output.name
            frame.scope.outputs[key] = text(value, inner.scope)
            frame.scope.lists[key] = value.string.flatMap { inner.scope.list($0) }
        }
    }

    /// The file of a local action.
    private mutating func action(_ name: String, _ frame: Frame) -> (path: String, document: Document)? {
        guard let folder = RelativePath.join(frame.root, name) else { return nil }
        for file in ["action.yml", "action.yaml"] {
            let path = folder.isEmpty ? file : folder + "/" + file
            if let document = files.document(path) { return (path, document) }
        }
        return nil
    }
}
