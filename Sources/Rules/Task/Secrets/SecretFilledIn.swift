import Basics
import ECSModel
import RuleKit
import Workload

struct SecretFilledIn: Rule {
    static let about = About(
        id: "TD503", since: "0.1", severity: .high,
        title: Text(en: "A secret that is read at deployment", ja: "デプロイ時に展開されるシークレット"),
        why: Text(
            en: """
                CloudFormation or Terraform reads the secret while it deploys and writes its value into the task \
                definition, where it stands in plain text in every revision. A rotated value does not arrive.
                """,
            ja: """
                CloudFormation や Terraform がデプロイ時に取得した値をタスク定義に書き込みます。値はすべてのリビジョンに平文で残り、\
                ローテーションしても反映されません。
                """),
        remedy: Text(
            en: "Name the secret under `secrets` with its ARN in `valueFrom`: ECS reads it when the task starts.",
            ja: "`secrets` の `valueFrom` に ARN を指定してください。タスクの起動時に ECS が取得します。"),
        message: Text(
            en: "the value of `{source}` ends up in `{part}` of `{container}`",
            ja: "`{source}` の値が `{container}` の `{part}` に平文で入ります"),
        links: [
            "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html",
        ],
        aliases: ["ECS.8", "CT.ECS.PR.12", "ecs_task_definitions_no_environment_secrets"],
        answers: ["SEC_05.secrets-by-reference", "ECS_48.by-reference"],
        fails: [
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Name: web
                      Image: web:1
                      Environment:
                        - {Name: DB_PASSWORD, Value: ⟦'{{resolve:secretsmanager:prod/db:SecretString:password}}'⟧}
                        - Name: DATABASE_URL
                          Value: ⟦!Sub 'postgres://app:{{resolve:secretsmanager:${Secret}:SecretString:password}}@db/app'⟧
            """,
            """
            {"Resources": {"Task": {"Type": "AWS::ECS::TaskDefinition", "Properties": {"ContainerDefinitions": [
              {"Name": "web", "Image": "web:1", "Command": ["serve", ⟦"--key={{resolve:ssm-secure:web-key:1}}"⟧]}]}}}}
            """,
            """
            resource "random_password" "db" { length = 20 }
            data "aws_secretsmanager_secret_version" "db" { secret_id = "prod/db" }
            data "aws_ssm_parameter" "key" { name = "/web/key" }
            resource "aws_ecs_task_definition" "web" {
              family = "web"
              container_definitions = jsonencode([{
                name  = "web"
                image = "web:1"
                environment = [
                  { name = "DB_PASSWORD", value = ⟦data.aws_secretsmanager_secret_version.db.secret_string⟧ },
                  { name = "DB_URL", value = ⟦"postgres://app:${random_password.db.result}@db/app"⟧ },
                  { name = "API_KEY", value = ⟦data.aws_ssm_parameter.key.value⟧ },
                ]
              }])
            }
            """,
        ],
        passes: [
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Name: web
                      Image: web:1
                      Environment: [{Name: HOST, Value: '{{resolve:ssm:web-host:1}}'}]
                      Secrets: [{Name: DB_PASSWORD, ValueFrom: !Ref Secret}]
            """,
            // A renderer's function that puts an ARN in.
            """
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "secrets": [
              {"name": "KEY", "valueFrom": "{{ secretsmanager_arn `web/key` }}"}]}]}
            """,
            // A setting, and ARNs that the application reads by itself.
            """
            resource "aws_secretsmanager_secret" "db" { name = "db" }
            data "aws_ssm_parameter" "level" { name = "/web/log-level" }
            resource "aws_ecs_task_definition" "web" {
              family = "web"
              container_definitions = jsonencode([{
                name  = "web"
                image = "web:1"
                environment = [
                  { name = "LOG_LEVEL", value = data.aws_ssm_parameter.level.value },
                  { name = "DB_SECRET", value = aws_secretsmanager_secret.db.arn },
                ]
              }])
            }
            """,
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        for container in task.containers {
            for item in TaskTexts.all(container.definition) {
                guard let source = TaskTexts.secretSource(item) else { continue }
                report.fault(
                    at: item.place.span, ["source": source, "part": item.part, "container": container.name])
            }
        }
    }
}
