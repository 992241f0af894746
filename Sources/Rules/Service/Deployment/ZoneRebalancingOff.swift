import Basics
import ECSModel
import RuleKit
import Workload

struct ZoneRebalancingOff: Rule {
    static let about = About(
        id: "SV207", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Tasks are not spread over zones again", ja: "ゾーン間の再分散が無効"),
        why: Text(
            en: """
                After a zone has failed and come back, all tasks stay in the other zones: when one of these fails, the \
                service goes with it.
                """,
            ja: """
                ゾーン障害から復旧しても、タスクはほかのゾーンに偏ったままです。次にそのゾーンで障害が起きると、サービスごと止まります。
                """),
        remedy: Text(
            en: "Set `availabilityZoneRebalancing` to `ENABLED`.",
            ja: "`availabilityZoneRebalancing` を `ENABLED` にしてください。"),
        message: Text(en: "tasks stay where they are", ja: "タスクの偏りが解消されません"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-rebalancing.html"],
        fails: [
            #"{"serviceName": "web", "desiredCount": 4, "availabilityZoneRebalancing": ⟦"DISABLED"⟧}"#,
            """
            Resources:
              Service:
                Type: AWS::ECS::Service
                Properties: {DesiredCount: 2, AvailabilityZoneRebalancing: ⟦DISABLED⟧}
            """,
        ],
        passes: [
            #"{"serviceName": "web", "desiredCount": 4}"#,
            #"{"serviceName": "web", "desiredCount": 4, "availabilityZoneRebalancing": "ENABLED"}"#,
            #"{"serviceName": "web", "desiredCount": 1, "availabilityZoneRebalancing": "DISABLED"}"#,
            // Not possible there.
            #"{"serviceName": "web", "desiredCount": 4, "deploymentConfiguration": {"maximumPercent": 100}, "availabilityZoneRebalancing": "DISABLED"}"#,
        ]
    )

    func check(_ service: ServiceSubject, _ report: inout Report) {
        guard case .known("DISABLED", let place) = service.service.zoneRebalancing, service.isReplica,
            service.rollsByItself == true, (service.service.maximumPercent.value ?? 200) > 100,
            service.service.desiredCount.value != 1
        else { return }
        report.fault(at: place.span)
    }
}
