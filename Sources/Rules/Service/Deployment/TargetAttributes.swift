import ECSModel
import Workload

extension System.Member {
    /// A key of `targetGroupAttributes` or `loadBalancerAttributes`, as templates write them; absent only when all
    /// attributes are known.
    func attribute(_ list: String, _ key: String) -> Field<Int> {
        guard let attributes = properties[list] else { return .absent }
        if case .unknown(let unknown) = attributes.kind { return .unknown(unknown, attributes.place) }
        for item in attributes.items {
            guard let name = item.string("key").value else {
                if item.isUnknown || item.string("key").isUnknown {
                    return .unknown(Unknown(.expression, key), item.place)
                }
                continue
            }
            if name == key { return item.int("value") }
        }
        return .absent
    }
}
