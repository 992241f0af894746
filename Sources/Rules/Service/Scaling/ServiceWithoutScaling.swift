import Basics
import ECSModel
import RuleKit
import Workload

struct ServiceWithoutScaling: Rule {
    static let about = About(
        id: "SV306", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Service with a fixed number of tasks", ja: "タスク数が固定されたサービス"),
        why: Text(
            en: "A peak of requests finds too few tasks, and at night the tasks for the peak are paid for.",
            ja: "ピーク時にはタスクが不足し、夜間にはピークに備えたタスクの料金がかかり続けます。"),
        remedy: Text(
            en: "Register the service with Application Auto Scaling, with a target tracking policy on CPU or requests.",
            ja: "サービスを Application Auto Scaling に登録し、CPU かリクエスト数のターゲット追跡ポリシーを設定してください。"),
        message: Text(
            en: "requests reach this service, and nothing changes its number of tasks",
            ja: "リクエストを受けるサービスですが、タスク数を変える設定がありません"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html"],
        answers: ["ECS_17.metric", "12F_08.scaling-policy"],
        fails: [
            """
            Resources:
              ⟦Service⟧:
                Type: AWS::ECS::Service
                Properties:
                  DesiredCount: 2
                  LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Group}]
              Group: {Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: {Port: 80, Protocol: HTTP, TargetType: ip}}
            """,
            """
            ⟦resource "aws_ecs_service" "web"⟧ {
              name          = "web"
              desired_count = 2
              load_balancer {
                target_group_arn = aws_lb_target_group.web.arn
                container_name   = "web"
                container_port   = 80
              }
            }
            resource "aws_lb_target_group" "web" {
              port        = 80
              protocol    = "HTTP"
              target_type = "ip"
            }
            """,
        ],
        passes: [
            ScalingExample.balanced,
            // A worker has no requests to follow, and a raw definition does not tell who scales it.
            "Resources:\n  Worker: {Type: AWS::ECS::Service, Properties: {DesiredCount: 2}}",
            """
            {"serviceName": "web", "taskDefinition": "web", "desiredCount": 2, "loadBalancers":
              [{"targetGroupArn": "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/1", "containerName": "web", "containerPort": 80}]}
            """,
            // It may be the target's service.
            """
            Parameters: {Name: {Type: String}}
            Resources:
              Service:
                Type: AWS::ECS::Service
                Properties: {DesiredCount: 2, LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: arn}]}
              Target:
                Type: AWS::ApplicationAutoScaling::ScalableTarget
                Properties: {MinCapacity: 2, MaxCapacity: 8, ResourceId: !Ref Name}
            """,
            // Daemons run once an instance.
            """
            Resources:
              Service:
                Type: AWS::ECS::Service
                Properties: {SchedulingStrategy: DAEMON, LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: arn}]}
            """,
        ]
    )

    func check(_ service: ServiceSubject, _ report: inout Report) {
        // With raw definitions scaling is kept elsewhere.
        guard [.cloudFormation, .terraform, .terraformPlan].contains(service.node.resource.origin),
            service.node.scalableTarget == nil, !service.service.loadBalancers.isEmpty,
            service.service.schedulingStrategy.value?.uppercased() != "DAEMON",
            service.service.desiredCount.value != 0, !service.system.hasUnmatchedTarget
        else { return }
        report.fault(at: service.headline.span)
    }
}
