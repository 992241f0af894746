import Basics
import ECSModel
import RuleKit
import Workload

struct StepAgainstTracking: Rule {
    static let about = About(
        id: "SV311", since: "0.1", severity: .medium,
        title: Text(en: "Step policy scales in beside target tracking", ja: "ターゲット追跡と競合するステップポリシーのスケールイン"),
        why: Text(
            en:
                "The step policy takes tasks away before target tracking is ready to: the metric rises, target tracking brings them back, and the count swings.",
            ja: "ターゲット追跡の判断より先にステップポリシーがタスクを減らします。メトリクスが上がるとターゲット追跡が増やし直し、タスク数が増減を繰り返します。"),
        remedy: Text(
            en: "Let target tracking alone scale in; keep the step policy for scaling out fast.",
            ja: "スケールインはターゲット追跡だけに任せ、ステップポリシーは素早いスケールアウトにだけ使ってください。"),
        message: Text(
            en: "this step policy takes tasks away, and target tracking does too",
            ja: "このステップポリシーとターゲット追跡の両方がタスクを減らします"),
        links: [
            "https://docs.aws.amazon.com/autoscaling/application/userguide/target-tracking-scaling-policy-overview.html"
        ],
        answers: ["ECS_21.policy-kind"],
        fails: [
            ScalingExample.target + ScalingExample.cpu + """
                  In:
                    Type: AWS::ApplicationAutoScaling::ScalingPolicy
                    Properties:
                      ScalingTargetId: !Ref Target
                      StepScalingPolicyConfiguration:
                        AdjustmentType: ChangeInCapacity
                        StepAdjustments: [{MetricIntervalUpperBound: 0, ScalingAdjustment: ⟦-1⟧}]
                """
        ],
        passes: [
            ScalingExample.target + ScalingExample.cpu + """
                  Out:
                    Type: AWS::ApplicationAutoScaling::ScalingPolicy
                    Properties:
                      ScalingTargetId: !Ref Target
                      StepScalingPolicyConfiguration:
                        AdjustmentType: ChangeInCapacity
                        StepAdjustments: [{MetricIntervalLowerBound: 0, ScalingAdjustment: 4}]
                """,
            // Target tracking leaves scaling in to the steps.
            ScalingExample.target + """
                  Out:
                    Type: AWS::ApplicationAutoScaling::ScalingPolicy
                    Properties:
                      ScalingTargetId: !Ref Target
                      TargetTrackingScalingPolicyConfiguration:
                        TargetValue: 60
                        DisableScaleIn: true
                        PredefinedMetricSpecification: {PredefinedMetricType: ECSServiceAverageCPUUtilization}
                  In:
                    Type: AWS::ApplicationAutoScaling::ScalingPolicy
                    Properties:
                      ScalingTargetId: !Ref Target
                      StepScalingPolicyConfiguration:
                        AdjustmentType: ChangeInCapacity
                        StepAdjustments: [{MetricIntervalUpperBound: 0, ScalingAdjustment: -1}]
                """,
        ]
    )

    func check(_ service: ServiceSubject, _ report: inout Report) {
        let policies = service.policies
        guard let tracking = policies.first(where: { $0.tracking != nil && $0.scalesIn == true }) else { return }
        for policy in policies {
            guard policy.tracking == nil,
                let step = policy.stepAdjustments.first(where: { ($0.int("scalingAdjustment").value ?? 0) < 0 }),
                let place = step.int("scalingAdjustment").place
            else { continue }
            report.fault(
                at: place.span,
                related: [
                    .init(tracking.member.headline.span, Text(en: "the target tracking policy", ja: "ターゲット追跡ポリシー"))
                ])
        }
    }
}
