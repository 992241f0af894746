import Basics
import ECSModel
import RuleKit
import Workload

struct LogRouterNotEssential: Rule {
    static let about = About(
        id: "TD408", since: "0.1", severity: .medium,
        title: Text(en: "Log router that may end unnoticed", ja: "停止しても気付かれないログルーター"),
        why: Text(
            en: "When the router ends, the task goes on without logs, and nobody is told.",
            ja: "ログルーターが停止してもタスクは動き続け、以後のログは誰にも知られないまま失われます。"),
        remedy: Text(
            en: "Make the FireLens container essential, or give it a `restartPolicy`.",
            ja: "FireLens のコンテナを essential にするか、`restartPolicy` を設定してください。"),
        message: Text(en: "the logs of the task end with `{name}`", ja: "`{name}` が停止すると、タスクのログが失われます"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_firelens.html"],
        answers: ["OPS_02.log-driver"],
        fails: [
            """
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1",
              "logConfiguration": {"logDriver": "awsfirelens"}},
              {"name": "log", "image": "fluent-bit:3", "essential": ⟦false⟧, "firelensConfiguration": {"type": "fluentbit"}}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - {Name: web, Image: 'web:1', LogConfiguration: {LogDriver: awsfirelens}}
                    - {Name: log, Image: 'fluent-bit:3', Essential: ⟦false⟧, FirelensConfiguration: {Type: fluentbit}}
            """,
        ],
        passes: [
            #"{"family": "web", "containerDefinitions": [{"name": "log", "image": "fluent-bit:3", "firelensConfiguration": {"type": "fluentbit"}}]}"#,
            #"{"family": "web", "containerDefinitions": [{"name": "log", "image": "fluent-bit:3", "essential": false, "restartPolicy": {"enabled": true}, "firelensConfiguration": {"type": "fluentbit"}}]}"#,
            #"{"family": "web", "containerDefinitions": [{"name": "agent", "image": "agent:3", "essential": false}]}"#,
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        for container in task.containers where container.definition.firelens != nil {
            guard case .known(false, let place) = container.definition.essential,
                container.definition.term["restartPolicy"] == nil
            else { continue }
            report.fault(at: place.span, ["name": container.name])
        }
    }
}
