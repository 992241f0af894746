import Basics
import ECSModel
import Templates
import Workload

/// What the readers of CloudFormation and of raw definitions promise.
enum DefinitionCheck {
    static func template(_ bytes: [UInt8]) {
        guard let document = document(bytes), let template = CloudFormationTemplate(document) else { return }
        let stacks = template.stacks()
        precondition((1...40).contains(stacks.count), "there is a stack, and not too many")
        let names = Set(document.root["Resources"]?.entries.map(\.name) ?? [])
        for stack in stacks {
            precondition(stack.resources.allSatisfy { names.contains($0.address) })
            resources(stack.resources)
        }
        let again = template.stacks()
        precondition(again.map { $0.resources.map(\.address) } == stacks.map { $0.resources.map(\.address) })
        system(stacks.map { Stack.Variant(resources: $0.resources) })
    }

    static func raw(_ bytes: [UInt8]) {
        guard let document = document(bytes) else { return }
        let found = RawDefinition.resources(of: document)
        precondition(Set(found.map { $0.type + $0.address }).count == found.count, "each has its own address")
        resources(found)
        system([Stack.Variant(resources: found)])
    }

    private static func document(_ bytes: [UInt8]) -> Document? {
        let isJSON = bytes.first { $0 > 0x20 }.map { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "[") } ?? false
        let source = SourceFile(path: isJSON ? "input.json" : "input.yaml", bytes: bytes)
        return try? Document.read(source, limits: DocumentLimits(placeholders: true))
    }

    static func resources(_ resources: [Resource]) {
        for resource in resources {
            precondition(!resource.type.isEmpty)
            place(resource.place)
            term(resource.properties, depth: 0)
            let shapes: Shapes? =
                switch resource.type {
                case ResourceType.taskDefinition: .taskDefinition
                case ResourceType.service: .service
                default: nil
                }
            guard let shapes else { continue }
            var check = ShapeCheck(shapes, language: ShapeCheck.Language(resource.origin))
            for violation in check.check(resource.properties) { place(violation.place) }
        }
    }

    static func place(_ place: Place) {
        DocumentCheck.inside(place.range, place.source.bytes.count)
    }

    private static func term(_ term: Term, depth: Int) {
        precondition(depth < 260, "terms are not too deep")
        place(term.place)
        for entry in term.entries {
            place(entry.keyPlace)
            self.term(entry.value, depth: depth + 1)
        }
        if case .list(let items) = term.kind { for item in items { self.term(item, depth: depth + 1) } }
        if let text = term.text { precondition(!text.parts.isEmpty && (text.known == nil || text.parts.count == 1)) }
    }

    /// Every link that the resources hold can be followed.
    static func system(_ variants: [Stack.Variant]) {
        let system = System(variants)
        for task in system.tasks {
            _ = task.runsOnFargate
            _ = (task.executionRole, task.taskRole, task.definition.cpuUnits, task.definition.memoryMiB)
        }
        for service in system.services {
            for target in service.targets { if let group = target.group { _ = service.forwarders(to: group) } }
            _ = (service.scalableTarget, service.scalingPolicies, service.cluster)
        }
        let graph = SystemGraph(system, workloads: [])
        let ids = Set(graph.nodes.map(\.id))
        precondition(ids.count == graph.nodes.count, "each node is there once")
        precondition(graph.edges.allSatisfy { ids.contains($0.from) && ids.contains($0.to) }, "edges join nodes")
    }
}
