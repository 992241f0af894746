import Basics
import ECSModel
import RuleKit
import Workload

struct SingleTaskService: Rule {
    static let about = About(
        id: "SV206", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "Service with one task", ja: "タスクが 1 つだけのサービス"),
        why: Text(
            en: """
                When that task or its Availability Zone fails, or when AWS retires it, nobody answers until another one \
                has started.
                """,
            ja: """
                そのタスクやアベイラビリティーゾーンに障害が起きたり、AWS によるタスクの廃止があったりすると、\
                次のタスクが起動するまで応答できません。
                """),
        remedy: Text(
            en: "Run two tasks at least, as desired count and as the minimum of scaling.",
            ja: "希望タスク数とスケーリングの最小値を 2 以上にしてください。"),
        message: Text(en: "one task serves alone", ja: "1 つのタスクだけで応答しています"),
        proof: Text(en: "{count} tasks at least", ja: "タスク数は最低 {count} です"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service_definition_parameters.html"],
        answers: ["ECS_19.enough-tasks"],
        fails: [
            """
            {"serviceName": "web", "desiredCount": ⟦1⟧,
             "loadBalancers": [{"containerName": "web", "containerPort": 80, "targetGroupArn": "arn:x"}]}
            """,
            """
            Resources:
              Service:
                Type: AWS::ECS::Service
                Properties:
                  ServiceName: web
                  LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Group}]
              Target:
                Type: AWS::ApplicationAutoScaling::ScalableTarget
                Properties: {ResourceId: service/main/web, MinCapacity: ⟦1⟧, MaxCapacity: 4}
            """,
        ],
        passes: [
            #"{"serviceName": "clock", "desiredCount": 1}"#,
            #"{"serviceName": "web", "desiredCount": "${N}", "loadBalancers": [{"containerName": "web", "containerPort": 80, "targetGroupArn": "arn:x"}]}"#,
            #"{"serviceName": "web", "loadBalancers": [{"containerName": "web", "containerPort": 80, "targetGroupArn": "arn:x"}], "launchType": "FARGATE"}"#,
            """
            Resources:
              Service:
                Type: AWS::ECS::Service
                Properties:
                  ServiceName: web
                  DesiredCount: 1
                  LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Group}]
              Target:
                Type: AWS::ApplicationAutoScaling::ScalableTarget
                Properties: {ResourceId: service/main/web, MinCapacity: 2, MaxCapacity: 4}
            """,
        ],
        proves: [
            """
            {"serviceName": "web", "desiredCount": ⟦3⟧,
             "loadBalancers": [{"containerName": "web", "containerPort": 80, "targetGroupArn": "arn:x"}]}
            """
        ]
    )

    func check(_ service: ServiceSubject, _ report: inout Report) {
        guard service.isReplica, !service.service.loadBalancers.isEmpty else { return }
        let count: Field<Int>
        if let target = service.node.scalableTarget {
            count = target.properties.int("minCapacity")
        } else {
            count = service.service.desiredCount
        }
        switch count {
        case .known(1, let place): report.fault(at: place.span)
        case .known(let count, let place) where count > 1: report.holds(at: place.span, ["count": "\(count)"])
        case .unknown(_, let place):
            report.unsure(
                at: place.span,
                because: Text(en: "the number of tasks is not known here", ja: "タスク数をファイルから特定できません"))
        default: return
        }
    }
}
