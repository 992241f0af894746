import ECSModel

/// One assumption about the parameters that conditions ask for.
struct Scenario: Sendable {
    /// By parameter, pseudo parameters included; nil is a value that no condition names.
    var choices: [String: String?] = [:]
}

/// Finds the assumptions under which a template's conditions turn out differently: `Env` is `prod`, or it is not.
struct ScenarioSearch {
    /// Beyond this many, each parameter is varied by itself around its default.
    static let limit = 16
    /// So many values of one parameter, and so many parameters, are told apart; CloudFormation takes 200 parameters.
    private static let valueLimit = 64
    private static let nameLimit = 200

    private let template: CloudFormationTemplate
    private let given: [String: Term]

    init(_ template: CloudFormationTemplate, given: [String: Term]) {
        self.template = template
        self.given = given
    }

    func scenarios() -> [Scenario] {
        var values: [String: [String?]] = [:]
        for condition in template.conditions.values.map({ $0 }) { collect(condition, &values, depth: 0) }
        values = values.filter { given[$0.key]?.string == nil }
        for (name, found) in values { values[name] = candidates(name, found) }
        let names = Array(values.keys.sorted().prefix(Self.nameLimit))
        let all = names.count <= 8 ? product(names, values) : around(names, values)
        return distinct(all.count <= Self.limit ? all : around(names, values))
    }

    /// The default comes first: its stack is the one that most people make.
    private func candidates(_ name: String, _ compared: [String?]) -> [String?] {
        let parameter = template.parameters[name]
        var result: [String?] = []
        func add(_ value: String?) { if !result.contains(value) { result.append(value) } }
        if let parameter, !parameter.isLookedUp, let standard = parameter.standard { add(standard) }
        if let allowed = parameter?.allowed, !allowed.isEmpty {
            for value in compared where value.map(allowed.contains) == true { add(value) }
            // Allowed words that no condition names all turn out alike: one of them stands for the rest.
            if let other = allowed.first(where: { !compared.contains($0) }) { add(other) }
        } else {
            for value in compared { add(value) }
            if result.allSatisfy({ $0 != nil && compared.contains($0) }) { add(nil) }
        }
        return result.isEmpty ? [nil] : result
    }

    private func product(_ names: [String], _ values: [String: [String?]]) -> [Scenario] {
        var result = [Scenario()]
        for name in names {
            guard result.count <= Self.limit else { break }
            result = (values[name] ?? [nil]).flatMap { value in
                result.map { scenario in
                    var scenario = scenario
                    scenario.choices[name] = .some(value)
                    return scenario
                }
            }
        }
        return result
    }

    private func around(_ names: [String], _ values: [String: [String?]]) -> [Scenario] {
        var base = Scenario()
        for name in names { base.choices[name] = .some((values[name] ?? []).first ?? nil) }
        var result = [base]
        for name in names {
            for value in (values[name] ?? []).dropFirst() where result.count < Self.limit {
                var scenario = base
                scenario.choices[name] = .some(value)
                result.append(scenario)
            }
        }
        return result
    }

    /// Leaves one scenario for each set of outcomes.
    private func distinct(_ scenarios: [Scenario]) -> [Scenario] {
        guard scenarios.count > 1 else { return scenarios }
        var seen: Set<[String: Bool?]> = []
        let names = template.conditions.keys.sorted()
        return scenarios.filter { scenario in
            var evaluator = IntrinsicEvaluator(template, scenario, given: given)
            var outcomes: [String: Bool?] = [:]
            for name in names { outcomes[name] = .some(evaluator.outcome(ofCondition: name)) }
            return seen.insert(outcomes).inserted
        }
    }

    /// Which parameters conditions look at, and the constants that they hold them against.
    private func collect(_ node: DocumentNode, _ values: inout [String: [String?]], depth: Int) {
        guard depth < 50 else { return }
        let call = IntrinsicCall(node)
        if call?.name == "Equals", let items = call?.argument.items, items.count == 2 {
            for (one, other) in [(items[0], items[1]), (items[1], items[0])] {
                guard let name = parameter(one) else { continue }
                if let constant = other.string, IntrinsicCall(other) == nil {
                    let known = values[name] ?? []
                    guard known.count < Self.valueLimit, !known.contains(constant) else { continue }
                    values[name] = known + [constant]
                } else if values[name] == nil {
                    values[name] = []
                }
            }
        }
        let inner = call?.argument ?? node
        for item in inner.items { collect(item, &values, depth: depth + 1) }
        for entry in inner.entries { collect(entry.value, &values, depth: depth + 1) }
    }

    private func parameter(_ node: DocumentNode) -> String? {
        guard let call = IntrinsicCall(node), call.name == "Ref", let name = call.argument.string,
            template.parameters[name] != nil || name.hasPrefix("AWS::")
        else { return nil }
        return name
    }
}
