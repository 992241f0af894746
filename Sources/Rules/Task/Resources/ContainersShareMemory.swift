import Basics
import ECSModel
import RuleKit
import Workload

struct ContainersShareMemory: Rule {
    static let about = About(
        id: "TD702", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Containers share the task's memory without limits", ja: "上限なしでタスクのメモリを共有するコンテナ"),
        why: Text(
            en: """
                The container that leaks is not the one that the kernel kills; Container Insights shows no use in \
                percent for a container without a limit.
                """,
            ja: """
                リークしているコンテナではなく、別のコンテナが強制終了されることがあります。上限のないコンテナは、\
                Container Insights でも使用率がわかりません。
                """),
        remedy: Text(
            en: "Give each container `memory`, with a sum below the task's.",
            ja: "合計がタスクのサイズに収まるように、各コンテナに `memory` を指定してください。"),
        message: Text(
            en: "`{name}` may take all of the task's memory", ja: "`{name}` がタスクのメモリをすべて使う可能性があります"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html"],
        answers: ["REL_01.hard-limit", "ECS_15.container-limits", "ECS_53.container-metrics"],
        fails: [
            """
            {"family": "web", "requiresCompatibilities": ["FARGATE"], "cpu": "512", "memory": "1024",
             "containerDefinitions": [{"name": ⟦"web"⟧, "image": "web:1"}, {"name": "proxy", "image": "p:1", "memory": 128}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  Memory: '1024'
                  ContainerDefinitions:
                    - {Name: web, Image: 'web:1', Memory: 512}
                    - {Name: ⟦proxy⟧, Image: 'proxy:1'}
            """,
        ],
        passes: [
            #"{"family": "web", "memory": "1024", "containerDefinitions": [{"name": "web", "image": "web:1"}]}"#,
            #"{"family": "web", "memory": "1024", "containerDefinitions": [{"name": "web", "image": "web:1", "memory": 512}, {"name": "proxy", "image": "p:1", "memory": "${M}"}]}"#,
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        guard task.containers.count > 1, task.definition.memory.value != nil else { return }
        for container in task.containers where container.definition.memory.isAbsent {
            report.fault(at: container.definition.heading, ["name": container.name])
        }
    }
}
