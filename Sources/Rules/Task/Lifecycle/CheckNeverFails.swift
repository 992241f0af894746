import Basics
import ECSModel
import RuleKit
import Workload

struct CheckNeverFails: Rule {
    static let about = About(
        id: "TD303", since: "0.1", severity: .medium,
        title: Text(en: "Container health check that cannot fail", ja: "必ず成功するコンテナヘルスチェック"),
        why: Text(
            en: """
                The container is HEALTHY whatever happens: ECS never replaces it, and a deployment of a broken image \
                counts as successful.
                """,
            ja: "何が起きてもコンテナは HEALTHY のままです。ECS は置き換えを行わず、壊れたイメージのデプロイも成功とみなされます。"),
        remedy: Text(
            en: "Ask the application, and end with `|| exit 1`.",
            ja: "アプリケーション自身に問い合わせ、失敗時は `|| exit 1` で終わるようにしてください。"),
        message: Text(en: "this check never fails", ja: "このヘルスチェックは失敗することがありません"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/healthcheck.html"],
        answers: ["REL_05.check-command", "OPS_02.health-checks"],
        fails: [
            """
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1",
              "healthCheck": {"command": ["CMD-SHELL", ⟦"curl -f http://localhost/ || true"⟧]}}]}
            """,
            """
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1",
              "healthCheck": {"command": ["CMD", ⟦"true"⟧]}}]}
            """,
            """
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1",
              "healthCheck": {"command": ["CMD", "sh", "-c", ⟦"curl -f localhost; exit 0"⟧]}}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Name: worker
                      Image: worker:1
                      HealthCheck:
                        Command: [CMD-SHELL, ⟦echo alive⟧]
            """,
        ],
        passes: [
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "healthCheck": {"command": ["CMD-SHELL", "curl -f http://localhost/ || exit 1"]}}]}"#,
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "healthCheck": {"command": ["CMD-SHELL", "test -f /ready && exit 0 || exit 1"]}}]}"#,
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "healthCheck": {"command": "${CHECK}"}}]}"#,
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "healthCheck": {"command": ["CMD", "/app/healthy"]}}]}"#,
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        for container in task.containers {
            guard let check = container.definition.healthCheck, let command = CheckCommand(check), command.cannotFail
            else { continue }
            report.fault(at: command.place)
        }
    }
}
