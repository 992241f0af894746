import Basics
import ECSModel
import RuleKit
import Workload

struct OnlySpot: Rule {
    static let about = About(
        id: "SV602", since: "0.1", severity: .medium,
        title: Text(en: "Requests served from Spot alone", ja: "Spot だけでリクエストを処理するサービス"),
        why: Text(
            en:
                "When Spot capacity runs short all tasks get their two minutes at once, and ECS does not fall back to on-demand: the service is down until capacity returns.",
            ja: "Spot の容量が不足すると全タスクが 2 分前の通知で停止し、ECS はオンデマンドに切り替えません。容量が戻るまでサービスは停止したままです。"),
        remedy: Text(
            en: "Give `FARGATE` a `base` that carries the least load, and let Spot take what comes on top.",
            ja: "最低限の負荷を支える `base` を `FARGATE` に設定し、それを超える分だけを Spot に任せてください。"),
        message: Text(
            en: "all tasks behind this load balancer run on Spot", ja: "ロードバランサー配下の全タスクが Spot で動作します"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html",
        ],
        fails: [
            """
            {"serviceName": "web", "taskDefinition": "web",
             "capacityProviderStrategy": [{"capacityProvider": ⟦"FARGATE_SPOT"⟧, "weight": 1}],
             "loadBalancers": [{"targetGroupArn": "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/1", "containerName": "web", "containerPort": 80}]}
            """,
            """
            Resources:
              Service:
                Type: AWS::ECS::Service
                Properties:
                  CapacityProviderStrategy:
                    - {CapacityProvider: FARGATE, Weight: 0}
                    - {CapacityProvider: ⟦FARGATE_SPOT⟧, Weight: 1}
                  LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Group}]
            """,
        ],
        passes: [
            """
            Resources:
              Service:
                Type: AWS::ECS::Service
                Properties:
                  CapacityProviderStrategy:
                    - {CapacityProvider: FARGATE, Base: 2, Weight: 0}
                    - {CapacityProvider: FARGATE_SPOT, Weight: 1}
                  LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Group}]
            """,
            // A worker reads its queue again later, and a trial may go.
            "{\"serviceName\": \"worker\", \"taskDefinition\": \"worker\", \"desiredCount\": 2, \"capacityProviderStrategy\": [{\"capacityProvider\": \"FARGATE_SPOT\"}]}",
            """
            {"serviceName": "web-staging", "taskDefinition": "web",
             "capacityProviderStrategy": [{"capacityProvider": "FARGATE_SPOT", "weight": 1}],
             "loadBalancers": [{"targetGroupArn": "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/1", "containerName": "web", "containerPort": 80}]}
            """,
            """
            {"serviceName": "web", "taskDefinition": "web",
             "capacityProviderStrategy": [{"capacityProvider": "FARGATE_SPOT", "weight": 1}, {"capacityProvider": "{{ env `PROVIDER` }}", "weight": 1}],
             "loadBalancers": [{"targetGroupArn": "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/1", "containerName": "web", "containerPort": 80}]}
            """,
        ]
    )

    func check(_ service: ServiceSubject, _ report: inout Report) {
        let strategy = service.service.capacityProviders
        guard !service.service.loadBalancers.isEmpty, !strategy.isEmpty, strategy.allSatisfy(\.isMap) else { return }
        var spot: Place?
        for item in strategy {
            guard case .known(let name, let place) = item.string("capacityProvider") else { return }
            if name.uppercased() == "FARGATE_SPOT" {
                spot = spot ?? place
            } else {
                guard item.takesNothing == true else { return }
            }
        }
        guard let spot, Purpose.trial(service) == nil, Purpose.interruptible(service) == nil else { return }
        let balancer = service.service.loadBalancers.first?.targetGroup.place
        report.fault(
            at: spot.span,
            related: balancer.map { [.init($0.span, Text(en: "requests come from here", ja: "リクエストの経路"))] } ?? [])
    }
}

extension Term {
    /// Whether an entry of a capacity provider strategy never takes a task; nil where that is not known.
    var takesNothing: Bool? {
        var sum = 0
        for key in ["base", "weight"] {
            switch int(key) {
            case .known(let value, _): sum += value
            case .absent: continue
            case .unknown, .wrong: return nil
            }
        }
        return sum == 0
    }
}
