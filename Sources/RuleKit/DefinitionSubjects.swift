package import ECSModel
package import Workload

/// A task definition as rules look at it: with the Dockerfiles whose images its containers run, and its services.
package struct TaskSubject: Sendable {
    package let task: TaskNode
    package let containers: [Container]
    package let services: [ServiceNode]

    package struct Container: Sendable {
        package let definition: ContainerDefinition
        /// What builds its image; nil when nothing here does, or when that cannot be told.
        package let workload: Workload?

        /// What people call it.
        package var name: String {
            if case .unknown(let unknown, _) = definition.name { return "${\(unknown.text)}" }
            return definition.name.value ?? "?"
        }
    }

    package init(_ task: TaskNode, workloads: [Workload]) {
        self.task = task
        services = task.services
        containers = task.definition.containers.map {
            Container(definition: $0, workload: ContainerMatch.workload(of: $0, in: task, among: workloads))
        }
    }

    package var definition: TaskDefinition { task.definition }
    package var system: System { task.system }

    /// The container that the services' load balancers reach, else the only essential one; nil when it cannot be told.
    package var main: Container? {
        let named = Set(services.flatMap { $0.service.loadBalancers.compactMap(\.containerName.value) })
        if let found = containers.first(where: { named.contains($0.name) }) { return found }
        if containers.count == 1 { return containers.first }
        let essential = containers.filter { $0.definition.isEssential == true && $0.workload != nil }
        return essential.count == 1 ? essential.first : nil
    }
}

/// A service as rules look at it.
package struct ServiceSubject: Sendable {
    package let node: ServiceNode
    /// What it runs; nil when that is not among the definitions.
    package let task: TaskSubject?

    package init(_ node: ServiceNode, workloads: [Workload]) {
        self.node = node
        task = node.task.map { TaskSubject($0, workloads: workloads) }
    }

    package var service: Service { node.service }
    package var system: System { node.system }
}

extension TaskSubject: RuleSubject {
    package static func check<R: Rule>(by rule: R) -> Check where R.Subject == TaskSubject {
        .task { rule.check($0, &$1) }
    }
}

extension ServiceSubject: RuleSubject {
    package static func check<R: Rule>(by rule: R) -> Check where R.Subject == ServiceSubject {
        .service { rule.check($0, &$1) }
    }
}

extension System: RuleSubject {
    package static func check<R: Rule>(by rule: R) -> Check where R.Subject == System {
        .system { rule.check($0, &$1) }
    }
}
