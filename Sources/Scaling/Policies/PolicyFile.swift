package import Basics
import ECSModel
package import Templates

/// Policies of a JSON or YAML file, as the AWS CLI takes or prints them: the inputs of `put-scaling-policy`,
/// `register-scalable-target` and `put-metric-alarm`, the answers of the describe commands, and a policy's configuration
/// by itself (`--target-tracking-scaling-policy-configuration file://…`); several in one object or list.
package struct PolicyFile {
    private var reader = PolicyReader()
    private var policies: [(policy: ScalingPolicy, alarms: Set<String>, service: String?)] = []
    private var targets: [(term: Term, service: String?)] = []
    private var alarms: [(alarm: MetricAlarm, actions: [String])] = []
    private var others: [Text] = []
    private static let mostDepth = 4
    private static let most = 1_000

    /// The scaling of a service; nil where the file holds no policy that stands by itself.
    ///
    /// - Parameter service: whose, where the file names several.
    package static func setup(_ document: Document, service: String?) throws(Failure) -> ScalingSetup? {
        let root = document.term
        // Templates, plans and definitions of services have readers of their own.
        for key in ["resources", "planned_values", "containerDefinitions", "serviceName"] where root[key] != nil {
            return nil
        }
        var file = PolicyFile()
        try file.collect(root, depth: 0)
        guard !file.policies.isEmpty || !file.reader.notes.isEmpty else { return nil }
        return try file.setup(document.source.path, service)
    }

    private mutating func collect(_ term: Term, depth: Int) throws(Failure) {
        guard depth <= Self.mostDepth, policies.count + targets.count + alarms.count < Self.most else { return }
        if term.isList {
            for item in term.items { try collect(item, depth: depth + 1) }
            return
        }
        guard term.isMap else { return }
        let service = term.string("resourceId").value.flatMap(ScalingSetup.service)
        let name = "policy\(policies.count + 1)"
        let configurations = [
            "targetTrackingScalingPolicyConfiguration", "stepScalingPolicyConfiguration",
            "predictiveScalingPolicyConfiguration",
        ]
        if configurations.contains(where: { term[$0] != nil }) {
            try add(term, name, service)
            // A policy is sometimes kept with its target and its alarms in one object.
            for key in ["scalableTarget", "scalableTargets", "metricAlarms"] {
                if let inner = term[key] { try collect(inner, depth: depth + 1) }
            }
        } else if term["scheduledActionName"] != nil || term["scheduledActions"]?.items.isEmpty == false {
            others.append(SetupNotes.scheduled)
        } else if term["minCapacity"] != nil || term["maxCapacity"] != nil {
            targets.append((term, service))
        } else if term["comparisonOperator"] != nil, term["threshold"] != nil {
            let alarm = try reader.alarm(term, name: "alarm\(alarms.count + 1)")
            alarms.append((alarm, (term["alarmActions"]?.items ?? []).compactMap(\.string)))
        } else if term["targetValue"] != nil {
            policies.append((ScalingPolicy(name, .tracking(try reader.tracking(term, of: name))), [], nil))
        } else if term["stepAdjustments"] != nil {
            policies.append((ScalingPolicy(name, .step(try reader.step(term, of: name))), [], nil))
        } else {
            for entry in term.entries where entry.value.isMap || entry.value.isList {
                try collect(entry.value, depth: depth + 1)
            }
        }
    }

    private mutating func add(_ term: Term, _ name: String, _ service: String?) throws(Failure) {
        guard var policy = try reader.policy(term, name: name) else { return }
        var names: Set<String> = []
        for item in term["alarms"]?.items ?? [] where item.isMap {
            guard item["comparisonOperator"] != nil else {
                if let name = item.string("alarmName").value { names.insert(name) }
                continue
            }
            guard case .step(var step) = policy.kind else { continue }
            step.alarms.append(try reader.alarm(item, name: "alarm of \(policy.name)"))
            policy.kind = .step(step)
        }
        policies.append((policy, names, service))
    }

    private func setup(_ path: String, _ wanted: String?) throws(Failure) -> ScalingSetup {
        let services = Set((policies.map(\.service) + targets.map(\.service)).compactMap { $0 }).sorted()
        if let wanted, !services.isEmpty, !services.contains(wanted) { throw .noService(wanted, services) }
        guard services.count < 2 || wanted != nil else { throw .manyServices(services) }
        var setup = ScalingSetup(service: wanted ?? services.first)
        let isOurs = { (service: String?) in service == nil || service == setup.service }
        setup.notes = reader.notes + Array(Set(others))
        let own = policies.filter { isOurs($0.service) }
        let steps = own.count { if case .step = $0.policy.kind { true } else { false } }
        for (policy, names, _) in own {
            var policy = policy
            if case .step(var step) = policy.kind {
                step.alarms += alarms.filter { alarm, actions in
                    if actions.isEmpty { return names.contains(alarm.name) || (names.isEmpty && steps == 1) }
                    return names.contains(alarm.name)
                        || actions.contains { $0 == policy.name || $0.hasSuffix("policyName/\(policy.name)") }
                }.map(\.alarm)
                if step.alarms.isEmpty { setup.notes.append(SetupNotes.withoutAlarm(policy.name)) }
                policy.kind = .step(step)
            }
            setup.policies.append(policy)
        }
        for (term, service) in targets where isOurs(service) { try setup.take(target: term) }
        return setup
    }
}
