import ECSModel

/// Which listeners and rules send requests to which target group, for all of a system at once.
struct ForwarderLinks: Sendable {
    /// By target group: listeners first.
    private var forwarders: [Int: [Int]] = [:]

    init(_ system: System) {
        for (type, key) in [(ResourceType.listener, "defaultActions"), (ResourceType.listenerRule, "actions")] {
            for forwarder in system.members(type) {
                var groups: Set<Int> = []
                for action in forwarder.properties[key]?.items ?? [] {
                    for entry in [action] + (action["forwardConfig"]?["targetGroups"]?.items ?? []) {
                        guard let text = entry["targetGroupArn"]?.text,
                            let group = system.resolve(text, type: ResourceType.targetGroup, from: forwarder.stack)
                        else { continue }
                        groups.insert(system.canonical(group))
                    }
                }
                for group in groups { forwarders[group, default: []].append(forwarder.index) }
            }
        }
    }

    func forwarders(to group: Int) -> [Int] { forwarders[group] ?? [] }
}
