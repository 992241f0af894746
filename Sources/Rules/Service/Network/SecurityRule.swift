import ECSModel
import RuleKit
import Workload

/// One rule of a security group about what may come in, or go out.
struct SecurityRule {
    let term: Term
    /// A short place: its port, else its address, else the heading of what holds it.
    let place: Place
    let stack: Int

    /// Whether it lets TCP to `port` pass; nil where that is not known.
    func covers(_ port: Int) -> Bool? {
        switch term.string("ipProtocol") {
        case .known(let word, _):
            if word == "-1" || word.lowercased() == "all" { return true }
            guard word.lowercased() == "tcp" || word == "6" else { return false }
        case .absent, .unknown, .wrong: return nil
        }
        guard let from = term.int("fromPort").value, let to = term.int("toPort").value else { return nil }
        if from == -1 || to == -1 { return true }
        return from <= port && port <= to
    }

    /// Whether it is about all addresses, of either version of IP.
    var isAboutEveryone: Bool {
        term.string("cidrIp").value == "0.0.0.0/0" || term.string("cidrIpv6").value == "::/0"
    }

    /// The ports as people write them.
    var ports: String {
        let from = term.string("fromPort").value ?? "*"
        let to = term.string("toPort").value ?? "*"
        return term.string("ipProtocol").value == "-1" ? "*" : from == to ? from : "\(from)-\(to)"
    }
}

extension System {
    /// The rules of a group for what comes in; nil where a variable stands for some of them.
    func ingress(of group: Member) -> [SecurityRule]? {
        rules(of: group, key: "securityGroupIngress", type: ResourceType.securityGroupIngress)
    }

    /// The rules of a group for what goes out; nil where a variable stands for some of them.
    func egress(of group: Member) -> [SecurityRule]? {
        rules(of: group, key: "securityGroupEgress", type: ResourceType.securityGroupEgress)
    }

    private func rules(of group: Member, key: String, type: String) -> [SecurityRule]? {
        var result: [SecurityRule] = []
        if let list = group.properties[key] {
            guard !list.isUnknown, list.items.allSatisfy(\.isMap) else { return nil }
            result = list.items.map { rule($0, heading: group.place, stack: group.stack) }
        }
        for member in members(type) {
            guard let id = member.properties.text("groupId").value ?? member.properties.text("groupName").value else {
                continue
            }
            if let found = resolve(id, type: ResourceType.securityGroup, from: member.stack) {
                guard found.isSame(as: group) else { continue }
                result.append(rule(member.properties, heading: member.place, stack: member.stack))
            } else if id.known == nil {
                // It may be a rule of this very group.
                return nil
            }
        }
        return result
    }

    private func rule(_ term: Term, heading: Place, stack: Int) -> SecurityRule {
        let keys = ["fromPort", "cidrIp", "cidrIpv6", "ipProtocol"]
        let place = keys.lazy.compactMap { term[$0]?.place }.first ?? heading
        return SecurityRule(term: term, place: place, stack: stack)
    }

    /// The security groups of a list that are among the definitions, and whether that is all of them.
    func securityGroups(_ list: Term?, from stack: Int) -> (found: [Member], isComplete: Bool) {
        guard let list else { return ([], false) }
        var found: [Member] = []
        var isComplete = !list.isUnknown && !list.items.isEmpty
        for item in list.items {
            if let text = item.text, let group = resolve(text, type: ResourceType.securityGroup, from: stack) {
                found.append(group)
            } else {
                isComplete = false
            }
        }
        return (found, isComplete)
    }
}

extension ServiceSubject {
    var securityGroups: (found: [System.Member], isComplete: Bool) {
        system.securityGroups(service.network?["securityGroups"], from: node.member.stack)
    }
}
