package import ECSModel

/// A task definition with all that the other definitions say of it.
package struct TaskNode: Sendable {
    package let member: System.Member
    package let definition: TaskDefinition
    package let system: System

    init(_ member: System.Member, in system: System) {
        self.member = member
        definition = TaskDefinition(member.properties)
        self.system = system
    }

    package var resource: Resource { member.resource }
    /// What people call it: its family, else its name in the template.
    package var name: String { definition.family.value ?? resource.address }

    /// The services that run it.
    package var services: [ServiceNode] {
        system.links.services(of: system.canonical(member)).map { ServiceNode(system.members[$0], in: system) }
    }

    package var executionRole: System.Member? { role(definition.executionRole) }
    package var taskRole: System.Member? { role(definition.taskRole) }

    private func role(_ field: Field<TermText>) -> System.Member? {
        system.resolve(field, type: ResourceType.role, from: member.stack)
    }

    /// Whether its tasks run on Fargate, by itself or by the services that run it; nil where nothing tells.
    package var runsOnFargate: Bool? {
        if definition.requiresFargate == true { return true }
        let told = services.compactMap(\.service.isFargate)
        if told.contains(true) { return true }
        if definition.compatibilities.value?.isEmpty == false { return false }
        return told.isEmpty ? nil : false
    }
}
