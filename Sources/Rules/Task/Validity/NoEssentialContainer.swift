import Basics
import ECSModel
import RuleKit
import Workload

struct NoEssentialContainer: Rule {
    static let about = About(
        id: "TD107", since: "0.1", severity: .high,
        title: Text(en: "Task without an essential container", ja: "必須コンテナのないタスク"),
        why: Text(
            en:
                "A task lives as long as its essential containers. ECS refuses one that has none, or no container at all.",
            ja: "タスクは必須 (essential) コンテナが動いている間だけ続きます。必須コンテナが 1 つもないタスクは登録時に拒否されます。"),
        remedy: Text(
            en: "Leave `essential` out, or set it to `true`, on the container that does the work.",
            ja: "主となるコンテナの `essential` を省略するか `true` にしてください。"),
        message: Text(
            en: "{kind|empty=`containerDefinitions` holds no container|None of the containers is essential}{said}",
            ja: "{kind|empty=`containerDefinitions` にコンテナがありません|必須コンテナが 1 つもありません}{said}"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html"],
        aliases: ["E3042"],
        fails: [
            """
            {"family": "web", "containerDefinitions": [
              {"name": "web", "image": "web:1", "memory": 128, "essential": ⟦false⟧},
              {"name": "log", "image": "log:1", "memory": 128, "essential": false}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties: {ContainerDefinitions: ⟦[]⟧}
            """,
        ],
        passes: [
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1"}, {"name": "log", "image": "log:1", "essential": false}]}"#,
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "essential": "${ESSENTIAL}"}, {"name": "log", "image": "log:1", "essential": false}]}"#,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties: {ContainerDefinitions: [{Name: web, Image: 'web:1', Essential: "false"}, !Ref Other]}
            """,
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        let definition = task.definition
        guard definition.knowsAllContainers, let list = definition.term["containerDefinitions"], list.isList else {
            return
        }
        guard let first = definition.containers.first else {
            report.refuse("empty", "", at: list.place, said: "Container list cannot be empty.")
            return
        }
        guard definition.containers.allSatisfy({ $0.isEssential == false }), let place = first.essential.place else {
            return
        }
        report.refuse("none", "", at: place)
    }
}
