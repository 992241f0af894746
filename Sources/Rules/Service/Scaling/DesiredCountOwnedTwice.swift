import Basics
import ECSModel
import RuleKit
import Workload

struct DesiredCountOwnedTwice: Rule {
    static let about = About(
        id: "SV303", since: "0.1", severity: .medium,
        title: Text(en: "Desired count set by the definition and by auto scaling", ja: "定義とオートスケーリングの両方が管理する希望タスク数"),
        why: Text(
            en:
                "A deployment under load sets the count back to what is written here: the tasks that scaling had added are stopped when they are needed most.",
            ja: "負荷が高いときにデプロイすると、希望タスク数がここに書かれた値に戻ります。スケーリングで増えたタスクが、最も必要なときに停止されます。"),
        remedy: Text(
            en: "Leave the desired count out of the service once auto scaling owns it.",
            ja: "オートスケーリングを使うサービスでは、希望タスク数の指定を外してください。"),
        message: Text(
            en: "the desired count is written here, and auto scaling changes it too",
            ja: "希望タスク数がここで固定されていますが、オートスケーリングも変更します"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html",
            "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecs-service.html",
        ],
        yieldsTo: ["SV302"],
        fails: [
            """
            resource "aws_ecs_service" "web" {
              name          = "web"
              desired_count = ⟦2⟧
            }
            resource "aws_appautoscaling_target" "web" {
              min_capacity       = 2
              max_capacity       = 8
              resource_id        = "service/main/${aws_ecs_service.web.name}"
              scalable_dimension = "ecs:service:DesiredCount"
              service_namespace  = "ecs"
            }
            """,
            """
            Resources:
              Service: {Type: AWS::ECS::Service, Properties: {TaskDefinition: web, DesiredCount: ⟦2⟧}}
              Target:
                Type: AWS::ApplicationAutoScaling::ScalableTarget
                Properties: {MinCapacity: 2, MaxCapacity: 8, ResourceId: !Sub 'service/main/${Service.Name}'}
            """,
        ],
        passes: [
            """
            resource "aws_ecs_service" "web" {
              name          = "web"
              desired_count = 2
              lifecycle {
                ignore_changes = [desired_count]
              }
            }
            resource "aws_appautoscaling_target" "web" {
              min_capacity       = 2
              max_capacity       = 8
              resource_id        = "service/main/${aws_ecs_service.web.name}"
              scalable_dimension = "ecs:service:DesiredCount"
              service_namespace  = "ecs"
            }
            """,
            """
            Resources:
              Service: {Type: AWS::ECS::Service, Properties: {TaskDefinition: web}}
              Target:
                Type: AWS::ApplicationAutoScaling::ScalableTarget
                Properties: {MinCapacity: 2, MaxCapacity: 8, ResourceId: !Sub 'service/main/${Service.Name}'}
            """,
            // The limits leave only one count.
            """
            Resources:
              Service: {Type: AWS::ECS::Service, Properties: {TaskDefinition: web, DesiredCount: 2}}
              Target:
                Type: AWS::ApplicationAutoScaling::ScalableTarget
                Properties: {MinCapacity: 2, MaxCapacity: 2, ResourceId: !Sub 'service/main/${Service.Name}'}
            """,
            "{\"serviceName\": \"web\", \"taskDefinition\": \"web\", \"desiredCount\": 2}",
        ]
    )

    func check(_ service: ServiceSubject, _ report: inout Report) {
        guard let target = service.node.scalableTarget, let place = service.service.desiredCount.place,
            !service.ignoresDesiredCount
        else { return }
        let low = target.properties.int("minCapacity").value
        if let low, low == target.properties.int("maxCapacity").value { return }
        report.fault(
            at: place.span,
            related: [.init(target.headline.span, Text(en: "auto scaling owns it", ja: "オートスケーリングの設定"))])
    }
}
