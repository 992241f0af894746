import Basics
import ECSModel
import RuleKit
import Workload

struct UnfitCooldown: Rule {
    static let about = About(
        id: "SV310", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Cooldown that makes scaling slow or restless", ja: "遅すぎる、または不安定になるクールダウン"),
        why: Text(
            en:
                "A long cooldown after scaling out delays the next tasks that a growing load needs; a short one after scaling in takes tasks away faster than the metric shows what that does.",
            ja:
                "スケールアウト後のクールダウンが長いと、増え続ける負荷に次のタスクが間に合いません。スケールイン後が短いと、影響がメトリクスに現れる前に次のタスクが減らされます。"),
        remedy: Text(
            en:
                "Wait about as long as a task takes to be healthy, 60 to 120 s, after scaling out, and 300 s after scaling in.",
            ja: "スケールアウト後はタスクが正常になるまでの時間 (60〜120 秒程度)、スケールイン後は 300 秒を目安にしてください。"),
        message: Text(
            en: "{value} s of cooldown are too {kind|out=long after scaling out|short after scaling in}",
            ja: "{kind|out=スケールアウト|スケールイン}後のクールダウン {value} 秒は{kind|out=長すぎます|短すぎます}"),
        links: [
            "https://docs.aws.amazon.com/autoscaling/application/userguide/target-tracking-scaling-policy-overview.html",
            "https://docs.aws.amazon.com/autoscaling/application/userguide/step-scaling-policy-overview.html",
        ],
        fails: [
            ScalingExample.target + """
                  Policy:
                    Type: AWS::ApplicationAutoScaling::ScalingPolicy
                    Properties:
                      ScalingTargetId: !Ref Target
                      TargetTrackingScalingPolicyConfiguration:
                        TargetValue: 60
                        ScaleOutCooldown: ⟦900⟧
                        ScaleInCooldown: 300
                        PredefinedMetricSpecification: {PredefinedMetricType: ECSServiceAverageCPUUtilization}
                """,
            ScalingExample.target + """
                  Policy:
                    Type: AWS::ApplicationAutoScaling::ScalingPolicy
                    Properties:
                      ScalingTargetId: !Ref Target
                      StepScalingPolicyConfiguration:
                        AdjustmentType: ChangeInCapacity
                        Cooldown: ⟦10⟧
                        StepAdjustments: [{MetricIntervalUpperBound: 0, ScalingAdjustment: -2}]
                """,
        ],
        passes: [
            ScalingExample.target + """
                  Policy:
                    Type: AWS::ApplicationAutoScaling::ScalingPolicy
                    Properties:
                      ScalingTargetId: !Ref Target
                      TargetTrackingScalingPolicyConfiguration:
                        TargetValue: 60
                        ScaleOutCooldown: 60
                        ScaleInCooldown: 900
                        PredefinedMetricSpecification: {PredefinedMetricType: ECSServiceAverageCPUUtilization}
                """,
            ScalingExample.target + """
                  Policy:
                    Type: AWS::ApplicationAutoScaling::ScalingPolicy
                    Properties:
                      ScalingTargetId: !Ref Target
                      StepScalingPolicyConfiguration:
                        AdjustmentType: ChangeInCapacity
                        Cooldown: 30
                        StepAdjustments: [{MetricIntervalLowerBound: 0, ScalingAdjustment: 2}]
                """,
        ]
    )

    func check(_ service: ServiceSubject, _ report: inout Report) {
        for policy in service.policies {
            var out: Field<Int> = .absent
            var `in`: Field<Int> = .absent
            if let tracking = policy.tracking {
                out = tracking.int("scaleOutCooldown")
                `in` = tracking.int("scaleInCooldown")
            } else if let steps = policy.steps {
                switch policy.scalesIn {
                case true?: `in` = steps.int("cooldown")
                case false?: out = steps.int("cooldown")
                case nil: continue
                }
            }
            let related = [
                Finding.Related(service.headline.span, Text(en: "the service that it scales", ja: "対象のサービス"))
            ]
            if case .known(let value, let place) = out, value > 300 {
                report.fault(at: place.span, ["value": String(value), "kind": "out"], related: related)
            }
            if case .known(let value, let place) = `in`, value < 60 {
                report.fault(at: place.span, ["value": String(value), "kind": "in"], related: related)
            }
        }
    }
}
