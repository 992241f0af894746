import Basics
package import ECSModel

/// The resources of all stacks under one set of assumptions, and how they hang together.
///
/// A class: every subject that rules look at refers to it.
package final class System: Sendable {
    /// A resource and the number of its stack.
    package struct Member: Sendable {
        package let resource: Resource
        package let stack: Int
        /// Its place among the members.
        let index: Int

        package var place: Place { resource.place }
        package var properties: Term { resource.properties }
    }

    package let members: [Member]
    /// What was assumed of each stack.
    package let assumptions: [String]
    private let byType: [String: [Int]]
    private let byAddress: [[String: Int]]
    /// The instances of what `count` and `for_each` multiply, by the address without a key.
    private let instances: [[String: [Int]]]
    private let names: SystemNames
    /// Worked out for all at once when first asked for: one by one, each service would be held against each resource.
    private let taskLinks = Once<TaskLinks>()
    private let scalingLinks = Once<ScalingLinks>()
    private let forwarderLinks = Once<ForwarderLinks>()

    package init(_ variants: [Stack.Variant]) {
        var members: [Member] = []
        var byAddress: [[String: Int]] = []
        var instances: [[String: [Int]]] = []
        for (number, variant) in variants.enumerated() {
            var addresses: [String: Int] = [:]
            var keyed: [String: [Int]] = [:]
            for resource in variant.resources {
                addresses[resource.address] = members.count
                if resource.address.utf8.last == UInt8(ascii: "]"), let open = resource.address.lastIndex(of: "[") {
                    keyed[String(resource.address[..<open]), default: []].append(members.count)
                }
                members.append(Member(resource: resource, stack: number, index: members.count))
            }
            byAddress.append(addresses)
            instances.append(keyed)
        }
        self.members = members
        self.byAddress = byAddress
        self.instances = instances
        assumptions = variants.map(\.assumption)
        byType = Dictionary(grouping: members.indices) { members[$0].resource.type }
        names = SystemNames(members)
    }

    package func members(_ type: String) -> [Member] { (byType[type] ?? []).map { members[$0] } }

    /// How many resources of a type there are.
    package func count(_ type: String) -> Int { byType[type]?.count ?? 0 }

    /// All task definitions.
    package var tasks: [TaskNode] { members(ResourceType.taskDefinition).map { TaskNode($0, in: self) } }
    /// All services.
    package var services: [ServiceNode] { members(ResourceType.service).map { ServiceNode($0, in: self) } }

    var links: TaskLinks { taskLinks.value { TaskLinks(self) } }
    var scaling: ScalingLinks { scalingLinks.value { ScalingLinks(self) } }
    var forwarding: ForwarderLinks { forwarderLinks.value { ForwarderLinks(self) } }

    /// The member of an address as written.
    func exactMember(_ address: String, in stack: Int) -> Member? {
        byAddress.indices.contains(stack) ? byAddress[stack][address].map { members[$0] } : nil
    }

    /// The member that stands for those with its address in its stack.
    func canonical(_ member: Member) -> Int { byAddress[member.stack][member.resource.address] ?? member.index }

    // MARK: Who is meant

    /// The resource of a type that a text names, by reference, ARN or name; nil when none of ours is meant or when that
    /// cannot be told.
    package func resolve(_ text: TermText, type: String, from stack: Int) -> Member? {
        if let reference = text.reference {
            guard let member = member(reference.resource, in: stack), member.resource.type == type else { return nil }
            return member
        }
        guard let name = text.known.map({ Self.name(in: $0, type: type) }), !name.isEmpty else {
            return names.same(text, type: type, stack: stack).map { members[$0] }
        }
        return names.named(name, type: type, from: stack).map { members[$0] }
    }

    package func resolve(_ field: Field<TermText>, type: String, from stack: Int) -> Member? {
        field.value.flatMap { resolve($0, type: type, from: stack) }
    }

    package func member(_ address: String, in stack: Int) -> Member? {
        guard byAddress.indices.contains(stack) else { return nil }
        if let index = byAddress[stack][address] { return members[index] }
        // `aws_x.y` stands for its only instance.
        guard let indexes = instances[stack][address], indexes.count == 1 else { return nil }
        return indexes.first.map { members[$0] }
    }

    /// The name that AWS knows a resource by, where it is written and known.
    package func name(of member: Member) -> String? {
        guard let key = Self.nameKeys[member.resource.type] else { return nil }
        return member.properties.string(key).value
    }

    static let nameKeys: [String: String] = [
        ResourceType.taskDefinition: "family", ResourceType.service: "serviceName",
        ResourceType.cluster: "clusterName", ResourceType.repository: "repositoryName",
        ResourceType.role: "roleName", ResourceType.logGroup: "logGroupName", ResourceType.targetGroup: "name",
        ResourceType.loadBalancer: "name", ResourceType.secret: "name", ResourceType.parameter: "name",
        ResourceType.capacityProvider: "name", ResourceType.alarm: "alarmName",
        ResourceType.codeBuildProject: "name", ResourceType.pipeline: "name",
        ResourceType.deploymentGroup: "deploymentGroupName",
        ResourceType.deploymentApplication: "applicationName", ResourceType.bucket: "bucketName",
        ResourceType.topic: "topicName",
    ]

    /// The name in an ARN or a plain name: `arn:aws:ecs:…:task-definition/web:3` and `web:3` are `web`.
    static func name(in text: String, type: String) -> String {
        var name = text[...]
        if text.hasPrefix("arn:") {
            let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
            name = parts.count == 6 ? parts[5] : ""
            switch type {
            case ResourceType.targetGroup, ResourceType.loadBalancer:
                // targetgroup/NAME/ID, loadbalancer/app/NAME/ID
                name = name.split(separator: "/").dropLast().last ?? ""
            case ResourceType.logGroup: name = name.hasPrefix("log-group:") ? name.dropFirst(10) : name
            case ResourceType.secret: name = name.hasPrefix("secret:") ? name.dropFirst(7) : name
            default: name = name.lastIndex(of: "/").map { name[name.index(after: $0)...] } ?? name
            }
        }
        if type == ResourceType.taskDefinition || type == ResourceType.logGroup {
            name = name.firstIndex(of: ":").map { name[..<$0] } ?? name
        }
        return String(name)
    }
}
