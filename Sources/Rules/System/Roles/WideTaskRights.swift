import Basics
import ECSModel
import RuleKit
import Workload

struct WideTaskRights: Rule {
    static let about = About(
        id: "IF204", since: "0.1", severity: .medium,
        title: Text(en: "A task may do everything in a service", ja: "サービス全体の操作が許可されたタスク"),
        why: Text(
            en: """
                All actions on all resources: whoever takes over the application reads, changes and deletes the data of \
                every other system in the account that uses the service.
                """,
            ja: """
                すべてのリソースへのすべてのアクションが許可されています。アプリケーションが乗っ取られると、同じサービスを使う\
                ほかのシステムのデータまで読み取り、変更、削除されます。
                """),
        remedy: Text(
            en: "Allow the actions that the application uses, and name its own buckets, tables, queues or keys.",
            ja: "使うアクションに絞り、対象のバケット、テーブル、キュー、キーを指定してください。"),
        message: Text(
            en: "`{role}`, which tasks have, allows `{action}` on all resources",
            ja: "タスクが使う `{role}` で `{action}` がすべてのリソースに許可されています"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html",
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
        ],
        aliases: ["IAM.21", "CKV_AWS_107", "CKV_AWS_111"],
        differs: Text(
            en: """
                Only roles that tasks have, and only services with data or rights behind them: `xray:*`, `logs:*` and the \
                like on `*` are left alone.
                """,
            ja: """
                タスクが使うロールと、データや権限を扱うサービスだけが対象です。`xray:*` や `logs:*` などは報告しません。
                """),
        answers: ["ECS_41.no-wildcards", "ECS_14.least-privilege"],
        yieldsTo: ["IF203"],
        fails: [
            """
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties:
                  Policies:
                    - PolicyName: data
                      PolicyDocument: {Statement: [{Effect: Allow, Action: [⟦'s3:*'⟧, 'sqs:SendMessage'], Resource: '*'}]}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  TaskRoleArn: !GetAtt Role.Arn
                  ContainerDefinitions: [{Name: web, Image: 'web:1'}]
            """,
            """
            === template.yaml
            Resources:
              Exec: {Type: AWS::IAM::Role, Properties: {RoleName: web-exec}}
              Rights:
                Type: AWS::IAM::Policy
                Properties:
                  Roles: [!Ref Exec]
                  PolicyDocument: {Statement: [{Effect: Allow, Action: ⟦'secretsmanager:*'⟧, Resource: '*'}]}
            === taskdef.json
            {"family": "web", "executionRoleArn": "arn:aws:iam::123456789012:role/web-exec", "containerDefinitions": [{"name": "web", "image": "web:1"}]}
            """,
        ],
        passes: [
            """
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties:
                  Policies:
                    - PolicyName: data
                      PolicyDocument:
                        Statement:
                          - {Effect: Allow, Action: 's3:*', Resource: !Sub '${Bucket.Arn}/*'}
                          - {Effect: Allow, Action: ['xray:*', 'logs:*', 'ecr:GetAuthorizationToken', 'ssmmessages:*'], Resource: '*'}
                          - {Effect: Allow, Action: 'dynamodb:*', Resource: '*', Condition: {StringEquals: {aws:ResourceTag/team: web}}}
              Bucket: {Type: AWS::S3::Bucket}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  TaskRoleArn: !GetAtt Role.Arn
                  ContainerDefinitions: [{Name: web, Image: 'web:1'}]
            """
        ]
    )

    private static let services: Set<String> = [
        "s3", "dynamodb", "secretsmanager", "ssm", "kms", "sts", "ec2", "ecs", "ecr", "lambda", "rds", "rds-data",
        "sqs",
        "sns", "cloudformation", "organizations", "efs", "elasticfilesystem", "redshift", "kinesis", "firehose", "es",
        "cognito-idp", "cognito-identity", "route53", "backup", "codebuild", "codepipeline", "ses", "bedrock", "events",
    ]

    func check(_ system: System, _ report: inout Report) {
        for use in TaskRoles.all(system) {
            for statement in use.rights.documents.flatMap(\.document.statements)
            where statement.allows == true && !statement.hasConditions && WildStatement.isForAll(statement) {
                for item in statement.actions {
                    guard let action = item.string, action.hasSuffix(":*"),
                        Self.services.contains(String(action.dropLast(2)).lowercased())
                    else { continue }
                    report.fault(
                        at: item.span, ["role": TaskRoles.name(use.role, system), "action": action],
                        related: [TaskRoles.usedHere(use)])
                }
            }
        }
    }
}
