import Basics
import ECSModel
import RuleKit
import Workload

struct NonEssentialDependency: Rule {
    static let about = About(
        id: "TD311", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Depends on a container that may end unnoticed", ja: "停止しても気付かれないコンテナへの依存"),
        why: Text(
            en: """
                When a container that is not essential ends, the task goes on. The container that waited for it at the \
                start then runs without it for good.
                """,
            ja: """
                essential でないコンテナが終了しても、タスクは動き続けます。起動時にそれを待っていたコンテナは、\
                以後それなしで動くことになります。
                """),
        remedy: Text(
            en: "Make it essential, give it a `restartPolicy`, or do without the dependency.",
            ja: "essential にするか、`restartPolicy` を設定するか、依存をなくしてください。"),
        message: Text(
            en: "`{name}` is not essential, yet this container waits for it",
            ja: "このコンテナが待つ `{name}` は essential ではありません"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html"],
        fails: [
            """
            {"family": "web", "containerDefinitions": [
              {"name": "web", "image": "web:1", "dependsOn": [⟦{"containerName": "proxy", "condition": "HEALTHY"}⟧]},
              {"name": "proxy", "image": "proxy:1", "essential": false, "healthCheck": {"command": ["CMD", "/ready"]}}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Name: web
                      Image: web:1
                      DependsOn: [⟦{ContainerName: cache, Condition: START}⟧]
                    - {Name: cache, Image: 'redis:7', Essential: false}
            """,
        ],
        passes: [
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "dependsOn": [{"containerName": "migrate", "condition": "SUCCESS"}]}, {"name": "migrate", "image": "web:1", "essential": false}]}"#,
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "dependsOn": [{"containerName": "p", "condition": "START"}]}, {"name": "p", "image": "p:1", "essential": false, "restartPolicy": {"enabled": true}}]}"#,
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "dependsOn": [{"containerName": "p", "condition": "START"}]}, {"name": "p", "image": "p:1", "essential": "<E>"}]}"#,
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        for container in task.containers where container.definition.isEssential == true {
            for dependency in container.definition.dependsOn {
                guard let condition = dependency.condition.value, condition == "START" || condition == "HEALTHY",
                    let name = dependency.container.value, let other = task.definition.container(name),
                    case .known(false, let place) = other.essential, other.term["restartPolicy"] == nil,
                    other.firelens == nil
                else { continue }
                report.fault(
                    at: dependency.term.span, ["name": name],
                    related: [Finding.Related(place.span, Text(en: "not essential", ja: "essential ではない指定"))])
            }
        }
    }
}
