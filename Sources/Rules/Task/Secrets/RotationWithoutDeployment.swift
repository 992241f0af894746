import Basics
import ECSModel
import RuleKit
import Workload

struct RotationWithoutDeployment: Rule {
    static let about = About(
        id: "TD508", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "A rotated secret that running tasks do not see", ja: "実行中のタスクに届かないローテーション"),
        why: Text(
            en: """
                `secrets` are read once, when the task starts. After a rotation running tasks go on with the old value, \
                which fails as soon as it is no longer accepted.
                """,
            ja: """
                `secrets` の値が読み込まれるのはタスクの起動時だけです。ローテーション後も実行中のタスクは古い値を使い続け、\
                古い値が無効になった時点で失敗します。
                """),
        remedy: Text(
            en: """
                Start a new deployment when the rotation has succeeded (an EventBridge rule), or let the application read \
                the secret itself and read it again when it is refused.
                """,
            ja: """
                ローテーションの完了を EventBridge で受けて新しいデプロイを開始するか、アプリケーションが自分で取得し、\
                拒否されたら取得し直すようにしてください。
                """),
        message: Text(
            en: "`{secret}` rotates, and `{name}` keeps the value from the start of the task",
            ja: "`{secret}` はローテーションされますが、`{name}` はタスク起動時の値のままです"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html",
            "https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html",
        ],
        answers: ["ECS_48.rotation"],
        fails: [
            """
            Resources:
              Database: {Type: AWS::SecretsManager::Secret, Properties: {Name: db}}
              Rotation:
                Type: AWS::SecretsManager::RotationSchedule
                Properties: {SecretId: !Ref Database, RotationRules: {AutomaticallyAfterDays: 30}}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - {Name: web, Image: 'web:1', Secrets: [{Name: DB_PASSWORD, ValueFrom: ⟦!Sub '${Database}:password::'⟧}]}
            """,
            """
            resource "aws_secretsmanager_secret" "db" { name = "db" }
            resource "aws_secretsmanager_secret_rotation" "db" {
              secret_id           = aws_secretsmanager_secret.db.id
              rotation_lambda_arn = "arn:aws:lambda:eu-west-1:123456789012:function:rotate"
            }
            resource "aws_ecs_task_definition" "web" {
              family = "web"
              container_definitions = jsonencode([{
                name    = "web"
                image   = "web:1"
                secrets = [{ name = "DB_PASSWORD", valueFrom = ⟦"${aws_secretsmanager_secret.db.arn}:password::"⟧ }]
              }])
            }
            """,
        ],
        passes: [
            """
            Resources:
              Database: {Type: AWS::SecretsManager::Secret, Properties: {Name: db}}
              Other: {Type: AWS::SecretsManager::Secret, Properties: {Name: other}}
              Rotation:
                Type: AWS::SecretsManager::RotationSchedule
                Properties: {SecretId: !Ref Other, RotationRules: {AutomaticallyAfterDays: 30}}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - {Name: web, Image: 'web:1', Secrets: [{Name: DB_PASSWORD, ValueFrom: !Ref Database}]}
            """,
            // A rule of EventBridge looks at the rotation.
            """
            Resources:
              Database: {Type: AWS::SecretsManager::Secret, Properties: {Name: db}}
              Rotation: {Type: AWS::SecretsManager::RotationSchedule, Properties: {SecretId: !Ref Database}}
              Rotated:
                Type: AWS::Events::Rule
                Properties: {EventPattern: {source: [aws.secretsmanager], detail: {eventName: [RotationSucceeded]}}}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - {Name: web, Image: 'web:1', Secrets: [{Name: DB_PASSWORD, ValueFrom: !Ref Database}]}
            """,
            """
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "secrets": [
              {"name": "DB_PASSWORD", "valueFrom": "/web/db-password"}]}]}
            """,
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        let stack = task.task.member.stack
        let schedules = task.system.members("AWS::SecretsManager::RotationSchedule").filter { $0.stack == stack }
        guard !schedules.isEmpty, !isWatched(task.system) else { return }
        for container in task.containers {
            for variable in container.definition.secrets {
                guard let name = variable.name.value, let text = variable.value.value,
                    let place = variable.value.place, let secret = SecretSource.secret(text, task.system, stack),
                    let schedule = schedules.first(where: {
                        $0.properties["secretId"]?.text?.reference?.resource == secret.resource.address
                    })
                else { continue }
                report.fault(
                    at: place.span, ["name": name, "secret": secret.resource.address],
                    related: [
                        .init(schedule.place.span, Text(en: "it rotates by this schedule", ja: "このスケジュールでローテーションされます"))
                    ])
            }
        }
    }

    private func isWatched(_ system: System) -> Bool {
        system.members(ResourceType.eventRule).contains { rule in
            guard let pattern = rule.properties["eventPattern"] else { return false }
            if let text = pattern.text { return text.shown.has("secretsmanager") || text.known == nil }
            return pattern["source"]?.items.contains { $0.string?.has("secretsmanager") == true } == true
                || pattern.hasUnknown
        }
    }
}
