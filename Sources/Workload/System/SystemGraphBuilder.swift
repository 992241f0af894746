import Basics
import DockerfileSyntax
import ECSModel

/// Follows every link that the definitions hold.
struct SystemGraphBuilder {
    let system: System
    let workloads: [Workload]
    private(set) var nodes: [SystemGraph.Node] = []
    private(set) var edges: [SystemGraph.Edge] = []
    private var known: Set<String> = []
    private var linked: [String: Int] = [:]

    init(system: System, workloads: [Workload]) {
        self.system = system
        self.workloads = workloads
    }

    mutating func build() {
        for workload in workloads { _ = dockerfile(workload) }
        for service in system.services { add(service) }
        for task in system.tasks { _ = self.task(task) }
    }

    // MARK: Nodes

    /// - Parameter whole: all of its definition, where that is in the file of `place`.
    private mutating func node(
        _ kind: SystemGraph.Kind, _ key: String, _ name: String, _ place: Span?, whole: Span? = nil,
        stage: String? = nil
    ) -> String {
        let id = "\(kind.rawValue):\(key)"
        if known.insert(id).inserted {
            var extent = place.map { GraphExtent(start: $0.start, end: $0.end) }
            if let place, let whole, place.path == whole.path {
                extent = GraphExtent(start: min(place.start, whole.start), end: max(place.end, whole.end))
            }
            nodes.append(
                SystemGraph.Node(
                    id: id, kind: kind, name: name, place: place.map { GraphPlace($0) }, extent: extent, stage: stage))
        }
        return id
    }

    private mutating func link(_ from: String, _ relation: SystemGraph.Relation, _ to: String, _ spans: [Span?]) {
        let places = spans.compactMap { $0 }.map { GraphPlace($0) }
        let key = "\(from) \(relation.rawValue) \(to)"
        if let index = linked[key] {
            for place in places where !edges[index].places.contains(place) { edges[index].places.append(place) }
            return
        }
        linked[key] = edges.count
        edges.append(SystemGraph.Edge(from: from, to: to, relation: relation, places: places))
    }

    private static let kinds: [String: SystemGraph.Kind] = [
        ResourceType.cluster: .cluster, ResourceType.repository: .repository, ResourceType.targetGroup: .targetGroup,
        ResourceType.listener: .listener, ResourceType.listenerRule: .listener,
        ResourceType.loadBalancer: .loadBalancer, ResourceType.scalableTarget: .scaling,
        ResourceType.scalingPolicy: .scaling, ResourceType.role: .role, ResourceType.logGroup: .logGroup,
        ResourceType.secret: .secret, ResourceType.parameter: .secret, ResourceType.subnet: .subnet,
        ResourceType.securityGroup: .securityGroup,
    ]

    private mutating func member(_ member: System.Member) -> String {
        let kind = Self.kinds[member.resource.type] ?? .other
        let name = system.name(of: member) ?? member.resource.address
        return node(
            kind, "\(member.stack)/\(member.resource.address)", name, member.place.span,
            whole: member.properties.span)
    }

    /// The resource that a field means, else a node of the name that is written; nil for a field that is absent.
    private mutating func named(
        _ field: Field<TermText>, _ type: String, _ kind: SystemGraph.Kind, from stack: Int
    ) -> String? {
        guard let text = field.value else { return nil }
        if let found = system.resolve(text, type: type, from: stack) { return member(found) }
        return node(kind, text.shown, text.shown, nil)
    }

    private mutating func dockerfile(_ workload: Workload) -> String {
        let source = workload.dockerfile.source
        let stage = workload.stage.map { source.span($0.image.range) }
        return node(
            .dockerfile, workload.name + " " + source.path, source.path, stage ?? source.span(0..<0),
            whole: source.span(0..<source.bytes.count), stage: workload.stage?.name?.raw)
    }

    // MARK: Tasks

    private mutating func task(_ task: TaskNode) -> String {
        let stack = task.member.stack
        let key = "\(stack)/\(task.resource.address)"
        let isNew = !known.contains("\(SystemGraph.Kind.task.rawValue):\(key)")
        let id = node(.task, key, task.name, task.resource.place.span, whole: task.resource.properties.span)
        guard isNew else { return id }
        let definition = task.definition
        for container in definition.containers { add(container, of: task, id) }
        if let role = named(definition.executionRole, ResourceType.role, .role, from: stack) {
            link(id, .executesAs, role, [definition.executionRole.span])
        }
        if let role = named(definition.taskRole, ResourceType.role, .role, from: stack) {
            link(id, .actsAs, role, [definition.taskRole.span])
        }
        return id
    }

    private mutating func add(_ container: ContainerDefinition, of task: TaskNode, _ taskID: String) {
        let stack = task.member.stack
        let name = container.name.value ?? container.term["name"]?.text?.shown ?? "?"
        let place = container.name.span ?? container.place.span
        let id = node(.container, "\(stack)/\(task.resource.address)/\(name)", name, place, whole: container.place.span)
        link(taskID, .has, id, [place])
        if case .known(let text, let place) = container.image {
            let image = node(.image, text.shown, text.shown, nil)
            link(id, .uses, image, [place.span])
            if let reference = text.references.first, let found = system.member(reference.resource, in: stack) {
                let repository = member(found)
                link(image, .storedIn, repository, [place.span])
            }
            if let workload = ContainerMatch.workload(of: container, in: task, among: workloads) {
                let file = dockerfile(workload)
                let from = workload.stage.map { workload.dockerfile.source.span($0.image.range) }
                link(file, .builds, image, [from, place.span])
            }
        }
        if let log = container.logConfiguration, log.driver.value == "awslogs" {
            let group = log.option("awslogs-group")
            if let target = named(group, ResourceType.logGroup, .logGroup, from: stack) {
                link(id, .logsTo, target, [group.span])
            }
        }
        for secret in container.secrets {
            guard let text = secret.value.value else { continue }
            let found = [ResourceType.secret, ResourceType.parameter].lazy
                .compactMap { [system] in system.resolve(text, type: $0, from: stack) }.first
            let target = found.map { member($0) } ?? node(.secret, text.shown, text.shown, nil)
            link(id, .reads, target, [secret.value.span])
        }
    }

    // MARK: Services

    private mutating func add(_ service: ServiceNode) {
        let stack = service.member.stack
        let id = node(
            .service, "\(stack)/\(service.resource.address)", service.name, service.resource.place.span,
            whole: service.resource.properties.span)
        let value = service.service
        if let task = service.task {
            let target = self.task(task)
            link(id, .runs, target, [value.taskDefinition.span ?? service.resource.place.span])
        } else if let text = value.taskDefinition.value {
            link(id, .runs, node(.task, text.shown, text.shown, nil), [value.taskDefinition.span])
        }
        if let cluster = named(value.cluster, ResourceType.cluster, .cluster, from: stack) {
            link(id, .isIn, cluster, [value.cluster.span])
        }
        for (entry, group) in service.targets { addTarget(entry, group, of: service, id) }
        if let target = service.scalableTarget {
            link(id, .isScaledBy, member(target), [target.place.span])
            for policy in service.scalingPolicies {
                link(member(target), .isScaledBy, member(policy), [policy.place.span])
            }
        }
        for (key, type, kind, relation) in [
            ("subnets", ResourceType.subnet, SystemGraph.Kind.subnet, SystemGraph.Relation.runsIn),
            ("securityGroups", ResourceType.securityGroup, .securityGroup, .isGuardedBy),
        ] {
            for item in value.network?[key]?.items ?? [] {
                guard let text = item.text else { continue }
                let found = system.resolve(text, type: type, from: stack)
                let target = found.map { member($0) } ?? node(kind, text.shown, text.shown, nil)
                link(id, relation, target, [item.span])
            }
        }
    }

    private mutating func addTarget(
        _ entry: Service.LoadBalancer, _ group: System.Member?, of service: ServiceNode, _ id: String
    ) {
        guard let group else {
            guard let text = entry.targetGroup.value else { return }
            return link(id, .isReachedBy, node(.targetGroup, text.shown, text.shown, nil), [entry.targetGroup.span])
        }
        let target = member(group)
        link(id, .isReachedBy, target, [entry.targetGroup.span])
        for forwarder in service.forwarders(to: group) {
            let listener = member(forwarder)
            link(listener, .forwards, target, [forwarder.place.span])
            for (key, type) in [
                ("loadBalancerArn", ResourceType.loadBalancer), ("listenerArn", ResourceType.listener),
            ] {
                let field = forwarder.properties.text(key)
                guard let text = field.value, let owner = system.resolve(text, type: type, from: forwarder.stack) else {
                    continue
                }
                link(listener, .belongsTo, member(owner), [field.span])
            }
        }
    }
}
