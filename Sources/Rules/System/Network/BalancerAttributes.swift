import ECSModel
import Workload

extension System.Member {
    /// An attribute of a load balancer or target group by its key: `deletion_protection.enabled`.
    func attribute(_ key: String) -> Field<String> {
        let list = resource.type == ResourceType.targetGroup ? "targetGroupAttributes" : "loadBalancerAttributes"
        guard let term = properties[list] else { return .absent }
        if case .unknown(let unknown) = term.kind { return .unknown(unknown, term.place) }
        for item in term.items {
            switch item.string("key") {
            case .known(key, _): return item.string("value")
            case .known: continue
            case .unknown(let unknown, let place): return .unknown(unknown, place)
            case .absent, .wrong:
                if item.isUnknown { return .unknown(Unknown(.expression, ""), item.place) }
            }
        }
        return .absent
    }
}

extension System {
    /// The Application Load Balancers, where there are containers for them.
    var applicationBalancers: [Member] {
        guard runsContainers else { return [] }
        return members(ResourceType.loadBalancer).filter { $0.balancerType == "application" }
    }
}
