import ECSModel

/// Inputs and answers of Application Auto Scaling, as they are kept beside services that a script deploys.
///
/// Source: https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html,
/// API_PutScalingPolicy.html and API_PutScheduledAction.html; their keys are those of the CloudFormation types.
enum ScalingDefinition {
    /// A scheduled action by itself; CloudFormation has them within targets only.
    static let scheduledAction = "AWS::ApplicationAutoScaling::ScheduledAction"
    /// The lists of the describe calls' answers.
    static let wrappers = ["scalableTargets", "scalingPolicies", "scheduledActions"]

    /// The type of a map that is one of the three; nil for another map, or one that scales something else than ECS.
    static func type(of term: Term) -> String? {
        let namespace = term["serviceNamespace"]?.string
        guard namespace == nil || namespace == "ecs" else { return nil }
        guard term["resourceId"] != nil || term["scalableDimension"] != nil else { return nil }
        if let dimension = term["scalableDimension"]?.string, !dimension.hasPrefix("ecs:") { return nil }
        if term["scheduledActionName"] != nil, term["schedule"] != nil { return scheduledAction }
        let configurations = [
            "targetTrackingScalingPolicyConfiguration", "stepScalingPolicyConfiguration",
            "predictiveScalingPolicyConfiguration",
        ]
        if term["policyName"] != nil, term["policyType"] != nil || configurations.contains(where: { term[$0] != nil }) {
            return ResourceType.scalingPolicy
        }
        return term["minCapacity"] != nil || term["maxCapacity"] != nil ? ResourceType.scalableTarget : nil
    }

    /// Puts scheduled actions into the targets that they belong to, as CloudFormation has them.
    static func joined(_ resources: [Resource]) -> [Resource] {
        let actions = resources.filter { $0.type == scheduledAction }
        guard !actions.isEmpty else { return resources }
        var byTarget: [TermText: [Term]] = [:]
        for action in actions {
            if let id = action.properties["resourceId"]?.text { byTarget[id, default: []].append(action.properties) }
        }
        var taken: Set<TermText> = []
        let joined = resources.map { resource in
            guard resource.type == ResourceType.scalableTarget, let id = resource.properties["resourceId"]?.text,
                let own = byTarget[id], taken.insert(id).inserted
            else { return resource }
            var resource = resource
            let list = Term(.list(own), own.first?.place ?? resource.place)
            resource.properties = resource.properties.adding("scheduledActions", list, at: list.place)
            return resource
        }
        return joined.filter { resource in
            guard resource.type == scheduledAction, let id = resource.properties["resourceId"]?.text else {
                return true
            }
            return !taken.contains(id)
        }
    }
}
