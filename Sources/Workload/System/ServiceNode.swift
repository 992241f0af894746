package import ECSModel

/// A service with its task definition, target groups, listeners and scaling.
package struct ServiceNode: Sendable {
    package let member: System.Member
    package let service: Service
    package let system: System

    init(_ member: System.Member, in system: System) {
        self.member = member
        service = Service(member.properties)
        self.system = system
    }

    package var resource: Resource { member.resource }
    /// What people call it.
    package var name: String { service.name.value?.known ?? resource.address }

    /// The task definition that it runs; nil when it is not among the definitions or cannot be told.
    package var task: TaskNode? {
        system.links.task(of: member).map { TaskNode(system.members[$0], in: system) }
    }

    package var cluster: System.Member? {
        system.resolve(service.cluster, type: ResourceType.cluster, from: member.stack)
    }

    /// Its entries of `loadBalancers` with the target groups that are among the definitions.
    package var targets: [(entry: Service.LoadBalancer, group: System.Member?)] {
        service.loadBalancers.map {
            ($0, system.resolve($0.targetGroup, type: ResourceType.targetGroup, from: member.stack))
        }
    }

    /// The scalable target of its desired count.
    package var scalableTarget: System.Member? {
        system.scaling.target(of: member).map { system.members[$0] }
    }

    /// The policies that scale it.
    package var scalingPolicies: [System.Member] {
        system.scaling.policies(of: member).map { system.members[$0] }
    }

    /// The listeners and rules that send requests to a target group.
    package func forwarders(to group: System.Member) -> [System.Member] {
        system.forwarding.forwarders(to: system.canonical(group)).map { system.members[$0] }
    }
}
