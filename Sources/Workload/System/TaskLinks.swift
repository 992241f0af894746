import ECSModel

/// Which service runs which task definition, for all of a system at once.
struct TaskLinks: Sendable {
    /// By service.
    private var tasks: [Int: Int] = [:]
    /// By task definition.
    private var services: [Int: [Int]] = [:]

    init(_ system: System) {
        // Task definitions that stand alone in their stack.
        var only: [Int: Int?] = [:]
        for task in system.members(ResourceType.taskDefinition) {
            only[task.stack] = only[task.stack] == nil ? task.index : .some(nil)
        }
        for member in system.members(ResourceType.service) {
            let field = Service(member.properties).taskDefinition
            var task = system.resolve(field, type: ResourceType.taskDefinition, from: member.stack)?.index
            // ecspresso and pipelines put the task definition in: the only one beside the service is meant.
            if task == nil, field.isAbsent { task = only[member.stack].flatMap { $0 } }
            guard let task else { continue }
            tasks[member.index] = task
            services[system.canonical(system.members[task]), default: []].append(member.index)
        }
    }

    func task(of service: System.Member) -> Int? { tasks[service.index] }

    /// - Parameter task: the member that stands for its address.
    func services(of task: Int) -> [Int] { services[task] ?? [] }
}
