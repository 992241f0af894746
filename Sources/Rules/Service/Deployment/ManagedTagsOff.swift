import Basics
import ECSModel
import RuleKit
import Workload

struct ManagedTagsOff: Rule {
    static let about = About(
        id: "SV210", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "ECS managed tags are off", ja: "ECS マネージドタグが無効"),
        why: Text(
            en: "Without `aws:ecs:clusterName` and `aws:ecs:serviceName` on the tasks, their cost has no owner.",
            ja: "タスクに `aws:ecs:clusterName` と `aws:ecs:serviceName` が付かないため、どのサービスのコストか区別できません。"),
        remedy: Text(
            en: "Set `enableECSManagedTags` to true.", ja: "`enableECSManagedTags` を true にしてください。"),
        message: Text(
            en: "tasks do not tell which service they belong to", ja: "タスクがどのサービスのものかタグで区別できません"),
        proof: Text(en: "tasks carry ECS managed tags", ja: "タスクに ECS マネージドタグが付きます"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-using-tags.html"],
        answers: ["ECS_11.managed-tags"],
        fails: [
            #"{"serviceName": ⟦"web"⟧, "desiredCount": 2}"#,
            """
            Resources:
              Service:
                Type: AWS::ECS::Service
                Properties: {DesiredCount: 2, EnableECSManagedTags: ⟦false⟧}
            """,
        ],
        passes: [
            #"{"serviceName": "web", "desiredCount": 2, "enableECSManagedTags": "${TAGS}"}"#
        ],
        proves: [
            #"{"serviceName": "web", "desiredCount": 2, "enableECSManagedTags": ⟦true⟧}"#
        ]
    )

    func check(_ service: ServiceSubject, _ report: inout Report) {
        switch service.service.term.bool("enableECSManagedTags") {
        case .absent: report.fault(at: service.headline.span)
        case .known(let isOn, let place):
            if isOn { report.holds(at: place.span) } else { report.fault(at: place.span) }
        case .unknown(_, let place):
            report.unsure(
                at: place.span,
                because: Text(en: "whether they are on is not known here", ja: "有効かどうかをファイルから特定できません"))
        case .wrong: return
        }
    }
}
