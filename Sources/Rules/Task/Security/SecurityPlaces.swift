import Basics
import ECSModel
import RuleKit
import Workload

/// Where findings about what a definition does not say are shown, and what several rules of security ask.
enum SecurityPlaces {
    /// The container's name, else its image: a line that people know it by.
    static func heading(_ container: ContainerDefinition) -> Span {
        container.name.span ?? container.image.span ?? container.place.span
    }

    /// The task's family, else the name of its first container, else its heading.
    static func heading(_ task: TaskSubject) -> Span {
        if let span = task.definition.family.span { return span }
        if task.task.resource.origin != .raw { return task.task.resource.place.span }
        return task.definition.containers.first.map { heading($0) } ?? task.task.resource.place.span
    }

    /// Whether the file holds containers only: what belongs to the task stands elsewhere.
    static func isPartial(_ task: TaskSubject) -> Bool {
        let keys = task.task.resource.properties.entries.map(\.key)
        return keys.allSatisfy { TermKey.matches($0, "containerDefinitions") }
    }

    /// The service that lets people into its containers by ECS Exec.
    static func execService(_ task: TaskSubject) -> (service: ServiceNode, place: Place)? {
        for node in task.services {
            if case .known(true, let place) = node.service.enableExecuteCommand { return (node, place) }
        }
        return nil
    }

    /// Whether every service that runs the task puts one on each instance: agents, which look after the instance.
    static func isDaemon(_ task: TaskSubject) -> Bool {
        !task.services.isEmpty
            && task.services.allSatisfy { $0.service.schedulingStrategy.value?.uppercased() == "DAEMON" }
    }
}
