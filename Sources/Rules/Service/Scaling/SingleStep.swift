import Basics
import ECSModel
import RuleKit
import Workload

struct SingleStep: Rule {
    static let about = About(
        id: "SV312", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Step scaling with one step", ja: "1 段階だけのステップスケーリング"),
        why: Text(
            en:
                "A little too much load and ten times too much bring the same few tasks: what step scaling could do better than target tracking is not used.",
            ja: "負荷の超過がわずかでも大幅でも、同じ数しか増えません。ターゲット追跡にはない、超過の大きさに応じた素早い増加が生かされません。"),
        remedy: Text(
            en: "Add larger steps for larger breaches, or use target tracking.",
            ja: "超過が大きいほど多く増やすステップを追加するか、ターゲット追跡を使ってください。"),
        message: Text(
            en: "each breach, however large, adds {count}", ja: "超過の大きさにかかわらず、増やす量が {count} に固定されています"),
        proof: Text(
            en: "larger breaches add more tasks, in {count} steps", ja: "超過の大きさに応じて {count} 段階で増やします"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-autoscaling-stepscaling.html",
            "https://docs.aws.amazon.com/autoscaling/application/userguide/step-scaling-policy-overview.html",
        ],
        answers: ["ECS_21.policy-kind"],
        fails: [
            ScalingExample.target + """
                  Out:
                    Type: AWS::ApplicationAutoScaling::ScalingPolicy
                    Properties:
                      ScalingTargetId: !Ref Target
                      StepScalingPolicyConfiguration:
                        AdjustmentType: ChangeInCapacity
                        StepAdjustments: [{MetricIntervalLowerBound: 0, ScalingAdjustment: ⟦1⟧}]
                """
        ],
        passes: [
            // Taking away slowly is right, and so is going to all tasks at once.
            ScalingExample.target + """
                  In:
                    Type: AWS::ApplicationAutoScaling::ScalingPolicy
                    Properties:
                      ScalingTargetId: !Ref Target
                      StepScalingPolicyConfiguration:
                        AdjustmentType: ChangeInCapacity
                        StepAdjustments: [{MetricIntervalUpperBound: 0, ScalingAdjustment: -1}]
                  All:
                    Type: AWS::ApplicationAutoScaling::ScalingPolicy
                    Properties:
                      ScalingTargetId: !Ref Target
                      StepScalingPolicyConfiguration:
                        AdjustmentType: ExactCapacity
                        StepAdjustments: [{MetricIntervalLowerBound: 0, ScalingAdjustment: 8}]
                """,
            ScalingExample.target + ScalingExample.cpu + """
                  Out:
                    Type: AWS::ApplicationAutoScaling::ScalingPolicy
                    Properties:
                      ScalingTargetId: !Ref Target
                      StepScalingPolicyConfiguration:
                        AdjustmentType: ChangeInCapacity
                        StepAdjustments: [{MetricIntervalLowerBound: 0, ScalingAdjustment: 4}]
                """,
        ],
        proves: [
            ScalingExample.target + """
                  Out:
                    Type: AWS::ApplicationAutoScaling::ScalingPolicy
                    Properties:
                      ScalingTargetId: !Ref Target
                      StepScalingPolicyConfiguration:
                        AdjustmentType: ChangeInCapacity
                        StepAdjustments:
                          ⟦- {MetricIntervalLowerBound: 0, MetricIntervalUpperBound: 15, ScalingAdjustment: 1}
                          - {MetricIntervalLowerBound: 15, ScalingAdjustment: 3}⟧
                """
        ]
    )

    func check(_ service: ServiceSubject, _ report: inout Report) {
        let policies = service.policies
        if let tracking = policies.first(where: { $0.tracking != nil }) {
            // A policy beside it that adds fast is a choice of its own.
            guard policies.allSatisfy({ $0.tracking != nil }) else { return }
            return report.unsure(
                at: tracking.member.headline.span,
                because: Text(
                    en: "target tracking is right unless the service has to react faster",
                    ja: "素早い反応が必要でなければ、ターゲット追跡で問題ありません"))
        }
        for policy in policies {
            guard let list = policy.steps?["stepAdjustments"], policy.scalesIn == false else { continue }
            let steps = policy.stepAdjustments.map { $0.int("scalingAdjustment") }
            if steps.count > 1 {
                report.holds(at: list.span, ["count": String(steps.count)])
            } else if let only = steps.first, case .known(let count, let place) = only {
                let isPercent = policy.steps?.string("adjustmentType").value == "PercentChangeInCapacity"
                // Twice as many tasks is a large step already.
                guard !isPercent || count < 50 else { continue }
                report.fault(at: place.span, ["count": isPercent ? "\(count) %" : String(count)])
            }
        }
    }
}
