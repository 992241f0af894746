import Basics
import ECSModel
import RuleKit
import Workload

struct ScalingSuspended: Rule {
    static let about = About(
        id: "SV314", since: "0.1", severity: .medium,
        title: Text(en: "Scaling is suspended", ja: "停止されたままのスケーリング"),
        why: Text(
            en: "Suspended for a deployment and left so, the policies do nothing: no task is added under load.",
            ja: "デプロイのために停止したまま戻し忘れると、ポリシーは働かず、負荷が上がってもタスクが増えません。"),
        remedy: Text(
            en: "Leave the suspended state out of the definition, and set it by the command that needs it.",
            ja: "定義から停止状態を外し、必要なときにコマンドで一時的に設定してください。"),
        message: Text(
            en: "scaling {kind|out=out|in} is suspended by the definition",
            ja: "定義でスケール{kind|out=アウト|イン}が停止されています"),
        links: [
            "https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-suspend-resume-scaling.html"
        ],
        answers: ["ECS_17.metric"],
        fails: [
            """
            Resources:
              Service: {Type: AWS::ECS::Service, Properties: {TaskDefinition: web}}
              Target:
                Type: AWS::ApplicationAutoScaling::ScalableTarget
                Properties:
                  MinCapacity: 2
                  MaxCapacity: 8
                  ResourceId: !Sub 'service/main/${Service.Name}'
                  SuspendedState: {DynamicScalingOutSuspended: ⟦true⟧}
            """,
            """
            resource "aws_ecs_service" "web" {
              name = "web"
            }
            resource "aws_appautoscaling_target" "web" {
              min_capacity       = 2
              max_capacity       = 8
              resource_id        = "service/main/${aws_ecs_service.web.name}"
              scalable_dimension = "ecs:service:DesiredCount"
              service_namespace  = "ecs"
              suspended_state {
                dynamic_scaling_in_suspended = ⟦true⟧
              }
            }
            """,
        ],
        passes: [
            """
            Resources:
              Service: {Type: AWS::ECS::Service, Properties: {TaskDefinition: web}}
              Target:
                Type: AWS::ApplicationAutoScaling::ScalableTarget
                Properties:
                  MinCapacity: 2
                  MaxCapacity: 8
                  ResourceId: !Sub 'service/main/${Service.Name}'
                  SuspendedState: {DynamicScalingOutSuspended: false, DynamicScalingInSuspended: !Ref Suspended}
            """
        ]
    )

    func check(_ service: ServiceSubject, _ report: inout Report) {
        guard let state = service.node.scalableTarget?.properties["suspendedState"] else { return }
        for (key, kind) in [("dynamicScalingOutSuspended", "out"), ("dynamicScalingInSuspended", "in")] {
            guard case .known(true, let place) = state.bool(key) else { continue }
            report.fault(
                at: place.span, ["kind": kind],
                related: [.init(service.headline.span, Text(en: "the service that it scales", ja: "対象のサービス"))])
        }
    }
}
