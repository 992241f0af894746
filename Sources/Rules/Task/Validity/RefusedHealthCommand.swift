import Basics
import ECSModel
import RuleKit
import Workload

struct RefusedHealthCommand: Rule {
    static let about = About(
        id: "TD113", since: "0.1", severity: .high,
        title: Text(en: "Health check command of the wrong form", ja: "形式に誤りのあるヘルスチェックコマンド"),
        why: Text(
            en:
                "The first item tells how the rest is run. Without it the check is refused, or runs something else than meant.",
            ja: "コマンドの実行方法は先頭の要素で決まります。これがないと登録時に拒否されるか、意図しないコマンドが実行されます。"),
        remedy: Text(
            en: "Begin with `CMD` (program and arguments) or `CMD-SHELL` (one text for the shell).",
            ja: "先頭に `CMD` (プログラムと引数) か `CMD-SHELL` (シェルに渡す 1 つの文字列) を置いてください。"),
        message: Text(
            en:
                "`{path}` {kind|empty=is empty|alone=has nothing behind its first word|split=hands only its first text to the shell: the others are lost|must begin with `CMD` or `CMD-SHELL`}",
            ja:
                "`{path}` {kind|empty=が空です|alone=の `CMD` や `CMD-SHELL` の後に何もありません|split=で、シェルに渡るのは最初の文字列だけです|は `CMD` か `CMD-SHELL` で始める必要があります}"
        ),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html"],
        answers: ["REL_05.check-command", "OPS_02.health-checks"],
        fails: [
            """
            {"family": "web", "containerDefinitions": [
              {"name": "a", "image": "x:1", "memory": 64, "healthCheck": {"command": [⟦"curl -f http://localhost/ || exit 1"⟧]}},
              {"name": "b", "image": "x:1", "memory": 64, "healthCheck": {"command": ["CMD-SHELL", "curl", ⟦"-f"⟧]}},
              {"name": "c", "image": "x:1", "memory": 64, "healthCheck": {"command": ⟦[]⟧}}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - {Name: web, Image: 'web:1', HealthCheck: {Command: [⟦CMD⟧]}}
            """,
        ],
        passes: [
            """
            {"family": "web", "containerDefinitions": [
              {"name": "a", "image": "x:1", "healthCheck": {"command": ["CMD-SHELL", "curl -f http://localhost/ || exit 1"]}},
              {"name": "b", "image": "x:1", "healthCheck": {"command": ["CMD", "curl", "-f", "http://localhost/"]}},
              {"name": "c", "image": "x:1", "healthCheck": {"command": ["NONE"]}},
              {"name": "d", "image": "x:1", "healthCheck": {"command": "<COMMAND>"}}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - {Name: web, Image: 'web:1', HealthCheck: {Command: [!Ref Check, x]}}
            """,
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        for container in TaskValidity(task).containers {
            guard let command = container.definition.healthCheck?.term["command"], command.isList else { continue }
            let path = container.path + ".healthCheck.command"
            guard let first = command.items.first else {
                report.refuse("empty", path, at: command.place)
                continue
            }
            guard let word = first.string else { continue }
            switch word {
            case "NONE": continue
            case "CMD", "CMD-SHELL":
                if command.items.count == 1 {
                    report.refuse("alone", path, at: first.place)
                } else if word == "CMD-SHELL", command.items.count > 2 {
                    report.refuse("split", path, at: command.items[2].place)
                }
            default: report.refuse("form", path, at: first.place)
            }
        }
    }
}
