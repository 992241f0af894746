import Basics
package import ECSModel

/// Task and service definitions as people keep them in JSON and YAML files: the input of RegisterTaskDefinition and
/// CreateService, the output of the describe calls, and the wrappers around both.
package enum RawDefinition {
    /// The resources of a document; empty when it holds no definition.
    package static func resources(of document: Document, origin: Resource.Origin = .raw) -> [Resource] {
        var found: [Resource] = []
        for root in document.roots { collect(document.term(of: root), document.source, origin, &found) }
        return found
    }

    private static func collect(
        _ term: Term, _ source: SourceFile, _ origin: Resource.Origin, _ found: inout [Resource], depth: Int = 0
    ) {
        func add(_ type: String, _ term: Term) {
            let number = found.count { $0.type == type }
            found.append(
                Resource(
                    type: type, address: number == 0 ? source.path : "\(source.path)#\(number + 1)",
                    properties: term, place: term.place, origin: origin))
        }
        if term.isList {
            let items = term.items
            if !items.isEmpty, items.allSatisfy(isContainer) {
                // A bare list of containers, as Terraform's `container_definitions` files hold.
                let key = TermEntry(key: "containerDefinitions", keyPlace: term.place, value: term)
                add(ResourceType.taskDefinition, Term(.map([key]), term.place))
            } else if depth < 2 {
                for item in items { collect(item, source, origin, &found, depth: depth + 1) }
            }
            return
        }
        guard term.isMap else { return }
        if isTaskDefinition(term) { return add(ResourceType.taskDefinition, term) }
        if isService(term) { return add(ResourceType.service, term) }
        if isContainer(term), term.entry("image") != nil {
            let list = Term(.list([term]), term.place)
            let key = TermEntry(key: "containerDefinitions", keyPlace: term.place, value: list)
            return add(ResourceType.taskDefinition, Term(.map([key]), term.place))
        }
        guard depth < 2 else { return }
        for wrapper in ["taskDefinition", "taskDefinitions", "service", "services"] {
            if let inner = term[wrapper], inner.isMap || inner.isList {
                collect(inner, source, origin, &found, depth: depth + 1)
            }
        }
    }

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
}
