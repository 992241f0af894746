import ECSModel

/// Which scalable target and which policies belong to which service, for all of a system at once.
struct ScalingLinks: Sendable {
    /// By service.
    private var targets: [Int: Int] = [:]
    private var policies: [Int: [Int]] = [:]

    init(_ system: System) {
        let services = ScaledServices(system)
        // By scalable target.
        var scaled: [Int: [Int]] = [:]
        for target in system.members(ResourceType.scalableTarget) {
            guard let id = target.properties.text("resourceId").value else { continue }
            for service in services.meant(by: id, from: target.stack) where targets[service] == nil {
                targets[service] = target.index
                scaled[system.canonical(target), default: []].append(service)
            }
        }
        for policy in system.members(ResourceType.scalingPolicy) {
            let owner = policy.properties.text("scalingTargetId").value?.reference
            let id = policy.properties.text("resourceId").value
            // A reference to a target decides for the services that have one, a resource id for the others.
            func scaledBy(_ reference: Reference?) -> [Int] {
                guard let reference, let target = system.exactMember(reference.resource, in: policy.stack) else {
                    return []
                }
                return scaled[system.canonical(target)] ?? []
            }
            var found = Set(scaledBy(owner) + scaledBy(id?.reference))
            if let id {
                for service in services.meant(by: id, from: policy.stack) {
                    if owner != nil || id.reference != nil, targets[service] != nil { continue }
                    found.insert(service)
                }
            }
            for service in found { policies[service, default: []].append(policy.index) }
        }
    }

    func target(of service: System.Member) -> Int? { targets[service.index] }

    func policies(of service: System.Member) -> [Int] { policies[service.index] ?? [] }
}

/// Finds the services that a resource id of Application Auto Scaling (`service/CLUSTER/NAME`) means.
private struct ScaledServices {
    private let system: System
    private var byName: [String: [Int]] = [:]
    /// Names of which parts are not known, in their stack.
    private var byParts: [Key: [Int]] = [:]
    private var byAddress: [Address: [Int]] = [:]
    /// Parts of an id that are looked at from its end.
    private static let partLimit = 16

    private struct Key: Hashable {
        var stack: Int
        var name: TermText
    }

    private struct Address: Hashable {
        var stack: Int
        var address: String
    }

    init(_ system: System) {
        self.system = system
        for member in system.members(ResourceType.service) {
            byAddress[Address(stack: member.stack, address: member.resource.address), default: []].append(member.index)
            guard let name = Service(member.properties).name.value else { continue }
            if let known = name.known {
                byName[known, default: []].append(member.index)
            } else {
                byParts[Key(stack: member.stack, name: name), default: []].append(member.index)
            }
        }
    }

    func meant(by id: TermText, from stack: Int) -> Set<Int> {
        var found: Set<Int> = []
        for reference in id.references.prefix(Self.partLimit) {
            found.formUnion(byAddress[Address(stack: stack, address: reference.resource)] ?? [])
        }
        if let known = id.known {
            found.formUnion(known.split(separator: "/").last.flatMap { byName[String($0)] } ?? [])
            return found
        }
        // `service/${cluster}/web`: the last part is known.
        let suffix = id.knownSuffix
        if let slash = suffix.lastIndex(of: "/") {
            found.formUnion(byName[String(suffix[suffix.index(after: slash)...])] ?? [])
        }
        // `service/main/web-${env}` and `web-${env}`.
        for count in 1...min(id.parts.count, Self.partLimit) {
            let tail = id.parts.suffix(count)
            found.formUnion(byParts[Key(stack: stack, name: TermText(Array(tail)))] ?? [])
            guard case .literal(let text)? = tail.first, let slash = text.lastIndex(of: "/") else { continue }
            let name = [.literal(String(text[text.index(after: slash)...]))] + tail.dropFirst()
            found.formUnion(byParts[Key(stack: stack, name: TermText(name))] ?? [])
        }
        return found
    }
}
