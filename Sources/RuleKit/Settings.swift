package import Basics

/// What `plimsoll.yml`, other tools' settings and the command line decide about judging.
package struct Settings: Sendable {
    package var set: RuleSet = .calm
    /// By the name that the user wrote: an id, a slug or a peer's id.
    package var rules: [String: RuleSetting] = [:]
    /// What other tools' files say of rules; what `rules` says of the same rule counts more.
    package var foreignRules: [String: RuleSetting] = [:]
    /// Findings that are not to be listed.
    package var ignores: [IgnoreEntry] = []
    /// What is asked for beyond the rules' own knowledge; nil for nothing.
    package var policy: Policy?
    /// The digests that plimsoll.lock tells, by the name that FROM writes.
    package var pins: [String: String] = [:]
    /// Whether `# hadolint ignore=` counts.
    package var readsHadolintPragmas = true
    /// Rules newer than this version stay silent.
    package var asOf: String?
    /// The day against which dates such as the end of a release's support are held; a fixed one repeats a review.
    package var today: Day = .today

    package init() {}

    package struct RuleSetting: Sendable, Hashable {
        package var isOn: Bool?
        package var severity: Severity?
        package var reason: String?

        package init(isOn: Bool? = nil, severity: Severity? = nil, reason: String? = nil) {
            self.isOn = isOn
            self.severity = severity
            self.reason = reason
        }
    }

    /// The severity with which each rule judges, by id; rules that are off are not in it.
    func severities(in registry: Registry) -> [String: Severity] {
        let settings = byID(in: registry)
        var result: [String: Severity] = [:]
        for rule in registry.rules {
            if let asOf, Self.isNewer(rule.about.since, than: asOf) { continue }
            let setting = settings[rule.about.id]
            let isOn = setting?.isOn ?? (setting?.severity != nil || rule.about.set <= set)
            if isOn { result[rule.about.id] = setting?.severity ?? rule.about.severity }
        }
        return result
    }

    /// What is set for each rule.
    private func byID(in registry: Registry) -> [String: RuleSetting] {
        var settings: [String: RuleSetting] = [:]
        // A peer's id may mean several rules; what is said of one of them by its own name counts more.
        for names in [foreignRules, rules] {
            for (name, setting) in names.sorted(by: { $0.key < $1.key }) {
                for rule in registry.rules(named: name) where !rule.isOwnName(name) {
                    settings[rule.about.id] = setting
                }
            }
        }
        for (name, setting) in rules.sorted(by: { $0.key < $1.key }) {
            for rule in registry.rules(named: name) where rule.isOwnName(name) { settings[rule.about.id] = setting }
        }
        return settings
    }

    /// The ids of the rules that the user switches off by any of their names, or that came later than the lock.
    func forbidden(in registry: Registry) -> Set<String> {
        var ids: Set<String> = []
        for (name, setting) in rules where setting.isOn == false {
            ids.formUnion(registry.rules(named: name).map(\.about.id))
        }
        if let asOf {
            for rule in registry.rules where Self.isNewer(rule.about.since, than: asOf) { ids.insert(rule.about.id) }
        }
        return ids
    }

    /// The ids of the rules that the user asks for: another tool's file cannot silence them.
    func wanted(in registry: Registry) -> Set<String> {
        Set(
            rules.filter { $0.value.isOn != false }.keys.flatMap { registry.rules(named: $0).map(\.about.id) })
    }

    /// Compares dotted numbers.
    package static func isNewer(_ a: String, than b: String) -> Bool {
        let a = a.split(separator: ".").map { Int($0) ?? 0 }
        let b = b.split(separator: ".").map { Int($0) ?? 0 }
        for index in 0..<max(a.count, b.count) {
            let x = index < a.count ? a[index] : 0
            let y = index < b.count ? b[index] : 0
            if x != y { return x > y }
        }
        return false
    }
}
