import Basics
import ECSModel
import RuleKit
import Workload

struct TagsNotPropagated: Rule {
    static let about = About(
        id: "SV209", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Tags do not reach the tasks", ja: "タグがタスクに伝播されない"),
        why: Text(
            en: "What Fargate costs is billed for tasks: without tags on them it can be told apart by nobody.",
            ja: "Fargate の料金はタスク単位で発生します。タスクにタグがなければ、コストの内訳を把握できません。"),
        remedy: Text(
            en: "Set `propagateTags` to `SERVICE` or `TASK_DEFINITION`.",
            ja: "`propagateTags` を `SERVICE` または `TASK_DEFINITION` にしてください。"),
        message: Text(en: "tasks get no tags", ja: "タスクにタグが付きません"),
        proof: Text(en: "tasks get the tags of `{from}`", ja: "タスクに `{from}` のタグが付きます"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-using-tags.html"],
        answers: ["ECS_11.propagate-tags"],
        fails: [
            #"{"serviceName": ⟦"web"⟧, "desiredCount": 2}"#,
            """
            Resources:
              Service:
                Type: AWS::ECS::Service
                Properties: {DesiredCount: 2, PropagateTags: ⟦NONE⟧}
            """,
        ],
        passes: [
            #"{"serviceName": "web", "desiredCount": 2, "propagateTags": "${FROM}"}"#
        ],
        proves: [
            #"{"serviceName": "web", "desiredCount": 2, "propagateTags": ⟦"SERVICE"⟧}"#
        ]
    )

    func check(_ service: ServiceSubject, _ report: inout Report) {
        switch service.service.term.string("propagateTags") {
        case .absent: report.fault(at: service.headline.span)
        case .known("NONE", let place): report.fault(at: place.span)
        case .known(let from, let place) where from == "SERVICE" || from == "TASK_DEFINITION":
            report.holds(at: place.span, ["from": from])
        case .unknown(_, let place):
            report.unsure(
                at: place.span,
                because: Text(en: "where tags come from is not known here", ja: "タグの伝播元をファイルから特定できません"))
        default: return
        }
    }
}
