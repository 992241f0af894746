import Basics
import ECSModel
import RuleKit
import Workload

struct SecretsWithoutExecutionRole: Rule {
    static let about = About(
        id: "TD504", since: "0.1", severity: .high,
        title: Text(en: "Secrets without an execution role", ja: "実行ロールのないシークレット"),
        why: Text(
            en: """
                ECS reads secrets with the execution role before the container starts. Without one the definition is \
                refused or the task stops with ResourceInitializationError.
                """,
            ja: """
                シークレットは、コンテナの起動前に ECS が実行ロールで取得します。実行ロールがないと、登録が拒否されるか、\
                タスクが ResourceInitializationError で停止します。
                """),
        remedy: Text(
            en: "Give the task an `executionRoleArn` that may read exactly these secrets.",
            ja: "これらのシークレットだけを読み取れるロールを `executionRoleArn` に指定してください。"),
        message: Text(
            en: "`{container}` takes secrets, and the task has no `executionRoleArn`",
            ja: "`{container}` はシークレットを使いますが、タスクに `executionRoleArn` がありません"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html",
        ],
        answers: ["ECS_48.execution-role"],
        yieldsTo: ["TD104"],
        fails: [
            """
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1",
              ⟦"secrets"⟧: [{"name": "DB_PASSWORD", "valueFrom": "/web/db-password"}]}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  TaskRoleArn: !GetAtt Role.Arn
                  ContainerDefinitions:
                    - Name: web
                      Image: registry.example.com/web:1
                      RepositoryCredentials: {CredentialsParameter: ⟦!Ref Login⟧}
            """,
        ],
        passes: [
            """
            {"family": "web", "executionRoleArn": "<ROLE>", "containerDefinitions": [{"name": "web", "image": "web:1",
              "secrets": [{"name": "DB_PASSWORD", "valueFrom": "/web/db-password"}]}]}
            """,
            // Containers only: the role stands where the list is used.
            """
            [{"name": "web", "image": "web:1", "memory": 256, "secrets": [{"name": "DB_PASSWORD", "valueFrom": "/web/db"}]}]
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions: [{Name: web, Image: 'web:1', Secrets: []}]
            """,
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        guard task.definition.executionRole.isAbsent, !SecurityPlaces.isPartial(task) else { return }
        for container in task.containers {
            let term = container.definition.term
            let place =
                (container.definition.secrets.isEmpty ? nil : term.entry("secrets")?.keyPlace.span)
                ?? secretOptions(container.definition)
                ?? term["repositoryCredentials"]?["credentialsParameter"]?.span
            if let place { report.fault(at: place, ["container": container.name]) }
        }
    }

    private func secretOptions(_ container: ContainerDefinition) -> Span? {
        guard let logs = container.logConfiguration, !logs.secretOptions.isEmpty else { return nil }
        return logs.term.entry("secretOptions")?.keyPlace.span
    }
}
