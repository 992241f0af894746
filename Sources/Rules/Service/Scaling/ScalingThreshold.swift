import ECSModel
import RuleKit
import Workload

/// The use in percent at which a policy of a service begins to scale.
struct ScalingThreshold {
    let value: Double
    let place: Place
    /// `CPU` or `memory`.
    let metric: String
    let policy: System.Member
    /// Whether it is about more than that; else about less.
    let isAbove: Bool

    static func shown(_ value: Double) -> String {
        value.rounded() == value && abs(value) < 1e9 ? String(Int(value)) : String(value)
    }

    static func metric(_ name: String) -> String? {
        switch name {
        case "ECSServiceAverageCPUUtilization", "CPUUtilization": "CPU"
        case "ECSServiceAverageMemoryUtilization", "MemoryUtilization": "memory"
        default: nil
        }
    }
}

extension ScalingPolicyView {
    /// Its target, or the thresholds of the alarms that call it.
    func thresholds(in system: System) -> [ScalingThreshold] {
        if let tracking {
            guard case .known(let value, let place) = tracking.string("targetValue"), let number = Double(value),
                let metric = predefinedMetric.value.flatMap(ScalingThreshold.metric)
            else { return [] }
            return [ScalingThreshold(value: number, place: place, metric: metric, policy: member, isAbove: true)]
        }
        return system.members(ResourceType.alarm).compactMap { alarm in
            let actions = alarm.properties["alarmActions"]?.items ?? []
            let isMeant = actions.contains { action in
                action.text?.reference?.resource == member.resource.address && alarm.stack == member.stack
            }
            guard isMeant, alarm.properties.string("namespace").value == "AWS/ECS",
                let comparison = alarm.properties.string("comparisonOperator").value,
                let metric = alarm.properties.string("metricName").value.flatMap(ScalingThreshold.metric),
                case .known(let value, let place) = alarm.properties.string("threshold"), let number = Double(value)
            else { return nil }
            return ScalingThreshold(
                value: number, place: place, metric: metric, policy: member, isAbove: comparison.hasPrefix("Greater"))
        }
    }
}
