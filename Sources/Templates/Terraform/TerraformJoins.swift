import Basics
import ECSModel

/// Puts resources into CloudFormation's form, and what Terraform writes apart where CloudFormation has it.
struct TerraformJoins {
    private(set) var resources: [Resource] = []
    private var byAddress: [String: Int] = [:]
    /// Instances of an address that has a key.
    private var onlyInstance: [String: Int?] = [:]
    /// Resources by type and name.
    private var byName: [String: Int] = [:]
    /// Scalable targets by what they scale.
    private var byResourceID: [TermText: Int] = [:]
    /// Items to be added to a list of a resource, all at once: one by one they would copy the list each time.
    private var additions: [Int: [(key: String, item: Term)]] = [:]

    init(_ found: [TerraformFound], elsewhere: TerraformElsewhere = TerraformElsewhere()) {
        var parts: [TerraformFound] = []
        for item in found {
            if TerraformPart.all.contains(item.type) {
                parts.append(item)
            } else {
                add(item)
            }
        }
        for part in parts { join(part) }
        for role in Self.open(elsewhere, resources.filter { $0.type == ResourceType.role }) {
            guard let index = byAddress[role.address] else { continue }
            let unseen = Term(.unknown(Unknown(.attribute, "…")), role.place)
            additions[index, default: []].append(("managed_policy_arns", unseen))
        }
        for (index, items) in additions {
            var bag = TerraformBag(resources[index].properties)
            var keys: [String] = []
            for item in items where !keys.contains(item.key) { keys.append(item.key) }
            for key in keys { bag.append(key, items.filter { $0.key == key }.map(\.item)) }
            resources[index].properties = bag.term
        }
    }

    private mutating func add(_ item: TerraformFound) {
        guard let mapping = TerraformMapping.named(item.type) else { return }
        if item.type == TerraformMapping.securityGroupRule { return addRules(item) }
        var bag = TerraformBag(item.properties)
        if item.type == "aws_route_table" { addRoutes(&bag, item) }
        mapping.change(&bag)
        append(mapping.type, item, item.address, bag.term)
    }

    private mutating func append(_ type: String, _ item: TerraformFound, _ address: String, _ properties: Term) {
        let index = resources.count
        byAddress[address] = index
        if address.hasSuffix("]"), let open = address.lastIndex(of: "[") {
            let base = String(address[..<open])
            onlyInstance[base] = onlyInstance[base] == nil ? index : .some(nil)
        }
        for key in ["roleName", "repositoryName", "managedPolicyName", "bucketName", "name"] {
            guard let name = properties[key]?.string else { continue }
            byName["\(type) \(name)"] = index
            break
        }
        if type == ResourceType.scalableTarget, let id = properties["resource_id"]?.text { byResourceID[id] = index }
        resources.append(
            Resource(
                type: type, address: address, properties: properties, place: item.place, origin: item.origin,
                condition: item.condition))
    }

    private mutating func addRules(_ item: TerraformFound) {
        var bag = TerraformBag(item.properties)
        let type = bag.take("type")?.value.string
        guard type == "ingress" || type == "egress" else { return }
        bag.rename("security_group_id", "groupId")
        let group = bag["groupId"]
        let isIngress = type == "ingress"
        let rules = TerraformMapping.expanded(
            bag, other: isIngress ? "sourceSecurityGroupId" : "destinationSecurityGroupId",
            prefix: isIngress ? "sourcePrefixListId" : "destinationPrefixListId")
        for (number, rule) in rules.enumerated() {
            var bag = TerraformBag(rule)
            // A rule from the group to itself.
            for key in ["sourceSecurityGroupId", "destinationSecurityGroupId"] {
                if case .unknown(let unknown)? = bag[key]?.kind, unknown.text == "self", let group {
                    bag.drop(key)
                    bag.put(key, group)
                }
            }
            append(
                isIngress ? ResourceType.securityGroupIngress : ResourceType.securityGroupEgress, item,
                number == 0 ? item.address : "\(item.address)#\(number + 1)", bag.term)
        }
    }

    /// Routes that are written in their table.
    private mutating func addRoutes(_ bag: inout TerraformBag, _ item: TerraformFound) {
        guard let routes = bag.take("route") else { return }
        let table = Term(.text(TermText([.reference(Reference(item.address, "id"))])), item.place)
        for (number, route) in routes.value.items.enumerated() where route.isMap {
            var inner = TerraformBag(route)
            TerraformMapping.route(&inner)
            inner.put("routeTableId", table)
            append("AWS::EC2::Route", item, "\(item.address)#route\(number + 1)", inner.term)
        }
    }

    // MARK: Parts

    private mutating func join(_ part: TerraformFound) {
        guard let mapping = TerraformMapping.named(part.type) else { return }
        var bag = TerraformBag(part.properties)
        mapping.change(&bag)
        let done: Bool
        switch part.type {
        case TerraformPart.rolePolicyAttachment: done = attach(bag, roles: bag["role"].map { [$0] } ?? [])
        case TerraformPart.policyAttachment: done = attach(bag, roles: bag["roles"]?.items ?? [])
        case TerraformPart.exclusiveAttachments:
            let role = bag["role_name"]
            var policies = bag["policy_arns"]?.items ?? []
            if let all = bag["policy_arns"], all.isUnknown { policies = [all] }
            done = index(of: role, ResourceType.role) != nil
            for policy in policies where done { _ = add("managed_policy_arns", policy, to: role, ResourceType.role) }
        case TerraformPart.lifecyclePolicy:
            done = change(bag["repository"], ResourceType.repository) { target in
                guard let policy = bag["policy"] else { return }
                target.nest("lifecyclePolicy", "lifecyclePolicyText", policy)
            }
        case TerraformPart.repositoryPolicy:
            done = change(bag["repository"], ResourceType.repository) { target in
                if let policy = bag["policy"] { target.put("repositoryPolicyText", policy) }
            }
        case TerraformPart.fileSystemPolicy:
            done = change(bag["file_system_id"], ResourceType.fileSystem) { target in
                if let policy = bag["policy"] { target.put("fileSystemPolicy", policy) }
            }
        case TerraformPart.backupPolicy:
            done = change(bag["file_system_id"], ResourceType.fileSystem) { target in
                if let policy = bag["backup_policy"] { target.put("backupPolicy", policy) }
            }
        case TerraformPart.eventTarget:
            var own = bag
            own.drop("rule", "event_bus_name")
            done = add("targets", own.term, to: bag["rule"], ResourceType.eventRule)
        case TerraformPart.webhook:
            var own = bag
            own.drop("project_name")
            done = change(bag["project_name"], ResourceType.codeBuildProject) { $0.put("triggers", own.term) }
        case _ where TerraformPart.bucket.contains(part.type):
            var own = bag
            own.drop("bucket")
            done = change(bag["bucket"], ResourceType.bucket) { target in
                for entry in own.entries {
                    target.drop(entry.key)
                    target.put(entry.key, entry.value, entry.keyPlace)
                }
            }
        default: done = schedule(bag)
        }
        // What it belongs to is not among the definitions.
        if !done { append(part.type, part, part.address, bag.term) }
    }

    private mutating func attach(_ bag: TerraformBag, roles: [Term]) -> Bool {
        guard let policy = bag["policy_arn"], !roles.isEmpty else { return false }
        var isDone = true
        for role in roles {
            isDone = add("managed_policy_arns", policy, to: role, ResourceType.role) && isDone
        }
        return isDone
    }

    /// Scheduled actions stand in their target.
    private mutating func schedule(_ bag: TerraformBag) -> Bool {
        guard let id = bag["resource_id"]?.text else { return false }
        let target = id.reference.flatMap { index(of: $0) } ?? byResourceID[id]
        guard let target, resources[target].type == ResourceType.scalableTarget else { return false }
        var own = bag
        own.drop("resource_id", "scalable_dimension", "service_namespace")
        additions[target, default: []].append(("scheduledActions", own.term))
        return true
    }

    // MARK: Who is meant

    private func index(of reference: Reference) -> Int? {
        byAddress[reference.resource] ?? onlyInstance[reference.resource].flatMap { $0 }
    }

    private func index(of term: Term?, _ type: String) -> Int? {
        guard let text = term?.text else { return nil }
        let found = text.reference.map { index(of: $0) } ?? text.known.flatMap { byName["\(type) \($0)"] }
        return found.flatMap { resources[$0].type == type ? $0 : nil }
    }

    private mutating func add(_ key: String, _ item: Term, to term: Term?, _ type: String) -> Bool {
        guard let index = index(of: term, type) else { return false }
        additions[index, default: []].append((key, item))
        return true
    }

    private mutating func change(_ term: Term?, _ type: String, _ body: (inout TerraformBag) -> Void) -> Bool {
        guard let index = index(of: term, type) else { return false }
        var bag = TerraformBag(resources[index].properties)
        // Nobody writes hundreds of policies for one resource.
        guard bag.entries.count < 200 else { return true }
        body(&bag)
        resources[index].properties = bag.term
        return true
    }
}
