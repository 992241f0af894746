import Basics
import ECSModel
import RuleKit
import Workload

struct SpotUnused: Rule {
    static let about = About(
        id: "SV603", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Interruptible service without Spot", ja: "Spot を使わない中断可能なサービス"),
        why: Text(
            en: "A service that may be interrupted pays the full price: Fargate Spot costs up to 70 % less.",
            ja: "中断してもよいサービスに通常料金がかかっています。Fargate Spot なら最大 70% 安くなります。"),
        remedy: Text(
            en: "Give the service a capacity provider strategy with a weight for `FARGATE_SPOT`.",
            ja: "キャパシティプロバイダー戦略で `FARGATE_SPOT` に weight を設定してください。"),
        message: Text(
            en: "this service may be interrupted, and takes no capacity from Spot",
            ja: "中断可能なサービスですが、Spot の容量を使っていません"),
        proof: Text(en: "part of the capacity comes from Spot", ja: "容量の一部に Spot を利用しています"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html"],
        answers: ["ECS_23.spot"],
        fails: [
            """
            {"serviceName": "batch", "taskDefinition": "batch", "launchType": ⟦"FARGATE"⟧,
             "tags": [{"key": "interruptible", "value": "true"}]}
            """,
            """
            Resources:
              Service:
                Type: AWS::ECS::Service
                Properties:
                  ServiceName: web-staging
                  CapacityProviderStrategy: [{CapacityProvider: ⟦FARGATE⟧, Weight: 1}]
            """,
        ],
        passes: [
            // Nothing says that it may be interrupted.
            "{\"serviceName\": \"web\", \"taskDefinition\": \"web\", \"desiredCount\": 2, \"launchType\": \"FARGATE\"}",
            // The cluster may have a strategy of its own.
            "{\"serviceName\": \"web-dev\", \"taskDefinition\": \"web\", \"desiredCount\": 2}",
        ],
        proves: [
            """
            Resources:
              Service:
                Type: AWS::ECS::Service
                Properties:
                  CapacityProviderStrategy:
                    - {CapacityProvider: FARGATE, Base: 2, Weight: 1}
                    - {CapacityProvider: ⟦FARGATE_SPOT⟧, Weight: 3}
            """
        ]
    )

    func check(_ service: ServiceSubject, _ report: inout Report) {
        for item in service.service.capacityProviders {
            guard case .known("FARGATE_SPOT", let place) = item.string("capacityProvider"), item.takesNothing == false
            else { continue }
            return report.holds(at: place.span)
        }
        guard service.service.isFargate == true, service.service.desiredCount.value != 0,
            service.task?.definition.isWindows != true,
            let reason = Purpose.interruptible(service) ?? Purpose.trial(service),
            let place = service.service.launchType.place
                ?? service.service.capacityProviders.first?.string("capacityProvider").place,
            service.service.capacityProviders.allSatisfy({ $0.string("capacityProvider").value == "FARGATE" })
        else { return }
        report.fault(
            at: place.span,
            related: [.init(reason.span, Text(en: "it may be interrupted", ja: "中断可能とわかる箇所"))])
    }
}
