import Basics

/// All rules, and how to find one by any of its names.
package struct Registry: Sendable {
    package let rules: [RegisteredRule]
    private let byID: [String: Int]
    /// By every name in lower case. Made when a name is first looked up that is no id of ours.
    private let byName: Lazy<[String: Int]>
    /// The rules that carry each name, in the form of `PeerName.normal`.
    private let allByName: Lazy<[String: [Int]]>

    package init(_ types: [any Rule.Type]) {
        self.init(rules: types.map { Self.register($0) })
    }

    package init(rules: [RegisteredRule]) {
        let rules = rules.sorted { $0.about.id < $1.about.id }
        self.rules = rules
        byID = Dictionary(rules.enumerated().map { ($1.about.id, $0) }, uniquingKeysWith: { first, _ in first })
        byName = Lazy {
            var names: [String: Int] = [:]
            for (index, rule) in rules.enumerated() {
                for alias in rule.about.aliases where names[alias.lowercased()] == nil {
                    names[alias.lowercased()] = index
                }
            }
            // Our own names win over a peer's.
            for (index, rule) in rules.enumerated() {
                names[rule.about.id.lowercased()] = index
                names[rule.slug] = index
            }
            return names
        }
        allByName = Lazy {
            var names: [String: [Int]] = [:]
            for (index, rule) in rules.enumerated() {
                let all = [rule.about.id, rule.slug] + rule.about.aliases
                for name in Set(all.map(PeerName.normal)) { names[name, default: []].append(index) }
            }
            return names
        }
    }

    private static func register<R: Rule>(_ type: R.Type) -> RegisteredRule { RegisteredRule(type) }

    /// The rule of an id, a slug or a peer's id, in any case.
    package func rule(_ name: String) -> RegisteredRule? {
        (byID[name] ?? byName.value[name.lowercased()]).map { rules[$0] }
    }

    /// All rules that carry a name: an id or slug of ours, or a peer's id in any of the forms it is written in.
    package func rules(named name: String) -> [RegisteredRule] {
        // Our own ids are what a review asks for most, and need no table.
        if let index = byID[name] { return [rules[index]] }
        return (allByName.value[PeerName.normal(name)] ?? []).map { rules[$0] }
    }
}
