import Basics
import ECSModel
import Templates
import Workload

/// A service and its task definition in one environment.
struct ServiceSide {
    var name: EnvironmentName
    var source: String
    var place: Place
    var task: TaskNode?
    var service: ServiceNode?

    var system: System? { service?.system ?? task?.system }

    /// What the service says, beside what other definitions say of it.
    func serviceTerm(withGroups: Bool) -> Term? {
        guard let node = service else { return nil }
        let service = node.service
        var term = node.member.properties
        for key in ["taskDefinition", "cluster", "launchType", "serviceArn", "clusterArn"] { term = term.removing(key) }
        let place = node.member.place
        term = term.adding("runsOn", Self.runsOn(service, place), at: place)
        if service.isFargate == true {
            term = term.removing("capacityProviderStrategy")
            term = term.adding("spot", Self.spot(service, place), at: place)
        }
        guard let balancers = term["loadBalancers"], !balancers.isUnknown else { return term }
        let targets = node.targets
        var items: [Term] = []
        var next = 0
        for item in balancers.items {
            guard item.isMap, next < targets.count else {
                items.append(item)
                continue
            }
            let group = targets[next].group
            next += 1
            guard withGroups else {
                items.append(item)
                continue
            }
            let value = group.map(Self.targetGroup) ?? Term(.unknown(Unknown(.missing, "target group")), item.place)
            items.append(item.adding("targetGroup", value, at: item.heading))
        }
        return term.adding("loadBalancers", Term(.list(items), balancers.place), at: balancers.place)
    }

    var hasTargetGroups: Bool { service?.targets.contains { $0.group != nil } ?? false }

    private static func runsOn(_ service: Service, _ place: Place) -> Term {
        let own = service.launchType.place ?? service.term["capacityProviderStrategy"]?.place ?? place
        if let isFargate = service.isFargate {
            return Term(.text(TermText(isFargate ? "Fargate" : "EC2")), own)
        }
        if service.launchType.isAbsent, service.term["capacityProviderStrategy"] == nil {
            return Term(.text(TermText("default of the cluster")), own)
        }
        return Term(.unknown(Unknown(.variable, "launchType")), own)
    }

    /// Whether some of its tasks may run on Fargate Spot.
    private static func spot(_ service: Service, _ place: Place) -> Term {
        let providers = service.capacityProviders.map { $0.string("capacityProvider") }
        let spot = providers.first { $0.value?.uppercased() == "FARGATE_SPOT" }
        return Term(.bool(spot != nil), spot?.place ?? service.launchType.place ?? place)
    }

    private static func targetGroup(_ member: System.Member) -> Term {
        ["name", "vpcId", "tags", "targets", "namePrefix", "loadBalancerArns"].reduce(member.properties) {
            $0.removing($1)
        }
    }

    /// The scaling of its desired count; nil where there is none among the definitions.
    var scalingTerm: Term? {
        guard let target = service?.scalableTarget else { return nil }
        var term = target.properties
        for key in ["resourceId", "roleArn", "serviceNamespace", "scalableDimension", "suspendedState"] {
            term = term.removing(key)
        }
        let policies = (service?.scalingPolicies ?? []).map { policy -> Term in
            var item = policy.properties
            let metric = item["targetTrackingScalingPolicyConfiguration"]?["predefinedMetricSpecification"]?
                .text("predefinedMetricType").value
            for key in ["scalingTargetId", "resourceId", "serviceNamespace", "scalableDimension"] {
                item = item.removing(key)
            }
            // Names are free; what they follow is not.
            if let metric { item = item.adding("policyName", Term(.text(metric), policy.place), at: policy.place) }
            return item
        }
        guard !policies.isEmpty else { return term }
        return term.adding("policies", Term(.list(policies), target.place), at: target.place)
    }

    /// The task definition without its containers.
    var taskTerm: Term? {
        guard let task else { return nil }
        return [
            "containerDefinitions", "taskDefinitionArn", "revision", "status", "requiresAttributes", "registeredAt",
            "registeredBy",
        ]
        .reduce(task.member.properties) { $0.removing($1) }
    }

    /// How long the logs of a container are kept; nil where it is not told which group they go to.
    func retention(_ container: ContainerDefinition) -> Slot? {
        guard let group = container.logConfiguration?.option("awslogs-group"), let text = group.value, let task else {
            return nil
        }
        guard
            let member = task.system.resolve(text, type: ResourceType.logGroup, from: task.member.stack)
        else { return .unknown("", group.place) }
        return Slot(member.properties["retentionInDays"], in: member.place)
    }
}
