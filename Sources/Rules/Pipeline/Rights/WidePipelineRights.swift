import Basics
import ECSModel
import RuleKit
import Workload

struct WidePipelineRights: Rule {
    static let about = About(
        id: "PL308", since: "0.1", severity: .medium,
        title: Text(en: "A pipeline may do everything in a service", ja: "サービス全体の操作が許可されたパイプライン"),
        why: Text(
            en: """
                All actions on all resources: a build that was tampered with, or a mistake in its file, changes or deletes \
                what other teams and environments run.
                """,
            ja: """
                すべてのリソースへのすべてのアクションが許可されています。改ざんされたビルドや定義ファイルのミスが、ほかのチームや\
                環境のリソースまで変更、削除します。
                """),
        remedy: Text(
            en: "Allow the actions that the pipeline calls, and name its own repository, cluster, bucket or project.",
            ja: "呼び出すアクションに絞り、対象のリポジトリ、クラスター、バケット、プロジェクトを指定してください。"),
        message: Text(
            en: "`{role}`, which a pipeline has, allows `{action}` on all resources",
            ja: "パイプラインが使う `{role}` で `{action}` がすべてのリソースに許可されています"),
        links: [
            "https://docs.aws.amazon.com/codebuild/latest/userguide/setting-up-service-role.html",
            "https://docs.aws.amazon.com/codepipeline/latest/userguide/security-iam.html",
        ],
        aliases: ["IAM.21", "CKV_AWS_107", "CKV_AWS_111"],
        answers: ["SEC_02.build-role", "ECS_42.cluster-bound", "ECS_41.no-wildcards"],
        yieldsTo: ["IF204", "PL307"],
        fails: [
            """
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties:
                  Policies:
                    - PolicyName: build
                      PolicyDocument:
                        Statement:
                          - {Effect: Allow, Action: [⟦'ecr:*'⟧, 'logs:*', ⟦'s3:*'⟧], Resource: '*'}
              Build:
                Type: AWS::CodeBuild::Project
                Properties: {ServiceRole: !Ref Role}
            """,
            """
            data "aws_iam_policy_document" "trust" {
              statement {
                actions = ["sts:AssumeRole"]
                principals {
                  type        = "Service"
                  identifiers = ["codepipeline.amazonaws.com"]
                }
              }
            }
            resource "aws_iam_role" "pipeline" {
              name               = "pipeline"
              assume_role_policy = data.aws_iam_policy_document.trust.json
              inline_policy {
                name   = "deploy"
                policy = jsonencode({ Statement = [{ Effect = "Allow", Action = ⟦"ecs:*"⟧, Resource = ["*"] }] })
              }
            }
            """,
        ],
        passes: [
            """
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties:
                  Policies:
                    - PolicyName: build
                      PolicyDocument:
                        Statement:
                          - {Effect: Allow, Action: ['logs:*', 'ecr:GetAuthorizationToken', 'xray:*'], Resource: '*'}
                          - {Effect: Allow, Action: 'ecr:*', Resource: !GetAtt Repository.Arn}
                          - {Effect: Allow, Action: 'ecs:*', Resource: '*', Condition: {ArnEquals: {'ecs:cluster': !GetAtt Cluster.Arn}}}
              Repository: {Type: AWS::ECR::Repository}
              Cluster: {Type: AWS::ECS::Cluster}
              Build:
                Type: AWS::CodeBuild::Project
                Properties: {ServiceRole: !GetAtt Role.Arn}
            """
        ]
    )

    private static let services: Set<String> = [
        "ecr", "ecr-public", "ecs", "s3", "dynamodb", "secretsmanager", "ssm", "kms", "sts", "ec2", "lambda", "rds",
        "sqs", "sns", "cloudformation", "organizations", "elasticfilesystem", "route53", "backup", "codebuild",
        "codepipeline", "codedeploy", "codecommit", "elasticloadbalancing", "autoscaling", "application-autoscaling",
        "events", "apigateway", "cloudfront", "eks", "cognito-idp",
    ]

    func check(_ system: System, _ report: inout Report) {
        for use in PipelineRoles.all(system) {
            for statement in PipelineRoles.open(use) where WildStatement.isForAll(statement) {
                for item in statement.actions {
                    guard let action = item.string, action.hasSuffix(":*"),
                        Self.services.contains(String(action.dropLast(2)).lowercased())
                    else { continue }
                    report.fault(
                        at: item.span, ["role": TaskRoles.name(use.role, system), "action": action],
                        related: [PipelineRoles.usedHere(use)])
                }
            }
        }
    }
}
