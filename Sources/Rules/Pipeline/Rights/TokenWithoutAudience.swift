import Basics
import ECSModel
import RuleKit
import Workload

struct TokenWithoutAudience: Rule {
    static let about = About(
        id: "PL306", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Tokens made for others open the role", ja: "発行先を確認しない信頼ポリシー"),
        why: Text(
            en: """
                A workflow asks for tokens for several services. Without a condition on `aud`, one that was given to another \
                service, and lost there, opens the role too.
                """,
            ja: """
                ワークフローは複数のサービス向けにトークンを取得します。`aud` の条件がないと、ほかのサービスに渡して漏れたトークンでも\
                ロールを引き受けられます。
                """),
        remedy: Text(
            en: "Ask for `aud` to be `sts.amazonaws.com`, or what your pipeline sets it to.",
            ja: "条件で `aud` が `sts.amazonaws.com`、またはパイプラインで指定した値であることを確認してください。"),
        message: Text(
            en: "the trust policy of `{role}` does not ask for the audience of the token",
            ja: "`{role}` の信頼ポリシーに `aud` の条件がありません"),
        links: [
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html",
            "https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws",
        ],
        yieldsTo: ["PL304"],
        fails: [
            """
            Resources:
              Deploy:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument:
                    Statement:
                      - Effect: Allow
                        Principal: {Federated: ⟦'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com'⟧}
                        Action: sts:AssumeRoleWithWebIdentity
                        Condition: {StringEquals: {'token.actions.githubusercontent.com:sub': 'repo:example/web:environment:production'}}
            """,
            """
            resource "aws_iam_role" "deploy" {
              name = "deploy"
              assume_role_policy = jsonencode({
                Statement = [{
                  Effect    = "Allow"
                  Action    = "sts:AssumeRoleWithWebIdentity"
                  Principal = { Federated = ⟦"arn:aws:iam::123456789012:oidc-provider/gitlab.com"⟧ }
                  Condition = { StringLike = { "gitlab.com:sub" = "project_path:example/web:ref_type:branch:ref:main" } }
                }]
              })
            }
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
                        Condition:
                          StringEquals:
                            token.actions.githubusercontent.com:aud: sts.amazonaws.com
                            token.actions.githubusercontent.com:sub: repo:example/web:environment:production
            """
        ]
    )

    func check(_ system: System, _ report: inout Report) {
        for trust in FederatedTrust.all(system) where !trust.hasAudience && !trust.hasOtherConditions {
            report.fault(at: trust.principal.span, ["role": TaskRoles.name(trust.role, system)])
        }
    }
}
