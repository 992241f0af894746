import Basics
import ECSModel
import Pricing
import RuleKit
import Workload

/// What a task definition and the services that run it tell.
struct TaskFacts {
    let task: TaskNode
    /// The workloads whose images its containers run, container by container.
    let images: [Workload?]
    let reader: FactReader

    private var definition: TaskDefinition { task.definition }
    private var containers: [ContainerDefinition] { definition.containers }
    private var place: FactSource { reader.source(task.member.place) }
    private var services: [ServiceNode] { task.services }
    private var service: ServiceNode? { services.first }

    func read() -> WorkloadFacts {
        let span = task.member.place.span
        var facts = WorkloadFacts(
            name: service?.name ?? task.name, path: reader.shown(span.path), line: span.start.line)
        if let image = main { ImageFacts(workload: image, reader: reader).describe(&facts) }
        let cost = service.flatMap(reader.facts)
        facts.region = cost?.region
        readHome(&facts)
        readSchedule(&facts)
        readKind(&facts)
        readSize(&facts)
        readContainers(&facts)
        readTraffic(&facts, cost)
        facts.windows = truth(definition.operatingSystem) { _ in definition.isWindows }
        facts.architecture = architecture
        facts.ephemeral = number(definition.ephemeralStorage)
        facts.ownOS = .known(false, place)
        let host = HostFacts(task: task, reader: reader)
        facts.gpu = host.gpu
        facts.privileged = host.privileged
        facts.host = host.features(isOnInstances: facts.home.value == .ec2 || facts.home.value == .undecided)
        facts.volumes = host.volumes
        return facts
    }

    /// The workload of the container that requests go to, else of the first that is ours.
    private var main: Workload? {
        let name = services.lazy.flatMap(\.service.loadBalancers).compactMap { $0.containerName.value }.first
        for (container, image) in zip(containers, images) where image != nil && container.name.value == name {
            return image
        }
        return images.lazy.compactMap { $0 }.first
    }

    private func truth(_ field: Field<String>, _ value: (String) -> Bool) -> Fact<Bool> {
        switch field {
        case .absent: .known(false, place)
        case .known(let text, let place): .known(value(text), reader.source(place))
        case .unknown, .wrong: .unknown
        }
    }

    private func number(_ field: Field<Int>) -> Fact<Int> {
        switch field {
        case .absent: .known(0, place)
        case .known(let value, let place): .known(value, reader.source(place))
        case .unknown, .wrong: .unknown
        }
    }

    // MARK: Where and when it runs

    private func readHome(_ facts: inout WorkloadFacts) {
        let source: FactSource =
            if let place = definition.compatibilities.place {
                reader.source(place)
            } else if let place = services.lazy
                .compactMap(\.service.launchType.place).first
            { reader.source(place) } else { service.map { reader.source($0.member.place) } ?? place }
        if definition.compatibilities.value?.contains(where: { $0.uppercased() == "MANAGED_INSTANCES" }) == true {
            facts.home = .known(.managedInstances, source)
            return
        }
        let home: WorkloadFacts.Home =
            switch task.runsOnFargate {
            case true?: .fargate
            case false?: .ec2
            // Fargate takes awsvpc alone, and Linux tasks have bridge where nothing is written.
            case nil where isBridged: .ec2
            case nil: .undecided
            }
        facts.home = .known(home, source)
    }

    private var isBridged: Bool {
        switch definition.networkMode {
        case .absent: !definition.isWindows && !definition.operatingSystem.isUnknown
        case .known(let mode, _): ["bridge", "host", "none"].contains(mode.lowercased())
        case .unknown, .wrong: false
        }
    }

    /// Rules and schedules of EventBridge that run the task definition.
    private func readSchedule(_ facts: inout WorkloadFacts) {
        var expressions: [String] = []
        var sources: [FactSource] = []
        let system = task.system
        for member in system.members(ResourceType.eventRule) + system.members(ResourceType.schedule) {
            let targets = (member.properties["targets"]?.items ?? []) + [member.properties["target"]].compactMap { $0 }
            let isOurs = targets.contains { target in
                guard let parameters = target["ecsParameters"] else { return false }
                let found = system.resolve(
                    parameters.text("taskDefinitionArn"), type: ResourceType.taskDefinition, from: member.stack)
                return found?.place.span == task.member.place.span
            }
            guard isOurs else { continue }
            let expression = member.properties.string("scheduleExpression")
            expressions.append(expression.value ?? member.resource.address)
            sources.append(reader.source(expression.place ?? member.place))
        }
        // Raw definitions know of no schedules: that there is none cannot be told.
        if !expressions.isEmpty { facts.schedule = .known(expressions, sources) }
    }

    private func readKind(_ facts: inout WorkloadFacts) {
        let ports = containers.lazy.flatMap(\.portMappings).first
        if let service, let balancer = service.service.loadBalancers.first {
            facts.kind = .known(.server, reader.source(balancer.term.place))
        } else if service == nil, let schedule = facts.schedule.sources.first {
            facts.kind = .known(.job, schedule)
        } else if let ports {
            facts.kind = .known(.server, reader.source(ports.term.place))
        } else if main?.role == .job, service == nil {
            facts.kind = .known(.job, place)
        } else if let service, definition.knowsAllContainers, !containers.isEmpty,
            !containers.contains(where: { $0.term["portMappings"]?.isUnknown == true })
        {
            facts.kind = .known(.worker, reader.source(service.member.place))
        }
    }

    // MARK: Size

    private func readSize(_ facts: inout WorkloadFacts) {
        facts.cpu = size(definition.cpuUnits) { $0.cpu }
        if definition.cpu.isAbsent, definition.knowsAllContainers, !containers.isEmpty,
            containers.allSatisfy({ $0.cpu.isAbsent || $0.cpu.value == 0 })
        {
            // On instances a task need not reserve any.
            facts.cpu = .known(0, place)
        }
        facts.memory = size(definition.memoryMiB) { container in
            container.memory.isAbsent ? container.memoryReservation : container.memory
        }
        let timeouts = containers.map(\.stopTimeout)
        if timeouts.contains(where: \.isUnknown) || !definition.knowsAllContainers {
            facts.stopTimeout = .unknown
        } else if let longest = timeouts.filter({ $0.value != nil }).max(by: { $0.value ?? 0 < $1.value ?? 0 }),
            case .known(let value, let place) = longest
        {
            facts.stopTimeout = .known(value, reader.source(place))
        } else {
            facts.stopTimeout = .known(0, place)
        }
    }

    /// What the task is given, else the sum of what its containers ask for.
    private func size(_ field: Field<Int>, _ each: (ContainerDefinition) -> Field<Int>) -> Fact<Int> {
        switch field {
        case .known(let value, let place): return .known(value, reader.source(place))
        case .unknown, .wrong: return .unknown
        case .absent: break
        }
        guard definition.knowsAllContainers, !containers.isEmpty else { return .unknown }
        var sum = 0
        var sources: [FactSource] = []
        for container in containers {
            guard case .known(let value, let place) = each(container), value > 0, value < 1 << 30 else {
                return .unknown
            }
            sum += value
            sources.append(reader.source(place))
        }
        return .known(sum, sources)
    }

    private var architecture: Fact<WorkloadFacts.Architecture> {
        if definition.term["runtimePlatform"]?.isUnknown == true { return .unknown }
        switch definition.architecture {
        // ECS takes x86 where nothing is written.
        case .absent: return .known(.x86, place)
        case .known(let name, let place):
            return .known(name.uppercased() == "ARM64" ? .arm : .x86, reader.source(place))
        case .unknown, .wrong: return .unknown
        }
    }

    // MARK: Containers

    private func readContainers(_ facts: inout WorkloadFacts) {
        guard definition.knowsAllContainers, !containers.isEmpty else { return }
        facts.containers = .known(
            containers.map { .init($0.name.value ?? "", isHelper: Self.isHelper($0)) },
            containers.map { reader.source($0.place) })
        if case .known(let words, let place)? = containers.first.map(\.command), containers.count == 1, !words.isEmpty {
            // Arguments may hold passwords, and the program alone says enough.
            facts.start = .known(words[0] + (words.count > 1 ? " …" : ""), reader.source(place))
        }
        if main == nil, containers.count == 1, case .known(let image, let place)? = containers.first?.image,
            let known = image.known
        {
            facts.base = .known(known, reader.source(place))
        }
        let isReadOnly = containers.allSatisfy { $0.readonlyRootFilesystem.value == true }
        if isReadOnly, facts.keepsFiles.value == nil, definition.volumes.isEmpty {
            facts.keepsFiles = .known(
                false, containers.compactMap { $0.readonlyRootFilesystem.place.map(reader.source) })
        }
    }

    /// Sends logs, traces and metrics, by its name or image.
    private static func isHelper(_ container: ContainerDefinition) -> Bool {
        if container.firelens != nil { return true }
        let image = container.image.value?.known.map { String($0.split(separator: "/").last ?? "") } ?? ""
        let names = [container.name.value ?? "", image].map { $0.lowercased() }
        return helpers.contains { helper in names.contains { $0.contains(helper) } }
    }

    private static let helpers = [
        "xray", "x-ray", "otel", "opentelemetry", "adot", "aws-collector", "datadog", "dd-agent", "cloudwatch-agent",
        "cwagent", "fluent-bit", "fluentbit", "fluentd", "firelens", "log_router", "log-router", "logrouter",
        "newrelic", "dynatrace", "splunk",
    ]

    // MARK: Requests

    private func readTraffic(_ facts: inout WorkloadFacts, _ cost: ServiceFacts?) {
        facts.transports = TransportFacts(task: task, image: main, reader: reader).read()
        guard let service else { return }
        let place = reader.source(service.member.place)
        if service.service.term["loadBalancers"]?.isUnknown != true {
            let ingress: WorkloadFacts.Ingress =
                if service.service.loadBalancers.isEmpty { .none } else {
                    switch cost?.balancers.first?.isOpen {
                    case true? where cost?.balancers.first?.kind != .unknown: .publicBalancer
                    case false?: .internalBalancer
                    default: .balancer
                    }
                }
            let source = service.service.loadBalancers.first.map { reader.source($0.term.place) } ?? place
            facts.ingress = .known(ingress, source)
        }
        switch cost?.tasks {
        case .fixed(let count)?: facts.tasks = .known(.init(count, count), place)
        case .scaled(let least, let most)?: facts.tasks = .known(.init(least, most), place)
        case .from?, .unknown?, nil: break
        }
        if let connect = service.service.serviceConnect {
            if let isOn = connect.bool("enabled").value {
                facts.connection = .known(isOn || !service.service.registries.isEmpty, reader.source(connect.place))
            }
        } else if let registry = service.service.registries.first {
            facts.connection = .known(true, reader.source(registry.place))
        } else {
            facts.connection = .known(false, place)
        }
    }
}
