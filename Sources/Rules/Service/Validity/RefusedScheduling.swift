import Basics
import ECSModel
import RuleKit
import Workload

struct RefusedScheduling: Rule {
    static let about = About(
        id: "SV104", since: "0.1", severity: .high,
        title: Text(en: "Daemon that cannot be scheduled", ja: "スケジュールできないデーモンサービス"),
        why: Text(
            en:
                "A daemon runs once on each instance: CreateService refuses a count, placement, Fargate and other controllers.",
            ja: "デーモンは各インスタンスで 1 つずつ動きます。タスク数や配置の指定、Fargate、ほかのデプロイコントローラーとの併用は拒否されます。"),
        remedy: Text(
            en: "Use `REPLICA`, or take away what a daemon cannot have.",
            ja: "`REPLICA` にするか、デーモンで使えない設定を外してください。"),
        message: Text(
            en:
                "`{path}` {kind|controller=cannot be with `DAEMON`|fargate=cannot be with `DAEMON`: Fargate has no instances|cannot be with `DAEMON`}{said}",
            ja: "`{path}` は `DAEMON` では指定できません{kind|fargate=。Fargate にはインスタンスがありません|}{said}"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_services.html"],
        aliases: ["E3044"],
        fails: [
            """
            {"serviceName": "log", "schedulingStrategy": "DAEMON", "desiredCount": ⟦2⟧, "launchType": "EC2",
              "deploymentController": {"type": ⟦"CODE_DEPLOY"⟧}}
            """,
            """
            Resources:
              Service:
                Type: AWS::ECS::Service
                Properties: {LaunchType: ⟦FARGATE⟧, SchedulingStrategy: DAEMON}
            """,
        ],
        passes: [
            #"{"serviceName": "log", "schedulingStrategy": "DAEMON", "launchType": "EC2", "desiredCount": null, "placementConstraints": [{"type": "distinctInstance"}]}"#,
            #"{"serviceName": "web", "schedulingStrategy": "<STRATEGY>", "launchType": "FARGATE", "desiredCount": 1}"#,
            """
            Resources:
              Service:
                Type: AWS::ECS::Service
                Properties: {LaunchType: !Ref Type, SchedulingStrategy: DAEMON}
            """,
        ]
    )

    func check(_ subject: ServiceSubject, _ report: inout Report) {
        let service = subject.service
        guard case .known("DAEMON", _) = service.schedulingStrategy else { return }
        // A describe call tells the count of a daemon too, and ecspresso takes it away.
        let isAnswer =
            service.term["serviceArn"] != nil || service.term["createdAt"] != nil
            || subject.node.resource.origin == .ecspresso
        if case .known(_, let place) = service.desiredCount, !isAnswer {
            report.refuse(
                "count", "desiredCount", at: place,
                said:
                    "The daemon scheduling strategy does not support a desired count for services. Remove the desired count value and try again"
            )
        }
        if service.isFargate == true {
            if let place = service.launchType.place {
                report.refuse("fargate", "launchType", at: place)
            } else if let entry = service.term.entry("capacityProviderStrategy") {
                report.refuse("fargate", "capacityProviderStrategy", at: entry.keyPlace)
            }
        }
        if case .known(let type, let place) = service.controller, type != "ECS" {
            report.refuse("controller", "deploymentController.type", at: place)
        }
        for key in ["placementStrategy", "placementStrategies"] {
            guard let list = service.term[key], list.isList, !list.items.isEmpty, let entry = service.term.entry(key)
            else { continue }
            report.refuse("placement", key, at: entry.keyPlace)
        }
    }
}
