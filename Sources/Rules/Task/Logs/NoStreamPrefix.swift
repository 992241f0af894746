import Basics
import ECSModel
import RuleKit
import Workload

struct NoStreamPrefix: Rule {
    static let about = About(
        id: "TD406", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Log streams without a prefix", ja: "プレフィックスのないログストリーム"),
        why: Text(
            en: """
                Streams are then named after the container's Docker id, which tells neither task nor container: logs of \
                a task cannot be found by it.
                """,
            ja: """
                ストリーム名が Docker のコンテナ ID になり、タスクもコンテナ名もわかりません。タスクからログを探せなくなります。
                """),
        remedy: Text(
            en: "Set `awslogs-stream-prefix`: streams are then `prefix/container/task`.",
            ja: "`awslogs-stream-prefix` を指定してください。ストリーム名が `プレフィックス/コンテナ名/タスク ID` になります。"),
        message: Text(
            en: "streams of `{name}` do not tell their task", ja: "`{name}` のログストリーム名からタスクがわかりません"),
        proof: Text(en: "streams of `{name}` begin with `{prefix}`", ja: "`{name}` のストリーム名は `{prefix}` で始まります"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html"],
        answers: ["ECS_53.container-logs"],
        fails: [
            """
            {"family": "web", "requiresCompatibilities": ["EC2"], "containerDefinitions": [{"name": "web",
             "image": "web:1", "logConfiguration": {"logDriver": ⟦"awslogs"⟧, "options": {"awslogs-group": "web"}}}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Name: web
                      Image: web:1
                      LogConfiguration: {LogDriver: ⟦awslogs⟧, Options: {awslogs-group: web}}
            """,
        ],
        passes: [
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "logConfiguration": {"logDriver": "awslogs", "options": "${OPTIONS}"}}]}"#,
            // ECS refuses it there: validity speaks of it.
            #"{"family": "web", "requiresCompatibilities": ["FARGATE"], "containerDefinitions": [{"name": "web", "image": "web:1", "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "web"}}}]}"#,
        ],
        proves: [
            """
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "logConfiguration": {
             "logDriver": "awslogs", "options": {"awslogs-group": "web", "awslogs-stream-prefix": ⟦"web"⟧}}}]}
            """
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        for container in task.containers {
            guard let logs = container.definition.logConfiguration, logs.isCloudWatch, !logs.hasUnknownOptions else {
                continue
            }
            switch logs.option("awslogs-stream-prefix") {
            case .absent:
                guard task.task.runsOnFargate != true, let place = logs.driver.span else { continue }
                report.fault(at: place, ["name": container.name])
            case .known(let text, let place):
                report.holds(at: place.span, ["name": container.name, "prefix": text.shown])
            case .unknown, .wrong: continue
            }
        }
    }
}
