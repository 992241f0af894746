import ECSModel
import RuleKit
import Workload

/// One way by which requests come to a service: its entry of `loadBalancers`, and what stands in front of it as far as
/// the definitions tell.
struct TrafficPath {
    let entry: Service.LoadBalancer
    let container: TaskSubject.Container?
    let group: System.Member?
    /// The load balancers whose listeners or rules forward to the group.
    let balancers: [System.Member]

    /// Whether an Application Load Balancer is in front, by the protocol of the group or of those who forward to it.
    var isApplication: Bool? {
        if let word = group?.properties.string("protocol").value?.uppercased() {
            return word == "HTTP" || word == "HTTPS"
        }
        let types = balancers.compactMap { $0.balancerType }
        return types.isEmpty ? nil : types.allSatisfy { $0 == "application" }
    }
}

extension System.Member {
    /// `application`, `network` or `gateway`; nil where it is not known.
    var balancerType: String? {
        switch properties.string("type") {
        case .absent: "application"
        case .known(let type, _): type.lowercased()
        case .unknown, .wrong: nil
        }
    }

    /// Whether a load balancer has public addresses; nil where it is not known.
    var isInternetFacing: Bool? {
        switch properties.string("scheme") {
        case .absent: true
        case .known(let scheme, _): scheme.lowercased() != "internal"
        case .unknown, .wrong: nil
        }
    }

    /// A place for what the resource lacks: its name in a template, or the first line of a raw definition.
    var headline: Place {
        guard resource.origin == .raw || resource.origin == .ecspresso else { return place }
        let name = properties.text("serviceName").place ?? properties.text("family").place
        return name ?? properties.entries.first?.keyPlace ?? place
    }

    func isSame(as other: System.Member) -> Bool {
        stack == other.stack && resource.address == other.resource.address && resource.type == other.resource.type
    }
}

extension System {
    /// The load balancer of a listener or of a listener's rule.
    func balancer(of forwarder: Member) -> Member? {
        var listener = forwarder
        if forwarder.resource.type == ResourceType.listenerRule {
            let arn = forwarder.properties.text("listenerArn")
            guard let found = resolve(arn, type: ResourceType.listener, from: forwarder.stack) else { return nil }
            listener = found
        }
        return resolve(
            listener.properties.text("loadBalancerArn"), type: ResourceType.loadBalancer, from: listener.stack)
    }

    /// Whether any of the definitions is about ECS: what else a template holds is none of our business.
    var runsContainers: Bool {
        !members(ResourceType.service).isEmpty || !members(ResourceType.taskDefinition).isEmpty
    }
}

extension ServiceSubject {
    var headline: Place { node.member.headline }

    var paths: [TrafficPath] {
        node.targets.map { entry, group in
            let container = entry.containerName.value.flatMap { name in
                task?.containers.first { $0.definition.name.value == name }
            }
            var balancers: [System.Member] = []
            if let group {
                for forwarder in node.forwarders(to: group) {
                    guard let balancer = system.balancer(of: forwarder),
                        !balancers.contains(where: { $0.isSame(as: balancer) })
                    else { continue }
                    balancers.append(balancer)
                }
            }
            return TrafficPath(entry: entry, container: container, group: group, balancers: balancers)
        }
    }

    /// Whether each task has a network interface of its own; nil where that is not known.
    var hasOwnInterface: Bool? {
        if let mode = task?.definition.networkMode.value { return mode.lowercased() == "awsvpc" }
        if service.network != nil || service.isFargate == true || task?.definition.requiresFargate == true {
            return true
        }
        return nil
    }

    /// Whether its load balancers are all written down: a variable may stand for the list.
    var knowsLoadBalancers: Bool {
        guard let list = service.term["loadBalancers"] else { return true }
        return !list.isUnknown && list.items.allSatisfy(\.isMap)
    }
}
