import Basics
import ECSModel
import RuleKit
import Workload

struct SwingingThresholds: Rule {
    static let about = About(
        id: "SV313", since: "0.1", severity: .medium,
        title: Text(en: "Scaling out leads straight to scaling in", ja: "スケールアウト直後にスケールインが起きるしきい値"),
        why: Text(
            en:
                "The tasks that were just added lower the use below the other alarm: they are taken away, the use rises, and the count swings as long as the load lasts.",
            ja: "増えたタスクによって使用率が下側のアラームを下回り、すぐに減らされます。すると再び使用率が上がり、負荷が続く間、増減を繰り返します。"),
        remedy: Text(
            en: "Set the lower threshold well below what the use falls to after one more task, or use target tracking.",
            ja: "下側のしきい値を、タスクが増えた後の使用率より十分に低くするか、ターゲット追跡を使ってください。"),
        message: Text(
            en: "from {from} to {to} tasks {out} % fall to {after} %, below the {in} % that scale in",
            ja: "{from} タスクから {to} タスクに増えると {out}% が {after}% に下がり、スケールインの {in}% を下回ります"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-autoscaling-stepscaling.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/capacity-autoscaling.html",
        ],
        answers: ["ECS_17.metric"],
        fails: [example(low: "⟦70⟧")],
        passes: [example(low: "40"), example(low: "!Ref Low")]
    )

    private static func example(low: String) -> String {
        ScalingExample.target + """
              Out:
                Type: AWS::ApplicationAutoScaling::ScalingPolicy
                Properties:
                  ScalingTargetId: !Ref Target
                  StepScalingPolicyConfiguration:
                    AdjustmentType: ChangeInCapacity
                    StepAdjustments: [{MetricIntervalLowerBound: 0, ScalingAdjustment: 1}]
              In:
                Type: AWS::ApplicationAutoScaling::ScalingPolicy
                Properties:
                  ScalingTargetId: !Ref Target
                  StepScalingPolicyConfiguration:
                    AdjustmentType: ChangeInCapacity
                    StepAdjustments: [{MetricIntervalUpperBound: 0, ScalingAdjustment: -1}]
              Busy:
                Type: AWS::CloudWatch::Alarm
                Properties:
                  Namespace: AWS/ECS
                  MetricName: CPUUtilization
                  Threshold: 80
                  ComparisonOperator: GreaterThanThreshold
                  AlarmActions: [!Ref Out]
              Idle:
                Type: AWS::CloudWatch::Alarm
                Properties:
                  Namespace: AWS/ECS
                  MetricName: CPUUtilization
                  Threshold: \(low)
                  ComparisonOperator: LessThanThreshold
                  AlarmActions: [!Ref In]
            """
    }

    func check(_ service: ServiceSubject, _ report: inout Report) {
        let policies = service.policies.filter { $0.tracking == nil }
        guard policies.count > 1, let target = service.node.scalableTarget,
            let from = target.properties.int("minCapacity").value, from > 0, from < 10_000
        else { return }
        // Of memory it cannot be said that more tasks lower it.
        let told = policies.flatMap { policy in policy.thresholds(in: service.system).map { (policy, $0) } }
            .filter { $0.1.metric == "CPU" }
        for (policy, high) in told where high.isAbove && policy.scalesOut == true {
            guard policy.steps?.string("adjustmentType").value == "ChangeInCapacity",
                // A little above the threshold the smallest step is taken.
                let step = policy.stepAdjustments.compactMap({ $0.int("scalingAdjustment").value }).min(),
                step > 0, step < 10_000
            else { continue }
            let after = high.value * Double(from) / Double(from + step)
            for (other, low) in told where !low.isAbove && other.scalesIn == true && after < low.value {
                report.fault(
                    at: low.place.span,
                    [
                        "from": String(from), "to": String(from + step), "out": ScalingThreshold.shown(high.value),
                        "after": ScalingThreshold.shown(after.rounded()), "in": ScalingThreshold.shown(low.value),
                    ],
                    related: [.init(high.place.span, Text(en: "the threshold to scale out", ja: "スケールアウトのしきい値"))])
            }
        }
    }
}
