package import Basics

/// What `plimsoll.yml` and the command line decide about judging.
package struct Settings: Sendable {
    package var set: RuleSet = .calm
    /// By the name that the user wrote: an id, a slug or a peer's id.
    package var rules: [String: RuleSetting] = [:]
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
        var settings: [String: RuleSetting] = [:]
        // A peer's id may mean several rules; what is said of one of them by its own name counts more.
        for (name, setting) in rules.sorted(by: { $0.key < $1.key }) {
            for rule in registry.rules(named: name) where !rule.isOwnName(name) { settings[rule.about.id] = setting }
        }
        for (name, setting) in rules.sorted(by: { $0.key < $1.key }) {
            for rule in registry.rules(named: name) where rule.isOwnName(name) { settings[rule.about.id] = setting }
        }
        var result: [String: Severity] = [:]
        for rule in registry.rules {
            if let asOf, Self.isNewer(rule.about.since, than: asOf) { continue }
            let setting = settings[rule.about.id]
            let isOn = setting?.isOn ?? (setting?.severity != nil || rule.about.set <= set)
            if isOn { result[rule.about.id] = setting?.severity ?? rule.about.severity }
        }
        return result
    }

    /// Whether nothing in the settings switches a rule off.
    func allows(_ rule: RegisteredRule, in registry: Registry) -> Bool {
        if let asOf, Self.isNewer(rule.about.since, than: asOf) { return false }
        return !rules.contains { name, setting in
            setting.isOn == false && registry.rules(named: name).contains { $0.about.id == rule.about.id }
        }
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
