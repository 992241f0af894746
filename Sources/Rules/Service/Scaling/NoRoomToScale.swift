import Basics
import ECSModel
import RuleKit
import Workload

struct NoRoomToScale: Rule {
    static let about = About(
        id: "SV301", since: "0.1", severity: .medium,
        title: Text(en: "Scaling without room", ja: "増減の余地がないスケーリング"),
        why: Text(
            en: "With a maximum no larger than the minimum the policies never change anything, however high the load.",
            ja: "最大値が最小値以下だと、負荷がどれだけ高くてもポリシーはタスク数を変えられません。"),
        remedy: Text(
            en: "Raise `MaxCapacity` to what the highest load needs.", ja: "最大負荷に必要な値まで `MaxCapacity` を上げてください。"),
        message: Text(
            en: "the maximum of {max} tasks {kind|same=is also the minimum|is below the minimum}",
            ja: "最大タスク数 {max} {kind|same=が最小タスク数と同じです|が最小タスク数を下回っています}"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html",
            "https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html",
        ],
        answers: ["ECS_18.headroom"],
        fails: [
            """
            Resources:
              Service: {Type: AWS::ECS::Service, Properties: {TaskDefinition: web}}
              Target:
                Type: AWS::ApplicationAutoScaling::ScalableTarget
                Properties: {MinCapacity: 2, MaxCapacity: ⟦2⟧, ResourceId: !Sub 'service/main/${Service.Name}'}
              Policy:
                Type: AWS::ApplicationAutoScaling::ScalingPolicy
                Properties:
                  ScalingTargetId: !Ref Target
                  TargetTrackingScalingPolicyConfiguration:
                    {TargetValue: 60, PredefinedMetricSpecification: {PredefinedMetricType: ECSServiceAverageCPUUtilization}}
            """
        ],
        passes: [
            """
            Parameters: {Most: {Type: Number}}
            Resources:
              Service: {Type: AWS::ECS::Service, Properties: {TaskDefinition: web}}
              Target:
                Type: AWS::ApplicationAutoScaling::ScalableTarget
                Properties: {MinCapacity: 2, MaxCapacity: !Ref Most, ResourceId: !Sub 'service/main/${Service.Name}'}
              Policy:
                Type: AWS::ApplicationAutoScaling::ScalingPolicy
                Properties: {ScalingTargetId: !Ref Target}
            """,
            // Scheduled actions move the limits themselves.
            """
            Resources:
              Service: {Type: AWS::ECS::Service, Properties: {TaskDefinition: web}}
              Target:
                Type: AWS::ApplicationAutoScaling::ScalableTarget
                Properties:
                  MinCapacity: 2
                  MaxCapacity: 2
                  ResourceId: !Sub 'service/main/${Service.Name}'
                  ScheduledActions:
                    - {ScheduledActionName: night, Schedule: 'cron(0 20 * * ? *)', ScalableTargetAction: {MinCapacity: 0, MaxCapacity: 0}}
            """,
        ]
    )

    func check(_ service: ServiceSubject, _ report: inout Report) {
        guard let target = service.node.scalableTarget, service.scheduledActions?.isEmpty == true,
            case .known(let low, let lowPlace) = target.properties.int("minCapacity"),
            case .known(let high, let place) = target.properties.int("maxCapacity"), high <= low
        else { return }
        // Without a policy there is nothing that would want room; a maximum below the minimum is always refused.
        guard high < low || !service.policies.isEmpty else { return }
        report.fault(
            at: place.span, ["max": String(high), "kind": high == low ? "same" : "below"],
            related: [.init(lowPlace.span, Text(en: "the minimum", ja: "最小値"))])
    }
}
