import Basics
import ECSModel
import RuleKit
import Workload

struct NonProductionAlwaysOn: Rule {
    static let about = About(
        id: "SV601", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Non-production that never sleeps", ja: "常時稼働の非本番環境"),
        why: Text(
            en: "Nobody uses it at night and at weekends: two thirds of what it costs buy nothing.",
            ja: "夜間と週末は誰も使いません。料金のおよそ 3 分の 2 が無駄になります。"),
        remedy: Text(
            en: "Add scheduled actions that set the capacity to 0 in the evening and back in the morning.",
            ja: "夜間にタスク数を 0 にし、朝に戻すスケジュールされたアクションを追加してください。"),
        message: Text(
            en: "the name tells of no production, and no schedule ever stops the service",
            ja: "名前やタグから非本番環境とわかりますが、停止するスケジュールがありません"),
        links: [
            "https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-scheduled-scaling.html"
        ],
        fails: [
            """
            Resources:
              Service: {Type: AWS::ECS::Service, Properties: {ServiceName: ⟦shop-staging⟧, DesiredCount: 2}}
            """,
            """
            resource "aws_ecs_service" "web" {
              name          = ⟦"web-dev"⟧
              desired_count = 1
            }
            """,
        ],
        passes: [
            """
            Resources:
              Service: {Type: AWS::ECS::Service, Properties: {ServiceName: shop-dev, TaskDefinition: web}}
              Target:
                Type: AWS::ApplicationAutoScaling::ScalableTarget
                Properties:
                  MinCapacity: 1
                  MaxCapacity: 2
                  ResourceId: service/main/shop-dev
                  ScheduledActions:
                    - {ScheduledActionName: night, Schedule: 'cron(0 20 * * ? *)', ScalableTargetAction: {MinCapacity: 0, MaxCapacity: 0}}
            """,
            "Resources:\n  Service: {Type: AWS::ECS::Service, Properties: {ServiceName: shop-dev, DesiredCount: 0}}",
            "Resources:\n  Service: {Type: AWS::ECS::Service, Properties: {ServiceName: device-tester, DesiredCount: 2}}",
            // A cluster of production decides, and a raw definition does not tell of schedules.
            "Resources:\n  Service: {Type: AWS::ECS::Service, Properties: {ServiceName: dev-portal, Cluster: production, DesiredCount: 2}}",
            "{\"serviceName\": \"web-dev\", \"taskDefinition\": \"web\", \"desiredCount\": 2}",
            // The variable has another value for production.
            """
            variable "env" {
              default = "dev"
            }
            resource "aws_ecs_service" "web" {
              name          = "web-${var.env}"
              desired_count = 1
            }
            """,
            // Something else may stop it.
            """
            Resources:
              Service: {Type: AWS::ECS::Service, Properties: {ServiceName: shop-dev, DesiredCount: 2}}
              Night:
                Type: AWS::Scheduler::Schedule
                Properties: {ScheduleExpression: cron(0 20 * * ? *), Target: {Arn: 'arn:aws:scheduler:::aws-sdk:ecs:updateService'}}
            """,
        ]
    )

    func check(_ service: ServiceSubject, _ report: inout Report) {
        let system = service.system
        guard [.cloudFormation, .terraform, .terraformPlan].contains(service.node.resource.origin),
            let place = Purpose.trial(service), service.service.desiredCount.value != 0,
            service.node.scalableTarget?.properties.int("minCapacity").value != 0,
            service.scheduledActions?.isEmpty == true, !system.hasUnmatchedTarget,
            system.members(ResourceType.schedule).isEmpty, system.members(ResourceType.eventRule).isEmpty
        else { return }
        report.fault(at: place.span)
    }
}
