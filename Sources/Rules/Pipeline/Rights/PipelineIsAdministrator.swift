import Basics
import ECSModel
import RuleKit
import Workload

struct PipelineIsAdministrator: Rule {
    static let about = About(
        id: "PL307", since: "0.1", severity: .high,
        title: Text(en: "A pipeline is administrator of the account", ja: "アカウント管理者の権限を持つパイプライン"),
        why: Text(
            en: """
                A build runs packages, tests and scripts of many people. Any of them, or whoever may change the build's file, \
                has the whole account.
                """,
            ja: """
                ビルドでは、多くの人が書いたパッケージ、テスト、スクリプトが動きます。そのどれか 1 つ、あるいはビルド定義を変更できる\
                人なら誰でも、アカウント全体を操作できます。
                """),
        remedy: Text(
            en:
                "Allow what the pipeline does; let CloudFormation or a separate role, which the build cannot change, do the rest.",
            ja: """
                パイプラインが行う操作だけを許可し、それ以外は CloudFormation のサービスロールなど、ビルドから変更できない\
                別のロールに任せてください。
                """),
        message: Text(
            en: "`{role}`, which a pipeline has, may do everything", ja: "パイプラインが使う `{role}` にすべての操作が許可されています"),
        links: [
            "https://docs.aws.amazon.com/codebuild/latest/userguide/setting-up-service-role.html",
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
        ],
        aliases: ["IAM.1", "CKV_AWS_62", "CKV_AWS_274"],
        answers: ["SEC_02.build-role", "ECS_42.cluster-bound", "ECS_41.no-wildcards"],
        yieldsTo: ["IF203"],
        fails: [
            """
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties:
                  ManagedPolicyArns: [⟦'arn:aws:iam::aws:policy/AdministratorAccess'⟧]
              Build:
                Type: AWS::CodeBuild::Project
                Properties:
                  ServiceRole: !GetAtt Role.Arn
            """,
            """
            resource "aws_iam_role" "pipeline" {
              name = "pipeline"
              assume_role_policy = jsonencode({
                Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "codepipeline.amazonaws.com" } }]
              })
            }
            resource "aws_iam_role_policy" "all" {
              role   = aws_iam_role.pipeline.name
              policy = jsonencode({ Statement = [{ Effect = "Allow", Action = [⟦"*"⟧], Resource = "*" }] })
            }
            """,
            """
            Resources:
              Deploy:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument:
                    Statement:
                      - Effect: Allow
                        Principal: {Federated: 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com'}
                        Action: sts:AssumeRoleWithWebIdentity
                        Condition: {StringEquals: {'token.actions.githubusercontent.com:sub': 'repo:example/web:ref:refs/heads/main'}}
                  ManagedPolicyArns: [⟦'arn:aws:iam::aws:policy/PowerUserAccess'⟧]
            """,
        ],
        passes: [
            """
            Resources:
              Stack:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument: {Statement: [{Effect: Allow, Principal: {Service: cloudformation.amazonaws.com}, Action: 'sts:AssumeRole'}]}
                  ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess']
              Role:
                Type: AWS::IAM::Role
                Properties:
                  ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPowerUser']
                  Policies:
                    - PolicyName: no
                      PolicyDocument: {Statement: [{Effect: Deny, Action: '*', Resource: '*'}]}
              Build:
                Type: AWS::CodeBuild::Project
                Properties: {ServiceRole: !GetAtt Role.Arn}
            """
        ]
    )

    private static let administrators: Set<String> = ["AdministratorAccess", "IAMFullAccess", "PowerUserAccess"]

    func check(_ system: System, _ report: inout Report) {
        for use in PipelineRoles.all(system) {
            let arguments = ["role": TaskRoles.name(use.role, system)]
            for (name, place) in use.rights.managed where Self.administrators.contains(name) {
                report.fault(at: place.span, arguments, related: [PipelineRoles.usedHere(use)])
            }
            for statement in PipelineRoles.open(use) where WildStatement.isForAll(statement) {
                for action in statement.actions where ["*", "*:*", "iam:*"].contains(action.string ?? "") {
                    report.fault(at: action.span, arguments, related: [PipelineRoles.usedHere(use)])
                }
            }
        }
    }
}
