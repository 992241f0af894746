import Basics
package import ECSModel

/// Task and service definitions as people keep them in JSON and YAML files: the input of RegisterTaskDefinition and
/// CreateService, the output of the describe calls, and the wrappers around both.
package enum RawDefinition {
    /// The resources of a document; empty when it holds no definition.
    package static func resources(of document: Document, origin: Resource.Origin = .raw) -> [Resource] {
        var collector = Collector(source: document.source, origin: origin)
        for root in document.roots { collector.collect(document.term(of: root)) }
        return ScalingDefinition.joined(collector.found)
    }

    private struct Collector {
        let source: SourceFile
        let origin: Resource.Origin
        var found: [Resource] = []
        var numbers: [String: Int] = [:]

        mutating func add(_ type: String, _ term: Term) {
            let number = numbers[type, default: 0] + 1
            numbers[type] = number
            // A file often holds one thing: its address is the path. Others say what they are.
            let isFirst = found.isEmpty
            let kind = type.split(separator: ":").last.map(String.init) ?? type
            let address = isFirst ? source.path : "\(source.path)#\(kind)\(number)"
            found.append(
                Resource(type: type, address: address, properties: term, place: term.place, origin: origin))
        }

        mutating func collect(_ term: Term, depth: Int = 0) {
            if term.isList {
                let items = term.items
                if !items.isEmpty, items.allSatisfy(isContainer) {
                    // A bare list of containers, as Terraform's `container_definitions` files hold.
                    let key = TermEntry(key: "containerDefinitions", keyPlace: term.place, value: term)
                    add(ResourceType.taskDefinition, Term(.map([key]), term.place))
                } else if depth < 2 {
                    for item in items { collect(item, depth: depth + 1) }
                }
                return
            }
            guard term.isMap else { return }
            if isTaskDefinition(term) { return add(ResourceType.taskDefinition, term) }
            if isService(term) { return add(ResourceType.service, term) }
            if let type = ScalingDefinition.type(of: term) { return add(type, term) }
            if isCluster(term) { return add(ResourceType.cluster, clusterTerm(term)) }
            if isContainer(term), term.entry("image") != nil {
                let list = Term(.list([term]), term.place)
                let key = TermEntry(key: "containerDefinitions", keyPlace: term.place, value: list)
                return add(ResourceType.taskDefinition, Term(.map([key]), term.place))
            }
            guard depth < 2 else { return }
            for wrapper in wrappers {
                if let inner = term[wrapper], inner.isMap || inner.isList { collect(inner, depth: depth + 1) }
            }
        }
    }

    private static let wrappers =
        [
            "taskDefinition", "taskDefinitions", "service", "services", "cluster", "clusters", "scalableTarget",
            "scalingPolicy", "scheduledAction",
        ] + ScalingDefinition.wrappers

    private static func isTaskDefinition(_ term: Term) -> Bool {
        guard let containers = term.entry("containerDefinitions")?.value else { return false }
        return containers.isList || containers.isUnknown || containers.isMap
    }

    private static func isContainer(_ term: Term) -> Bool {
        guard term.isMap, term.entry("image") != nil else { return false }
        let keys = ["name", "essential", "portMappings", "memory", "cpu", "environment", "logConfiguration"]
        return keys.count { term.entry($0) != nil } >= 2
    }

    /// CreateService's input needs no name where the caller gives it: two of its own keys make a service.
    private static func isService(_ term: Term) -> Bool {
        let keys = [
            "serviceName", "desiredCount", "launchType", "deploymentConfiguration", "networkConfiguration",
            "loadBalancers", "capacityProviderStrategy", "schedulingStrategy", "platformVersion",
            "deploymentController", "enableExecuteCommand", "propagateTags",
        ]
        return keys.count { term.entry($0) != nil } >= 2
    }

    /// CreateCluster's input and DescribeClusters' answer.
    private static func isCluster(_ term: Term) -> Bool {
        guard term.entry("clusterName") != nil else { return false }
        let keys = ["clusterArn", "settings", "capacityProviders", "configuration", "serviceConnectDefaults"]
        return keys.contains { term.entry($0) != nil }
    }

    /// A cluster under CloudFormation's keys.
    ///
    /// DescribeClusters leaves settings out unless it is asked for them: an answer without any says nothing.
    private static func clusterTerm(_ term: Term) -> Term {
        guard let settings = term.entry("settings") else {
            guard term.entry("clusterArn") != nil else { return term }
            return term.adding(
                "clusterSettings", Term(.unknown(Unknown(.missing, "settings")), term.place), at: term.place)
        }
        var value = settings.value
        if term.entry("clusterArn") != nil, value.items.isEmpty { value.kind = .unknown(Unknown(.missing, "settings")) }
        return term.removing("settings").adding("clusterSettings", value, at: settings.keyPlace)
    }
}
