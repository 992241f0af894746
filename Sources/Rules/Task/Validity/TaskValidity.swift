import Basics
import ECSModel
import RuleKit
import Workload

/// What the rules of validity ask of a task definition again and again.
struct TaskValidity {
    let subject: TaskSubject
    var definition: TaskDefinition { subject.definition }

    init(_ subject: TaskSubject) { self.subject = subject }

    /// A container with its path: `containerDefinitions[1]`.
    struct Container {
        let path: String
        let definition: ContainerDefinition

        /// A short place that stands for the container.
        var place: Place { definition.term.heading }
        /// For people: its name, or its path where it has none.
        var name: String { definition.name.value ?? path }
    }

    var containers: [Container] {
        (definition.term["containerDefinitions"]?.items ?? []).enumerated().compactMap { index, term in
            term.isMap
                ? Container(path: "containerDefinitions[\(index)]", definition: ContainerDefinition(term)) : nil
        }
    }

    /// Whether the fields of the task stand here; a bare list of containers leaves them to a pipeline or a template.
    var isWhole: Bool {
        subject.task.resource.origin != .raw
            || definition.term.entries.contains { !TermKey.matches($0.key, "containerDefinitions") }
    }

    /// Whether ECS holds it to what Fargate can do: it says so itself, or a service runs it there.
    var isFargate: Bool { definition.requiresFargate == true || subject.task.runsOnFargate == true }

    /// Whether nothing hints at Fargate, and all that could is known.
    var isSurelyNotFargate: Bool {
        guard isWhole, definition.requiresFargate == false else { return false }
        if definition.compatibilities.value?.isEmpty == false { return true }
        return subject.task.runsOnFargate == false
    }

    /// The network mode; bridge where nothing is written, nil where it cannot be told.
    var networkMode: String? {
        switch definition.networkMode {
        case .known(let mode, _): mode
        case .absent: isWhole && !definition.isWindows ? "bridge" : nil
        case .unknown, .wrong: nil
        }
    }

    /// A short place that stands for the task definition.
    var place: Place {
        if let place = definition.family.place { return place }
        let place = subject.task.resource.place
        return place.range.count <= 80
            ? place : Place(place.source, place.range.lowerBound..<place.range.lowerBound + 1)
    }
}

extension Term {
    /// Whether a placeholder or variable stands for the whole of it.
    var isOpen: Bool { isUnknown || (text != nil && string == nil) }
}

extension Report {
    /// Tells what ECS refuses.
    /// - Parameters:
    ///   - kind: which refusal of the rule's message.
    ///   - path: the field's path in the terms of the API.
    ///   - said: ECS's own message, where it is known.
    mutating func refuse(
        _ kind: String, _ path: String, at place: Place, _ more: [String: String] = [:], said: String = "",
        related: [Finding.Related] = []
    ) {
        var arguments = ["kind": kind, "path": path, "detail": "", "said": said.isEmpty ? "" : ": \"\(said)\""]
        arguments.merge(more) { $1 }
        fault(at: place.span, arguments, related: related)
    }
}
