import Basics
import ECSModel
import RuleKit
import Workload

struct NeverScalesIn: Rule {
    static let about = About(
        id: "SV309", since: "0.1", severity: .medium,
        title: Text(en: "Scaling that only ever adds tasks", ja: "タスクを増やすだけのスケーリング"),
        why: Text(
            en: "After the first peaks the service runs at its maximum for good, and all of it is paid for.",
            ja: "何度かのピークの後は最大数で動き続け、その料金がかかり続けます。"),
        remedy: Text(
            en: "Let target tracking scale in, or add a step policy with negative adjustments for an alarm on low use.",
            ja: "ターゲット追跡のスケールインを有効にするか、低使用率のアラームに応じて減らすステップポリシーを追加してください。"),
        message: Text(
            en: "no policy of this service takes tasks away again", ja: "増えたタスクを減らすポリシーがありません"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-autoscaling-targettracking.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-autoscaling-stepscaling.html",
        ],
        answers: ["ECS_17.metric"],
        fails: [
            ScalingExample.target + """
                  Policy:
                    Type: AWS::ApplicationAutoScaling::ScalingPolicy
                    Properties:
                      ScalingTargetId: !Ref Target
                      TargetTrackingScalingPolicyConfiguration:
                        TargetValue: 60
                        DisableScaleIn: ⟦true⟧
                        PredefinedMetricSpecification: {PredefinedMetricType: ECSServiceAverageCPUUtilization}
                """,
            ScalingExample.target + """
                  Policy:
                    Type: AWS::ApplicationAutoScaling::ScalingPolicy
                    Properties:
                      ScalingTargetId: !Ref Target
                      StepScalingPolicyConfiguration:
                        AdjustmentType: ChangeInCapacity
                        StepAdjustments: [{MetricIntervalLowerBound: 0, ScalingAdjustment: ⟦2⟧}]
                """,
        ],
        passes: [
            // One policy adds tasks, and another takes them away.
            ScalingExample.target + """
                  Out:
                    Type: AWS::ApplicationAutoScaling::ScalingPolicy
                    Properties:
                      ScalingTargetId: !Ref Target
                      StepScalingPolicyConfiguration:
                        AdjustmentType: ChangeInCapacity
                        StepAdjustments: [{MetricIntervalLowerBound: 0, ScalingAdjustment: 2}]
                  In:
                    Type: AWS::ApplicationAutoScaling::ScalingPolicy
                    Properties:
                      ScalingTargetId: !Ref Target
                      StepScalingPolicyConfiguration:
                        AdjustmentType: ChangeInCapacity
                        StepAdjustments: [{MetricIntervalUpperBound: 0, ScalingAdjustment: -1}]
                """,
            // The schedule brings it back each night.
            """
            Resources:
              Service: {Type: AWS::ECS::Service, Properties: {TaskDefinition: web}}
              Target:
                Type: AWS::ApplicationAutoScaling::ScalableTarget
                Properties:
                  MinCapacity: 2
                  MaxCapacity: 8
                  ResourceId: !Sub 'service/main/${Service.Name}'
                  ScheduledActions:
                    - {ScheduledActionName: night, Schedule: 'cron(0 20 * * ? *)', ScalableTargetAction: {MinCapacity: 1, MaxCapacity: 1}}
              Policy:
                Type: AWS::ApplicationAutoScaling::ScalingPolicy
                Properties:
                  ScalingTargetId: !Ref Target
                  TargetTrackingScalingPolicyConfiguration:
                    {TargetValue: 60, DisableScaleIn: true, PredefinedMetricSpecification: {PredefinedMetricType: ECSServiceAverageCPUUtilization}}
            """,
            ScalingExample.target + """
                  Policy:
                    Type: AWS::ApplicationAutoScaling::ScalingPolicy
                    Properties:
                      ScalingTargetId: !Ref Target
                      StepScalingPolicyConfiguration:
                        AdjustmentType: ChangeInCapacity
                        StepAdjustments: [{MetricIntervalLowerBound: 0, ScalingAdjustment: !Ref Step}]
                """,
        ]
    )

    func check(_ service: ServiceSubject, _ report: inout Report) {
        let policies = service.policies
        guard let first = policies.first, policies.allSatisfy({ $0.scalesIn == false }),
            service.scheduledActions?.isEmpty == true, !service.system.hasUnmatchedPolicy
        else { return }
        let place =
            first.tracking?.bool("disableScaleIn").place
            ?? first.stepAdjustments.first?.int("scalingAdjustment").place ?? first.member.headline
        report.fault(
            at: place.span,
            related: [.init(service.headline.span, Text(en: "the service that it scales", ja: "対象のサービス"))])
    }
}
