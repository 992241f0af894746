package import Basics
import ECSModel
package import Workload

/// Policies that definitions of infrastructure have for a service: CloudFormation, Terraform, Copilot, raw JSON.
package enum ServicePolicies {
    /// The service that has scaling, with it; conditions of templates as they turn out by default.
    ///
    /// - Parameter service: its name, where there are several.
    package static func find(
        _ system: System, service wanted: String?
    ) throws(Failure) -> (setup: ScalingSetup, node: ServiceNode) {
        let all = system.services
        let scaled = all.filter { !$0.scalingPolicies.isEmpty }
        if let wanted {
            guard let node = scaled.first(where: { $0.name == wanted || $0.resource.address == wanted }) else {
                throw .noService(wanted, scaled.map(\.name))
            }
            return (try setup(of: node), node)
        }
        guard let node = scaled.first else {
            throw Failure(
                .notFound,
                Text(
                    en: all.isEmpty
                        ? "No scaling policy was found. Give a JSON file as `aws application-autoscaling "
                            + "put-scaling-policy` takes it, or definitions of a service with its policies."
                        : "None of the services found has a scaling policy: "
                            + all.prefix(10).map { "`\($0.name)`" }.joined(separator: ", ") + ".",
                    ja: all.isEmpty
                        ? "スケーリングポリシーが見つかりません。`aws application-autoscaling put-scaling-policy` の入力となる JSON "
                            + "ファイルか、ポリシーを含むサービスの定義を指定してください。"
                        : "見つかったサービスにスケーリングポリシーがありません: "
                            + all.prefix(10).map { "`\($0.name)`" }.joined(separator: "、")))
        }
        guard scaled.count == 1 else { throw .manyServices(scaled.map(\.name)) }
        return (try setup(of: node), node)
    }

    private static func setup(of node: ServiceNode) throws(Failure) -> ScalingSetup {
        var reader = PolicyReader()
        var setup = ScalingSetup(service: node.name)
        let alarms = node.system.members(ResourceType.alarm)
        for member in node.scalingPolicies {
            guard var policy = try reader.policy(member.properties, name: member.resource.address) else { continue }
            if case .step(var step) = policy.kind {
                for alarm in alarms where calls(alarm, member, policy.name) {
                    step.alarms.append(try reader.alarm(alarm.properties, name: alarm.resource.address))
                }
                if step.alarms.isEmpty { setup.notes.append(SetupNotes.withoutAlarm(policy.name)) }
                policy.kind = .step(step)
            }
            setup.policies.append(policy)
        }
        setup.notes += reader.notes
        setup.desired = node.service.desiredCount.value.flatMap { (0...ScalingInput.mostTasks).contains($0) ? $0 : nil }
        if let target = node.scalableTarget { try setup.take(target: target.properties) }
        return setup
    }

    /// Whether an alarm's actions name the policy.
    private static func calls(_ alarm: System.Member, _ policy: System.Member, _ name: String) -> Bool {
        (alarm.properties["alarmActions"]?.items ?? []).contains { action in
            guard let text = action.text else { return false }
            if let reference = text.reference {
                return alarm.stack == policy.stack && reference.resource == policy.resource.address
            }
            return text.knownSuffix.hasSuffix("policyName/\(name)")
        }
    }
}

extension ScalingSetup {
    /// What a scalable target says. Source:
    /// https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html
    mutating func take(target term: Term) throws(Failure) {
        minimum = try PolicyReader.capacity("minCapacity", in: term, of: "ScalableTarget")
        maximum = try PolicyReader.capacity("maxCapacity", in: term, of: "ScalableTarget")
        if let state = term["suspendedState"] {
            suspendsScaleIn = state.bool("dynamicScalingInSuspended").value ?? false
            suspendsScaleOut = state.bool("dynamicScalingOutSuspended").value ?? false
        }
        if term["scheduledActions"]?.items.isEmpty == false { notes.append(SetupNotes.scheduled) }
    }
}

extension Failure {
    static func noService(_ wanted: String, _ names: [String]) -> Failure {
        let known = names.prefix(10).map { "`\($0)`" }
        return Failure(
            .notFound,
            Text(
                en: "No service `\(wanted)` with a scaling policy was found. There is: "
                    + (known.isEmpty ? "none" : known.joined(separator: ", ")) + ".",
                ja: "スケーリングポリシーを持つサービス `\(wanted)` が見つかりません。見つかったもの: "
                    + (known.isEmpty ? "なし" : known.joined(separator: "、"))))
    }

    static func manyServices(_ names: [String]) -> Failure {
        let known = names.prefix(10).map { "`\($0)`" }
        return Failure(
            .invalid,
            Text(
                en: "Several services are scaled. Name one with --service: \(known.joined(separator: ", ")).",
                ja: "スケーリング対象のサービスが複数あります。--service で 1 つ指定してください: \(known.joined(separator: "、"))"))
    }
}
