import Basics
import ECSModel
import Workload

/// Reads the facts of the services of a system.
struct ServiceReader {
    private let system: System
    /// Services behind each load balancer, and private services of each stack.
    private var balanced: [BalancerKey: Int] = [:]
    private var closed: [Int: Int] = [:]

    private struct BalancerKey: Hashable {
        var stack: Int
        var address: String

        init(_ member: System.Member) {
            stack = member.stack
            address = member.resource.address
        }
    }

    init(_ system: System) {
        self.system = system
        for service in system.services {
            for key in Set(balancers(of: service).compactMap { $0.map { BalancerKey($0) } }) {
                balanced[key, default: 0] += 1
            }
            if address(service) != .open { closed[service.member.stack, default: 0] += 1 }
        }
    }

    func facts(of service: ServiceNode, environment: String, path: String) -> ServiceFacts {
        var facts = ServiceFacts(
            name: service.name, path: path, line: service.member.place.span.start.line, environment: environment)
        let assumptions = system.assumptions
        let stack = service.member.stack
        facts.assumption = assumptions.indices.contains(stack) ? assumptions[stack] : ""
        facts.use = EnvironmentUse([environment, service.name, facts.assumption])
        let task = service.task
        facts.launch = launch(service, task)
        facts.tasks = count(service)
        facts.address = address(service)
        facts.balancers = balancers(of: service).map(balancer)
        facts.egress = egress(service, task)
        guard let task else {
            facts.logs = .unknown
            return facts
        }
        let definition = task.definition
        facts.size = size(definition)
        facts.architecture = architecture(definition)
        facts.asked = asked(definition)
        facts.isStateful = !definition.volumes.isEmpty
        switch definition.ephemeralStorage {
        case .known(let size, _): facts.ephemeral = Spread(Exact(min(max(size - 20, 0), 180)))
        case .unknown: facts.ephemeral = Spread(.zero, Exact(180))
        case .absent, .wrong: break
        }
        (facts.logs, facts.region) = LogFacts(system, task).read()
        let images = definition.containers.compactMap { $0.image.value }
        if facts.region == nil { facts.region = images.lazy.compactMap { ImageName($0).region }.first }
        facts.repositories = RegistryFacts(system, task.member.stack).repositories(of: images)
        return facts
    }

    // MARK: Task

    private func size(_ definition: TaskDefinition) -> ServiceFacts.Size {
        guard let cpu = definition.cpuUnits.value, let memory = definition.memoryMiB.value else { return .unknown }
        return FargateSize(cpu: cpu, memory: memory).map { .known($0) } ?? .refused(cpu: cpu, memory: memory)
    }

    private func architecture(_ definition: TaskDefinition) -> ServiceFacts.Architecture {
        if definition.term["runtimePlatform"]?.isUnknown == true { return .unknown }
        switch definition.architecture {
        case .known(let name, _): return name.uppercased() == "ARM64" ? .arm : .x86
        case .absent, .wrong: return .x86
        case .unknown: return .unknown
        }
    }

    /// The sums of what the containers may use; nil where one is not bounded or not known.
    private func asked(_ definition: TaskDefinition) -> ServiceFacts.Asked? {
        guard definition.knowsAllContainers, !definition.containers.isEmpty else { return nil }
        var sum = ServiceFacts.Asked(cpu: 0, memory: 0)
        for container in definition.containers {
            guard let cpu = container.cpu.value, cpu > 0, cpu < 1 << 20,
                let memory = container.memory.value, memory > 0, memory < 1 << 24
            else { return nil }
            sum.cpu += cpu
            sum.memory += memory
        }
        return sum
    }

    // MARK: Service

    private func launch(_ service: ServiceNode, _ task: TaskNode?) -> ServiceFacts.Launch {
        if task?.definition.isWindows == true {
            return .other(
                Text(en: "Windows on Fargate is not priced.", ja: "Windows コンテナの料金計算には対応していません。"))
        }
        switch service.service.isFargate {
        case true?: return .fargate(capacity(service.service))
        case false?:
            return .other(
                Text(
                    en: "It does not run on Fargate: its instances are not priced.",
                    ja: "Fargate で動作しないため、インスタンスの料金は含まれません。"))
        case nil: break
        }
        if task?.runsOnFargate == true { return .fargate(capacity(service.service)) }
        return .unknown
    }

    private func capacity(_ service: Service) -> ServiceFacts.Capacity {
        guard let strategy = service.term["capacityProviderStrategy"] else { return .onDemand }
        if strategy.isUnknown { return .unknown }
        var shares = ServiceFacts.Shares(base: 0, weight: 0, spotBase: 0, spotWeight: 0)
        for entry in service.capacityProviders {
            guard let base = Self.number(entry, "base"), let weight = Self.number(entry, "weight"),
                let name = entry.string("capacityProvider").value
            else { return .unknown }
            if name.uppercased() == "FARGATE_SPOT" {
                shares.spotBase += base
                shares.spotWeight += weight
            } else {
                shares.base += base
                shares.weight += weight
            }
        }
        if shares.spotBase == 0, shares.spotWeight == 0 { return .onDemand }
        // A strategy of which all weights are zero starts nothing beyond its base.
        guard shares.weight + shares.spotWeight > 0 else { return .unknown }
        return .shares(shares)
    }

    /// A number of a strategy: zero where none is written, nil where it is not known or cannot be.
    private static func number(_ entry: Term, _ key: String) -> Int? {
        switch entry.int(key) {
        case .absent: 0
        case .known(let value, _): (0...100_000).contains(value) ? value : nil
        case .unknown, .wrong: nil
        }
    }

    /// ECS runs at most 5,000 tasks of a service: what is beyond is not believed.
    private func count(_ service: ServiceNode) -> ServiceFacts.Count {
        func valid(_ field: Field<Int>) -> Int? { field.value.flatMap { (0...5000).contains($0) ? $0 : nil } }
        let desired = valid(service.service.desiredCount)
        if let target = service.scalableTarget {
            let least = valid(target.properties.int("minCapacity"))
            guard let most = valid(target.properties.int("maxCapacity")) else {
                return (least ?? desired).map { .from($0) } ?? .unknown
            }
            let low = least ?? min(desired ?? 0, most)
            return low >= most ? .fixed(most) : .scaled(min: low, max: most)
        }
        if let desired { return .fixed(desired) }
        // CloudFormation starts one task where nothing is written; elsewhere the count is kept or managed otherwise.
        let isTemplate = service.resource.origin == .cloudFormation
        return service.service.desiredCount.isAbsent && isTemplate ? .fixed(1) : .unknown
    }

    private func address(_ service: ServiceNode) -> ServiceFacts.Address {
        guard let network = service.service.network else {
            let given = service.service.term["networkConfiguration"]
            return given == nil ? .closed : .unknown
        }
        if network.isUnknown { return .unknown }
        switch service.service.assignPublicIP {
        case .known(let value, _): return ["ENABLED", "TRUE"].contains(value.uppercased()) ? .open : .closed
        case .absent: return .closed
        case .unknown, .wrong: return .unknown
        }
    }

    // MARK: Network

    /// The load balancers of its target groups; nil for those that are not among the definitions.
    private func balancers(of service: ServiceNode) -> [System.Member?] {
        var seen: Set<BalancerKey> = []
        var result: [System.Member?] = []
        for (_, group) in service.targets {
            let found = group.flatMap { group in
                service.forwarders(to: group).lazy.compactMap { self.balancer(of: $0) }.first
            }
            if let found {
                if seen.insert(BalancerKey(found)).inserted { result.append(found) }
            } else if !result.contains(where: { $0 == nil }) {
                result.append(nil)
            }
        }
        return result
    }

    private func balancer(of forwarder: System.Member) -> System.Member? {
        var listener: System.Member? = forwarder
        if forwarder.resource.type == ResourceType.listenerRule {
            listener = system.resolve(
                forwarder.properties.text("listenerArn"), type: ResourceType.listener, from: forwarder.stack)
        }
        return listener.flatMap {
            system.resolve($0.properties.text("loadBalancerArn"), type: ResourceType.loadBalancer, from: $0.stack)
        }
    }

    private func balancer(_ member: System.Member?) -> ServiceFacts.Balancer {
        guard let member else { return ServiceFacts.Balancer(kind: .unknown, services: 1) }
        let kind: ServiceFacts.Balancer.Kind =
            switch member.properties.string("type") {
            case .absent: .application
            case .known(let type, _): type.lowercased() == "application" ? .application : .other
            case .unknown, .wrong: .unknown
            }
        let isOpen: Bool? =
            switch member.properties.string("scheme") {
            case .absent: true
            case .known(let scheme, _): scheme.lowercased() != "internal"
            case .unknown, .wrong: nil
            }
        return ServiceFacts.Balancer(
            kind: kind, services: max(1, balanced[BalancerKey(member)] ?? 1),
            subnets: Self.subnets(member.properties), isOpen: isOpen)
    }

    private static func subnets(_ properties: Term) -> Int? {
        for key in ["subnets", "subnetMappings", "subnetIds"] {
            guard let list = properties[key], list.isList, (1...16).contains(list.items.count),
                // A variable among them may stand for several.
                !list.items.contains(where: \.isUnknown)
            else { continue }
            return list.items.count
        }
        return nil
    }

    private func egress(_ service: ServiceNode, _ task: TaskNode?) -> ServiceFacts.Egress {
        var egress = ServiceFacts.Egress()
        let stack = service.member.stack
        egress.gateways = system.members(ResourceType.natGateway).count { $0.stack == stack }
        egress.endpoints = system.members(ResourceType.vpcEndpoint)
            .filter { $0.stack == stack }
            .filter { $0.properties.string("vpcEndpointType").value?.lowercased() == "interface" }
            .map { Self.subnets($0.properties) }
        egress.services = max(1, closed[stack] ?? 1)
        if let task { egress.needs = EndpointNeeds.of(service, task) }
        return egress
    }
}
