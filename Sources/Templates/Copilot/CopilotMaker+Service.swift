import Basics
import ECSModel

extension CopilotMaker {
    var service: Term {
        let count = manifest["count"]
        let spot = count?["spot"] ?? count?["range"]?["spot_from"]
        let isPrivate = manifest["network"]?["vpc"]?["placement"]
        return map(
            [
                ("serviceName", nil, Term(.unknown(Unknown(.attribute, "serviceName")), name.place)),
                ("cluster", nil, unknown("cluster")),
                ("taskDefinition", nil, Term(.text(TermText([.reference(Reference(path))])), name.place)),
                ("desiredCount", manifest.entry("count"), desiredCount),
                ("launchType", nil, spot == nil ? text("FARGATE") : nil),
                ("capacityProviderStrategy", nil, spot.map { Term(unknown("spot").kind, $0.place) }),
                ("platformVersion", nil, text("LATEST")),
                ("propagateTags", nil, text("SERVICE")),
                (
                    "enableExecuteCommand", manifest.entry("exec"),
                    manifest["exec"].map { $0.isMap ? unknown("exec") : $0 }
                ),
                ("deploymentConfiguration", manifest.entry("deployment"), deployment),
                (
                    "networkConfiguration", nil,
                    map([
                        (
                            "awsvpcConfiguration", nil,
                            map([
                                ("assignPublicIp", nil, publicIP(isPrivate)), ("subnets", nil, unknown("subnets")),
                                ("securityGroups", nil, unknown("securityGroups")),
                            ])
                        )
                    ])
                ),
                ("loadBalancers", manifest.entry("http"), loadBalancers),
                (
                    "healthCheckGracePeriodSeconds", nil,
                    loadBalancers == nil
                        ? nil
                        : manifest["http"]?["healthcheck"]?["grace_period"].map(Self.seconds) ?? number(60)
                ),
            ], at: name.place)
    }

    /// Tasks stand in public subnets unless the manifest says otherwise.
    private func publicIP(_ placement: Term?) -> Term {
        guard let placement else { return text("ENABLED") }
        guard let text = placement.string else { return Term(unknown("placement").kind, placement.place) }
        return Term(self.text(text == "private" ? "DISABLED" : "ENABLED").kind, placement.place)
    }

    private var desiredCount: Term {
        guard let count = manifest["count"] else { return unknown("count") }
        guard count.isMap else { return count }
        return count["spot"] ?? Term(unknown("count").kind, count.place)
    }

    private var deployment: Term {
        let deployment = manifest["deployment"]
        let isRecreated = deployment?["rolling"]?.string == "recreate"
        let breaker = Term(
            .map(["enable", "rollback"].map { TermEntry(key: $0, keyPlace: own, value: Term(.bool(true), own)) }), own)
        return map(
            [
                ("minimumHealthyPercent", deployment?.entry("rolling"), number(isRecreated ? 0 : 100)),
                ("maximumPercent", deployment?.entry("rolling"), number(isRecreated ? 100 : 200)),
                ("deploymentCircuitBreaker", nil, breaker),
                (
                    "alarms", deployment?.entry("rollback_alarms"),
                    deployment?["rollback_alarms"].map { Term(unknown("alarms").kind, $0.place) }
                ),
            ], at: deployment?.place ?? own)
    }

    private var loadBalancers: Term? {
        let http = manifest["http"]
        if case .bool(false)? = http?.kind { return manifest["nlb"].map { Term(unknown("nlb").kind, $0.place) } }
        guard kind == .loadBalanced || kind == .backend && http != nil else { return nil }
        let sidecar = http?["target_container"]?.string
        let port = sidecar.flatMap { manifest["sidecars"]?[$0]?["port"] } ?? manifest["image"]?["port"]
        let entry = map(
            [
                ("targetGroupArn", nil, unknown("TargetGroup")),
                ("containerName", nil, http?["target_container"] ?? name),
                ("containerPort", nil, http?["target_port"] ?? port ?? unknown("port")),
            ], at: http?.place ?? own)
        return Term(.list([entry]), http?.place ?? own)
    }

    /// `range: 1-10`, or a map of both ends.
    var scalableTarget: Term? {
        guard let range = manifest["count"]?["range"] else { return nil }
        var ends = (range["min"], range["max"])
        if let parts = range.string?.split(separator: "-"), parts.count == 2 {
            ends = (
                Term(.number(String(parts[0])), range.place), Term(.number(String(parts[1])), range.place)
            )
        }
        let id = TermText([
            .literal("service/"), .unknown(Unknown(.attribute, "cluster")), .literal("/"),
            .reference(Reference(serviceAddress, "Name")),
        ])
        return map(
            [
                ("serviceNamespace", nil, text("ecs")), ("scalableDimension", nil, text("ecs:service:DesiredCount")),
                ("resourceId", nil, Term(.text(id), range.place)),
                ("minCapacity", nil, ends.0 ?? unknown("min")), ("maxCapacity", nil, ends.1 ?? unknown("max")),
            ], at: range.place)
    }
}
