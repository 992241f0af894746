import Basics

/// All rules, and how to find one by any of its names.
package struct Registry: Sendable {
    package let rules: [RegisteredRule]
    private let byID: [String: Int]
    /// By every name in lower case. Made when a name is first looked up that is no id of ours.
    private let byName: Lazy<[String: Int]>

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
    }

    private static func register<R: Rule>(_ type: R.Type) -> RegisteredRule { RegisteredRule(type) }

    /// The rule of an id, a slug or a peer's id, in any case.
    package func rule(_ name: String) -> RegisteredRule? {
        (byID[name] ?? byName.value[name.lowercased()]).map { rules[$0] }
    }

    /// All rules that carry a peer's id.
    package func rules(named name: String) -> [RegisteredRule] {
        let lower = name.lowercased()
        return rules.filter {
            $0.about.id.lowercased() == lower || $0.slug == lower
                || $0.about.aliases.contains { $0.lowercased() == lower }
        }
    }
}
