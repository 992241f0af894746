import Basics
import ECSModel
import RuleKit
import Workload

struct DesiredCountOutsideLimits: Rule {
    static let about = About(
        id: "SV302", since: "0.1", severity: .medium,
        title: Text(en: "Desired count outside the limits of scaling", ja: "スケーリングの範囲外の希望タスク数"),
        why: Text(
            en:
                "Each deployment sets the count, and auto scaling moves it back into its limits: tasks are started or stopped for nothing, and for a while there are too few or too many.",
            ja: "デプロイのたびに希望数が設定され、オートスケーリングが範囲内に戻します。無駄な起動や停止が起き、その間はタスクが不足または過剰になります。"),
        remedy: Text(
            en: "Leave the count to auto scaling, or write one within its limits.",
            ja: "タスク数の管理をオートスケーリングに任せるか、範囲内の値を書いてください。"),
        message: Text(
            en: "the desired count {count} is {kind|low=below the minimum|above the maximum} of scaling, {limit}",
            ja: "希望タスク数 {count} が、スケーリングの{kind|low=最小値|最大値} {limit} を{kind|low=下回って|超えて}います"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html"],
        fails: [
            """
            Resources:
              Service: {Type: AWS::ECS::Service, Properties: {TaskDefinition: web, DesiredCount: ⟦1⟧}}
              Target:
                Type: AWS::ApplicationAutoScaling::ScalableTarget
                Properties: {MinCapacity: 2, MaxCapacity: 8, ResourceId: !Sub 'service/main/${Service.Name}'}
            """,
            """
            Resources:
              Service: {Type: AWS::ECS::Service, Properties: {ServiceName: web, DesiredCount: ⟦10⟧}}
              Target:
                Type: AWS::ApplicationAutoScaling::ScalableTarget
                Properties: {MinCapacity: 2, MaxCapacity: 8, ResourceId: service/main/web}
            """,
        ],
        passes: [
            """
            Resources:
              Service: {Type: AWS::ECS::Service, Properties: {TaskDefinition: web, DesiredCount: 2}}
              Target:
                Type: AWS::ApplicationAutoScaling::ScalableTarget
                Properties: {MinCapacity: 2, MaxCapacity: 8, ResourceId: !Sub 'service/main/${Service.Name}'}
            """,
            // Another service's limits.
            """
            Resources:
              Service: {Type: AWS::ECS::Service, Properties: {ServiceName: web, DesiredCount: 10}}
              Target:
                Type: AWS::ApplicationAutoScaling::ScalableTarget
                Properties: {MinCapacity: 2, MaxCapacity: 8, ResourceId: service/main/worker}
            """,
        ]
    )

    func check(_ service: ServiceSubject, _ report: inout Report) {
        guard let target = service.node.scalableTarget, !service.ignoresDesiredCount,
            case .known(let count, let place) = service.service.desiredCount
        else { return }
        for (key, isLow) in [("minCapacity", true), ("maxCapacity", false)] {
            guard case .known(let limit, let limitPlace) = target.properties.int(key),
                isLow ? count < limit : count > limit
            else { continue }
            report.fault(
                at: place.span, ["count": String(count), "kind": isLow ? "low" : "high", "limit": String(limit)],
                related: [.init(limitPlace.span, Text(en: "the limit of scaling", ja: "スケーリングの上下限"))])
        }
    }
}

extension ServiceSubject {
    /// Whether Terraform is told to leave the count alone once the service is there.
    var ignoresDesiredCount: Bool {
        guard let list = service.term["lifecycleIgnoreChanges"] else { return false }
        return list.isUnknown
            || list.items.contains { item in
                guard let word = item.string else { return true }
                return word == "all" || TermKey.matches(word, "desiredCount")
            }
    }
}
