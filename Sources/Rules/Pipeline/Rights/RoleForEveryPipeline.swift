import Basics
import ECSModel
import RuleKit
import Workload

struct RoleForEveryPipeline: Rule {
    static let about = About(
        id: "PL304", since: "0.1", severity: .critical,
        title: Text(en: "Anybody's pipeline may assume the role", ja: "他人のパイプラインも引き受けられるロール"),
        why: Text(
            en: """
                The provider signs tokens for every repository of the host. Without a condition on `sub` that names the owner, \
                a workflow of a stranger's repository assumes the role by its ARN.
                """,
            ja: """
                プロバイダーは、そのサービスのすべてのリポジトリにトークンを発行します。`sub` の条件で所有者を限定しないと、\
                見知らぬリポジトリのワークフローが ARN を指定してロールを引き受けられます。
                """),
        remedy: Text(
            en: "Hold `sub` to the repository and its branch or environment: `repo:OWNER/NAME:environment:production`.",
            ja: """
                `sub` の条件に、リポジトリとブランチまたは環境まで指定してください: `repo:OWNER/NAME:environment:production`
                """),
        message: Text(
            en: "every repository of {host} may assume `{role}`", ja: "`{role}` は {host} のすべてのリポジトリから引き受けられます"),
        links: [
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html",
            "https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws",
        ],
        aliases: ["CKV_AWS_358"],
        differs: Text(
            en: "Conditions on other claims than `sub` are taken as limits, and what is filled in later is left open.",
            ja: "`sub` 以外のクレームの条件も限定とみなし、後から埋め込まれる値は判定しません。"),
        answers: ["ECS_43.pipeline-only"],
        fails: [
            """
            Resources:
              Deploy:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument:
                    Statement:
                      - Effect: Allow
                        Principal: {Federated: ⟦!Sub 'arn:aws:iam::${AWS::AccountId}:oidc-provider/token.actions.githubusercontent.com'⟧}
                        Action: sts:AssumeRoleWithWebIdentity
                        Condition: {StringEquals: {'token.actions.githubusercontent.com:aud': sts.amazonaws.com}}
            """,
            """
            resource "aws_iam_role" "deploy" {
              name = "deploy"
              assume_role_policy = jsonencode({
                Statement = [{
                  Effect    = "Allow"
                  Action    = "sts:AssumeRoleWithWebIdentity"
                  Principal = { Federated = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" }
                  Condition = {
                    StringEquals = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com" }
                    StringLike   = { "token.actions.githubusercontent.com:sub" = ⟦"repo:*"⟧ }
                  }
                }]
              })
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
                        Principal: {Federated: 'arn:aws:iam::123456789012:oidc-provider/gitlab.com'}
                        Action: sts:AssumeRoleWithWebIdentity
                        Condition: {StringLike: {'gitlab.com:sub': [⟦'project_path:example*'⟧, 'project_path:example/web:*']}}
            """,
        ],
        passes: [
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
                        Condition: {StringLike: {'token.actions.githubusercontent.com:sub': 'repo:example/*'}}
                      - Effect: Allow
                        Principal: {Federated: 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com'}
                        Action: sts:AssumeRoleWithWebIdentity
                        Condition: {StringEquals: {'token.actions.githubusercontent.com:job_workflow_ref': 'example/ci/.github/workflows/d.yml@refs/heads/main'}}
                      - Effect: Allow
                        Principal: {Federated: cognito-identity.amazonaws.com}
                        Action: sts:AssumeRoleWithWebIdentity
            """,
            """
            variable "repository" {}
            resource "aws_iam_role" "deploy" {
              assume_role_policy = jsonencode({
                Statement = [{
                  Effect    = "Allow"
                  Action    = "sts:AssumeRoleWithWebIdentity"
                  Principal = { Federated = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" }
                  Condition = { StringLike = { "token.actions.githubusercontent.com:sub" = "repo:${var.repository}:*" } }
                }]
              })
            }
            """,
        ]
    )

    func check(_ system: System, _ report: inout Report) {
        for trust in FederatedTrust.all(system) {
            let arguments = ["role": TaskRoles.name(trust.role, system), "host": trust.provider.name]
            if trust.subjects.isEmpty {
                if !trust.hasOtherConditions { report.fault(at: trust.principal.span, arguments) }
                continue
            }
            guard !trust.hasOtherConditions else { continue }
            for subject in trust.subjects where subject.breadth(trust.provider) == .everybody {
                report.fault(at: subject.place.span, arguments)
            }
        }
    }
}
