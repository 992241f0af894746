import ECSModel
import RuleKit
import Workload

/// What a scaling policy does, read from its own resource.
struct ScalingPolicyView {
    let member: System.Member

    var tracking: Term? { member.properties["targetTrackingScalingPolicyConfiguration"] }
    var steps: Term? { member.properties["stepScalingPolicyConfiguration"] }
    var stepAdjustments: [Term] { (steps?["stepAdjustments"]?.items ?? []).filter(\.isMap) }
    var predefinedMetric: Field<String> {
        tracking?["predefinedMetricSpecification"]?.string("predefinedMetricType") ?? .absent
    }

    /// Whether it can take tasks away; nil where that is not known.
    var scalesIn: Bool? {
        if let tracking {
            switch tracking.bool("disableScaleIn") {
            case .absent: return true
            case .known(let isOff, _): return !isOff
            case .unknown, .wrong: return nil
            }
        }
        guard steps != nil, !stepAdjustments.isEmpty else { return nil }
        // A new count may be less than the present one.
        if steps?.string("adjustmentType").value == "ExactCapacity" { return true }
        let changes = stepAdjustments.map { $0.int("scalingAdjustment").value }
        if changes.contains(where: { ($0 ?? 0) < 0 }) { return true }
        return changes.contains(nil) ? nil : false
    }
}

extension ServiceSubject {
    var policies: [ScalingPolicyView] { node.scalingPolicies.map(ScalingPolicyView.init) }

    /// The scheduled actions on its scalable target; nil where a variable stands for them.
    var scheduledActions: [Term]? {
        guard let list = node.scalableTarget?.properties["scheduledActions"] else { return [] }
        return list.isUnknown ? nil : list.items
    }
}

extension System {
    /// Whether there is a scalable target of which it is not known what it scales.
    var hasUnmatchedTarget: Bool {
        let targets = members(ResourceType.scalableTarget).filter(\.mayScaleServices)
        guard !targets.isEmpty else { return false }
        let matched = services.compactMap(\.scalableTarget)
        return targets.contains { target in !matched.contains { $0.isSame(as: target) } }
    }

    /// Whether there is a scaling policy of which it is not known what it scales.
    var hasUnmatchedPolicy: Bool {
        let matched = services.flatMap(\.scalingPolicies)
        return members(ResourceType.scalingPolicy).contains { policy in
            policy.mayScaleServices && !matched.contains { $0.isSame(as: policy) }
        }
    }
}

extension System.Member {
    /// Application Auto Scaling is there for tables and functions too.
    fileprivate var mayScaleServices: Bool {
        let namespace = properties.string("serviceNamespace").value
        return namespace == nil || namespace == "ecs"
    }
}
