import Basics
import ECSModel
import RuleKit
import Workload

struct MemoryAsOnlyMetric: Rule {
    static let about = About(
        id: "SV307", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "Scaling by memory alone", ja: "メモリだけに基づくスケーリング"),
        why: Text(
            en:
                "Most runtimes keep the memory that they once took: it says little about the load, new tasks do not lower it, and scaling in never comes.",
            ja: "多くのランタイムは確保したメモリを返しません。負荷との相関が弱く、タスクを増やしても下がらないため、スケールインが起きません。"),
        remedy: Text(
            en: "Follow CPU or requests per target, and keep memory as a second policy at most.",
            ja: "CPU かターゲットあたりのリクエスト数を基準にし、メモリは補助的なポリシーにとどめてください。"),
        message: Text(
            en: "memory is the only metric that this service scales on", ja: "スケーリングの基準がメモリ使用率だけになっています"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/capacity-autoscaling.html"],
        answers: ["ECS_17.metric"],
        fails: [
            ScalingExample.target + """
                  Policy:
                    Type: AWS::ApplicationAutoScaling::ScalingPolicy
                    Properties:
                      ScalingTargetId: !Ref Target
                      TargetTrackingScalingPolicyConfiguration:
                        TargetValue: 60
                        PredefinedMetricSpecification: {PredefinedMetricType: ⟦ECSServiceAverageMemoryUtilization⟧}
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
            }
            resource "aws_appautoscaling_policy" "memory" {
              name               = "memory"
              policy_type        = "TargetTrackingScaling"
              resource_id        = aws_appautoscaling_target.web.resource_id
              scalable_dimension = aws_appautoscaling_target.web.scalable_dimension
              service_namespace  = aws_appautoscaling_target.web.service_namespace
              target_tracking_scaling_policy_configuration {
                target_value = 60
                predefined_metric_specification {
                  predefined_metric_type = ⟦"ECSServiceAverageMemoryUtilization"⟧
                }
              }
            }
            """,
        ],
        passes: [
            ScalingExample.target + ScalingExample.cpu + """
                  Memory:
                    Type: AWS::ApplicationAutoScaling::ScalingPolicy
                    Properties:
                      ScalingTargetId: !Ref Target
                      TargetTrackingScalingPolicyConfiguration:
                        {TargetValue: 80, PredefinedMetricSpecification: {PredefinedMetricType: ECSServiceAverageMemoryUtilization}}
                """,
            // A second policy whose metric is not known.
            ScalingExample.target + """
                  Memory:
                    Type: AWS::ApplicationAutoScaling::ScalingPolicy
                    Properties:
                      ScalingTargetId: !Ref Target
                      TargetTrackingScalingPolicyConfiguration:
                        {TargetValue: 80, PredefinedMetricSpecification: {PredefinedMetricType: ECSServiceAverageMemoryUtilization}}
                  Queue:
                    Type: AWS::ApplicationAutoScaling::ScalingPolicy
                    Properties:
                      ScalingTargetId: !Ref Target
                      TargetTrackingScalingPolicyConfiguration:
                        TargetValue: 10
                        CustomizedMetricSpecification: {Namespace: shop, MetricName: BacklogPerTask, Statistic: Average}
                """,
        ]
    )

    func check(_ service: ServiceSubject, _ report: inout Report) {
        let policies = service.policies
        guard let first = policies.first,
            policies.allSatisfy({ policy in
                policy.predefinedMetric.value == "ECSServiceAverageMemoryUtilization"
            }), !service.system.hasUnmatchedPolicy, let place = first.predefinedMetric.place
        else { return }
        report.fault(
            at: place.span,
            related: [.init(service.headline.span, Text(en: "the service that it scales", ja: "対象のサービス"))])
    }
}
