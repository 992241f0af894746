import Basics
import ECSModel
import RuleKit
import Workload

struct LateScaling: Rule {
    static let about = About(
        id: "SV305", since: "0.1", severity: .medium,
        title: Text(en: "Scaling that begins when the tasks are full", ja: "余力がなくなってから始まるスケーリング"),
        why: Text(
            en:
                "Between the alarm and a new healthy task minutes pass, in which the running tasks carry all the load: above 80 % they have nothing left for it.",
            ja: "アラームから新しいタスクが正常になるまでには数分かかり、その間は既存のタスクだけで負荷を受け止めます。80% を超えていると余力がありません。"),
        remedy: Text(
            en: "Scale out at 50 to 75 %, lower where tasks start slowly.",
            ja: "50〜75% でスケールアウトしてください。タスクの起動が遅い場合はさらに下げてください。"),
        message: Text(
            en: "the service scales out above {value} % {metric} only",
            ja: "{metric} が {value}% を超えるまでスケールアウトしません"),
        proof: Text(en: "the service scales out at {value} % {metric}", ja: "{metric} {value}% でスケールアウトします"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/capacity-autoscaling-best-practice.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-autoscaling-targettracking.html",
        ],
        answers: ["ECS_18.headroom"],
        fails: [
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
            resource "aws_appautoscaling_policy" "out" {
              name               = "out"
              policy_type        = "StepScaling"
              service_namespace  = aws_appautoscaling_target.web.service_namespace
              resource_id        = aws_appautoscaling_target.web.resource_id
              scalable_dimension = aws_appautoscaling_target.web.scalable_dimension
              step_scaling_policy_configuration {
                adjustment_type = "ChangeInCapacity"
                step_adjustment {
                  metric_interval_lower_bound = 0
                  scaling_adjustment          = 1
                }
              }
            }
            resource "aws_cloudwatch_metric_alarm" "busy" {
              alarm_name          = "busy"
              namespace           = "AWS/ECS"
              metric_name         = "CPUUtilization"
              comparison_operator = "GreaterThanThreshold"
              threshold           = ⟦90⟧
              alarm_actions       = [aws_appautoscaling_policy.out.arn]
            }
            """,
            """
            Resources:
              Service: {Type: AWS::ECS::Service, Properties: {TaskDefinition: web}}
              Target:
                Type: AWS::ApplicationAutoScaling::ScalableTarget
                Properties: {MinCapacity: 2, MaxCapacity: 8, ResourceId: !Sub 'service/main/${Service.Name}'}
              Policy:
                Type: AWS::ApplicationAutoScaling::ScalingPolicy
                Properties:
                  ScalingTargetId: !Ref Target
                  TargetTrackingScalingPolicyConfiguration:
                    TargetValue: ⟦90⟧
                    PredefinedMetricSpecification: {PredefinedMetricType: ECSServiceAverageCPUUtilization}
            """,
            """
            Resources:
              Service: {Type: AWS::ECS::Service, Properties: {TaskDefinition: web}}
              Target:
                Type: AWS::ApplicationAutoScaling::ScalableTarget
                Properties: {MinCapacity: 2, MaxCapacity: 8, ResourceId: !Sub 'service/main/${Service.Name}'}
              Policy:
                Type: AWS::ApplicationAutoScaling::ScalingPolicy
                Properties:
                  ScalingTargetId: !Ref Target
                  StepScalingPolicyConfiguration:
                    AdjustmentType: ChangeInCapacity
                    StepAdjustments: [{MetricIntervalLowerBound: 0, ScalingAdjustment: 1}]
              Alarm:
                Type: AWS::CloudWatch::Alarm
                Properties:
                  Namespace: AWS/ECS
                  MetricName: CPUUtilization
                  Threshold: ⟦'95'⟧
                  ComparisonOperator: GreaterThanThreshold
                  AlarmActions: [!Ref Policy]
            """,
        ],
        passes: [
            // Requests are no percentage.
            """
            Resources:
              Service: {Type: AWS::ECS::Service, Properties: {TaskDefinition: web}}
              Target:
                Type: AWS::ApplicationAutoScaling::ScalableTarget
                Properties: {MinCapacity: 2, MaxCapacity: 8, ResourceId: !Sub 'service/main/${Service.Name}'}
              Policy:
                Type: AWS::ApplicationAutoScaling::ScalingPolicy
                Properties:
                  ScalingTargetId: !Ref Target
                  TargetTrackingScalingPolicyConfiguration:
                    {TargetValue: 1000, PredefinedMetricSpecification: {PredefinedMetricType: ALBRequestCountPerTarget}}
            """,
            // Another policy begins earlier.
            """
            Resources:
              Service: {Type: AWS::ECS::Service, Properties: {TaskDefinition: web}}
              Target:
                Type: AWS::ApplicationAutoScaling::ScalableTarget
                Properties: {MinCapacity: 2, MaxCapacity: 8, ResourceId: !Sub 'service/main/${Service.Name}'}
              Memory:
                Type: AWS::ApplicationAutoScaling::ScalingPolicy
                Properties:
                  ScalingTargetId: !Ref Target
                  TargetTrackingScalingPolicyConfiguration:
                    {TargetValue: 90, PredefinedMetricSpecification: {PredefinedMetricType: ECSServiceAverageMemoryUtilization}}
              Cpu:
                Type: AWS::ApplicationAutoScaling::ScalingPolicy
                Properties:
                  ScalingTargetId: !Ref Target
                  TargetTrackingScalingPolicyConfiguration:
                    {TargetValue: 60, PredefinedMetricSpecification: {PredefinedMetricType: ECSServiceAverageCPUUtilization}}
            """,
        ],
        proves: [
            """
            Resources:
              Service: {Type: AWS::ECS::Service, Properties: {TaskDefinition: web}}
              Target:
                Type: AWS::ApplicationAutoScaling::ScalableTarget
                Properties: {MinCapacity: 2, MaxCapacity: 8, ResourceId: !Sub 'service/main/${Service.Name}'}
              Policy:
                Type: AWS::ApplicationAutoScaling::ScalingPolicy
                Properties:
                  ScalingTargetId: !Ref Target
                  TargetTrackingScalingPolicyConfiguration:
                    TargetValue: ⟦60⟧
                    PredefinedMetricSpecification: {PredefinedMetricType: ECSServiceAverageCPUUtilization}
            """
        ]
    )

    func check(_ service: ServiceSubject, _ report: inout Report) {
        let policies = service.policies
        let told = policies.flatMap { $0.thresholds(in: service.system) }.filter(\.isAbove)
        // Requests, a metric of the application, or a variable may begin earlier.
        guard !told.isEmpty,
            policies.allSatisfy({ policy in
                policy.scalesOut == false || told.contains { $0.policy.isSame(as: policy.member) }
            })
        else { return }
        if let early = told.first(where: { (20...80).contains($0.value) && $0.metric == "CPU" }) {
            return report.holds(
                at: early.place.span, ["value": ScalingThreshold.shown(early.value), "metric": early.metric])
        }
        guard let first = told.min(by: { $0.value < $1.value }), first.value > 80 else { return }
        report.fault(
            at: first.place.span, ["value": ScalingThreshold.shown(first.value), "metric": first.metric],
            related: [.init(service.headline.span, Text(en: "the service that it scales", ja: "対象のサービス"))])
    }
}

extension ScalingPolicyView {
    /// Whether it can add tasks; nil where that is not known.
    var scalesOut: Bool? {
        if tracking != nil { return true }
        guard steps != nil, !stepAdjustments.isEmpty else { return nil }
        if steps?.string("adjustmentType").value == "ExactCapacity" { return nil }
        let changes = stepAdjustments.map { $0.int("scalingAdjustment").value }
        if changes.contains(where: { ($0 ?? 0) > 0 }) { return true }
        return changes.contains(nil) ? nil : false
    }
}
