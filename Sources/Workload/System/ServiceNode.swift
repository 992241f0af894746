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
        let stack = member.stack
        if let found = system.resolve(service.taskDefinition, type: ResourceType.taskDefinition, from: stack) {
            return TaskNode(found, in: system)
        }
        // ecspresso and pipelines put the task definition in: the only one beside the service is meant.
        guard service.taskDefinition.isAbsent else { return nil }
        let beside = system.members(ResourceType.taskDefinition).filter { $0.stack == stack }
        return beside.count == 1 ? beside.first.map { TaskNode($0, in: system) } : nil
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
        system.members(ResourceType.scalableTarget).first { target in
            guard let id = target.properties.text("resourceId").value else { return false }
            return isMeant(id, from: target.stack)
        }
    }

    /// The policies that scale it.
    package var scalingPolicies: [System.Member] {
        let target = scalableTarget
        return system.members(ResourceType.scalingPolicy).filter { policy in
            if let text = policy.properties.text("scalingTargetId").value, let target,
                let reference = text.reference
            {
                return reference.resource == target.resource.address && policy.stack == target.stack
            }
            guard let id = policy.properties.text("resourceId").value else { return false }
            if let reference = id.reference, let target {
                return reference.resource == target.resource.address && policy.stack == target.stack
            }
            return isMeant(id, from: policy.stack)
        }
    }

    /// Whether a resource id (`service/CLUSTER/NAME`) of Application Auto Scaling means this service.
    private func isMeant(_ id: TermText, from stack: Int) -> Bool {
        for reference in id.references where stack == member.stack && reference.resource == resource.address {
            return true
        }
        guard let name = service.name.value else { return false }
        if let known = id.known, let own = name.known {
            return known.split(separator: "/").last.map(String.init) == own
        }
        // `service/${cluster}/web`: the last part is known.
        if let own = name.known { return id.knownSuffix.hasSuffix("/" + own) }
        return stack == member.stack && Self.ends(id.parts, with: name.parts)
    }

    /// Whether a resource id ends in a name of which parts are unknown: `service/main/web-${env}` and `web-${env}`.
    private static func ends(_ id: [TermText.Part], with name: [TermText.Part]) -> Bool {
        guard let first = name.first, id.count >= name.count else { return false }
        let tail = id.suffix(name.count)
        guard tail.dropFirst() == name.dropFirst(), let start = tail.first else { return false }
        if case .literal(let whole) = start, case .literal(let own) = first {
            return whole == own || whole.hasSuffix("/" + own)
        }
        return start == first
    }

    /// The listeners and rules that send requests to a target group.
    package func forwarders(to group: System.Member) -> [System.Member] {
        let types = [ResourceType.listener, ResourceType.listenerRule]
        return types.flatMap { system.members($0) }.filter { forwarder in
            let key = forwarder.resource.type == ResourceType.listener ? "defaultActions" : "actions"
            let actions = forwarder.properties[key]?.items ?? []
            return actions.contains { action in
                let groups = [action] + (action["forwardConfig"]?["targetGroups"]?.items ?? [])
                return groups.contains { entry in
                    guard let text = entry["targetGroupArn"]?.text else { return false }
                    let found = system.resolve(text, type: ResourceType.targetGroup, from: forwarder.stack)
                    return found?.resource.address == group.resource.address && found?.stack == group.stack
                }
            }
        }
    }
}
