import Basics
import ECSModel
import RuleKit
import Workload

struct SecretBeyondExecutionRole: Rule {
    static let about = About(
        id: "TD505", since: "0.1", severity: .high,
        title: Text(en: "The execution role may not read a secret", ja: "実行ロールで読み取れないシークレット"),
        why: Text(
            en: """
                ECS reads the secret with the execution role. What it does not allow stops every task at its start with \
                ResourceInitializationError; `AmazonECSTaskExecutionRolePolicy` allows no secrets.
                """,
            ja: """
                シークレットは実行ロールで取得されます。許可がないとすべてのタスクが起動時に ResourceInitializationError で\
                停止します。`AmazonECSTaskExecutionRolePolicy` にシークレットの権限は含まれません。
                """),
        remedy: Text(
            en: "Allow the action on exactly this secret in a policy of the execution role.",
            ja: "実行ロールのポリシーで、このシークレットに限定してアクションを許可してください。"),
        message: Text(
            en: "the execution role `{role}` does not allow `{action}` for `{name}`",
            ja: "実行ロール `{role}` に `{name}` の `{action}` が許可されていません"),
        proof: Text(
            en: "the execution role `{role}` may read `{name}`", ja: "実行ロール `{role}` で `{name}` を読み取れます"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html",
        ],
        answers: ["ECS_48.execution-role"],
        fails: [
            """
            Resources:
              Exec:
                Type: AWS::IAM::Role
                Properties: {ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy']}
              Database: {Type: AWS::SecretsManager::Secret}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ExecutionRoleArn: !GetAtt Exec.Arn
                  ContainerDefinitions: [{Name: web, Image: 'web:1', Secrets: [{Name: DB_PASSWORD, ValueFrom: ⟦!Ref Database⟧}]}]
            """,
            """
            === template.yaml
            Resources:
              Exec:
                Type: AWS::IAM::Role
                Properties:
                  RoleName: web-exec
                  Policies:
                    - PolicyName: secrets
                      PolicyDocument: {Statement: [{Effect: Allow, Action: 'ssm:GetParameters', Resource: 'arn:aws:ssm:*:*:parameter/shop/*'}]}
            === taskdef.json
            {"family": "web", "executionRoleArn": "arn:aws:iam::123456789012:role/web-exec", "containerDefinitions": [
              {"name": "web", "image": "web:1", "secrets": [{"name": "KEY", "valueFrom": ⟦"/web/key"⟧}, {"name": "B", "valueFrom": "/shop/b"}]}]}
            """,
            """
            data "aws_iam_policy_document" "read" {
              statement {
                actions   = ["ssm:GetParameters"]
                resources = ["arn:aws:ssm:*:*:parameter/shop/*"]
              }
            }
            resource "aws_iam_role" "exec" {
              name = "web-exec"
            }
            resource "aws_iam_role_policy_attachment" "exec" {
              for_each   = toset(["service-role/AmazonECSTaskExecutionRolePolicy", "CloudWatchLogsFullAccess"])
              role       = aws_iam_role.exec.name
              policy_arn = "arn:aws:iam::aws:policy/${each.value}"
            }
            resource "aws_iam_role_policy" "read" {
              role   = aws_iam_role.exec.id
              policy = data.aws_iam_policy_document.read.json
            }
            resource "aws_secretsmanager_secret" "key" {}
            resource "aws_ecs_task_definition" "web" {
              family             = "web"
              execution_role_arn = aws_iam_role.exec.arn
              container_definitions = jsonencode([{
                name    = "web", image = "web:1"
                secrets = [{ name = "KEY", valueFrom = ⟦aws_secretsmanager_secret.key.arn⟧ }]
              }])
            }
            """,
        ],
        passes: [
            // A policy that nobody here knows, and a secret that its version names.
            """
            variable "policy" {}
            resource "aws_iam_role" "exec" {}
            resource "aws_iam_role_policy_attachment" "exec" {
              role       = aws_iam_role.exec.name
              policy_arn = var.policy
            }
            resource "aws_ecs_task_definition" "web" {
              family                = "web"
              execution_role_arn    = aws_iam_role.exec.arn
              container_definitions = jsonencode([{ name = "web", image = "web:1", secrets = [{ name = "KEY", valueFrom = "/web/key" }] }])
            }
            """,
            """
            resource "aws_iam_role" "exec" {
              inline_policy {
                name   = "read"
                policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "secretsmanager:GetSecretValue", Resource = aws_secretsmanager_secret_version.key.arn }] })
              }
            }
            resource "aws_secretsmanager_secret" "key" {}
            resource "aws_secretsmanager_secret_version" "key" {
              secret_id = aws_secretsmanager_secret.key.id
            }
            resource "aws_ecs_task_definition" "web" {
              family                = "web"
              execution_role_arn    = aws_iam_role.exec.arn
              container_definitions = jsonencode([{ name = "web", image = "web:1", secrets = [{ name = "KEY", valueFrom = aws_secretsmanager_secret.key.arn }] }])
            }
            """,
            """
            Resources:
              Exec:
                Type: AWS::IAM::Role
                Properties: {ManagedPolicyArns: [!Ref Shared]}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ExecutionRoleArn: !GetAtt Exec.Arn
                  ContainerDefinitions: [{Name: web, Image: 'web:1', Secrets: [{Name: DB_PASSWORD, ValueFrom: '/web/db'}]}]
            """,
            """
            Resources:
              Exec:
                Type: AWS::IAM::Role
                Properties:
                  Policies:
                    - PolicyName: secrets
                      PolicyDocument: {Statement: [{Effect: Allow, Action: 'ssm:GetParameters', Resource: !Sub 'arn:aws:ssm:${AWS::Region}:${AWS::AccountId}:parameter/web/*'}]}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ExecutionRoleArn: !GetAtt Exec.Arn
                  ContainerDefinitions: [{Name: web, Image: 'web:1', Secrets: [{Name: DB_PASSWORD, ValueFrom: '/web/db'}]}]
            """,
        ],
        proves: [
            """
            Resources:
              Exec:
                Type: AWS::IAM::Role
                Properties:
                  Policies:
                    - PolicyName: secrets
                      PolicyDocument: {Statement: [{Effect: Allow, Action: 'secretsmanager:GetSecretValue', Resource: !Ref Database}]}
              Database: {Type: AWS::SecretsManager::Secret}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ExecutionRoleArn: !GetAtt Exec.Arn
                  ContainerDefinitions: [{Name: web, Image: 'web:1', Secrets: [{Name: DB_PASSWORD, ValueFrom: ⟦!Sub '${Database}:password::'⟧}]}]
            """
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        guard let role = task.task.executionRole else { return }
        let rights = RoleRights(role, in: task.system)
        let stack = task.task.member.stack
        for container in task.containers {
            for secret in container.definition.secrets {
                guard case .known(let text, let place) = secret.value, let name = secret.name.value,
                    let asked = asked(text, task.system, stack)
                else { continue }
                let arguments = ["role": TaskRoles.name(role, task.system), "action": asked.action, "name": name]
                switch rights.allows(asked.action, on: .named(text, names: asked.names)) {
                case false?:
                    report.fault(
                        at: place.span, arguments,
                        related: [.init(role.place.span, Text(en: "the execution role", ja: "実行ロール"))])
                case true?: report.holds(at: place.span, arguments)
                case nil: continue
                }
            }
        }
    }

    /// The action that ECS calls for a `valueFrom`, and the ARNs that a policy may know the secret by.
    private func asked(_ text: TermText, _ system: System, _ stack: Int) -> (action: String, names: [String])? {
        if SecretSource.isSecretsManager(text, system, stack) {
            guard let known = text.known else { return ("secretsmanager:GetSecretValue", []) }
            let arn = known.split(separator: ":", omittingEmptySubsequences: false).prefix(7).joined(separator: ":")
            // The six characters that end an ARN may be left out in the task definition.
            return ("secretsmanager:GetSecretValue", [arn, arn + "-AbCdEf"])
        }
        if let reference = text.references.first {
            guard system.member(reference.resource, in: stack)?.resource.type == ResourceType.parameter else {
                return nil
            }
            return ("ssm:GetParameters", [])
        }
        guard let name = SecretSource.parameterName(text), !name.isEmpty else { return nil }
        if let known = text.known, known.hasPrefix("arn:") { return ("ssm:GetParameters", [known]) }
        guard text.known != nil else { return ("ssm:GetParameters", []) }
        let path = name.hasPrefix("/") ? String(name.dropFirst()) : name
        return ("ssm:GetParameters", ["arn:aws:ssm:*:*:parameter/\(path)"])
    }
}
