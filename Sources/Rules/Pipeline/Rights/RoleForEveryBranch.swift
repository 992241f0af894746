import Basics
import ECSModel
import RuleKit
import Workload

struct RoleForEveryBranch: Rule {
    static let about = About(
        id: "PL305", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "Any branch or repository of the owner may assume the role", ja: "任意のブランチから引き受けられるロール"),
        why: Text(
            en: """
                Whoever may push any branch writes a workflow that has the role: reviews, protected branches and approvals \
                are passed by.
                """,
            ja: """
                どのブランチにでも push できる人は、ロールを使うワークフローを書けます。レビュー、ブランチ保護、承認は\
                すべて素通りになります。
                """),
        remedy: Text(
            en:
                "Name the branch or the environment: `repo:OWNER/NAME:ref:refs/heads/main`; give pull requests a role that reads.",
            ja: """
                ブランチか環境まで指定してください: `repo:OWNER/NAME:ref:refs/heads/main`。\
                プルリクエストには読み取り専用のロールを別に用意します。
                """),
        message: Text(
            en:
                "{breadth|owner=every repository of the owner|every branch and pull request of the repository} may assume `{role}`",
            ja: "`{role}` は{breadth|owner=所有者のすべてのリポジトリ|リポジトリのすべてのブランチとプルリクエスト}から引き受けられます"),
        proof: Text(
            en: "`{role}` is for a branch, tag or environment of one repository",
            ja: "`{role}` は 1 つのリポジトリのブランチ、タグ、環境に限定されています"),
        links: [
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html",
            "https://docs.github.com/en/actions/reference/security/oidc",
        ],
        answers: ["ECS_43.pipeline-only"],
        onlyFaults: ["ECS_43.pipeline-only"],
        fails: [
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
                        Condition: {StringLike: {'token.actions.githubusercontent.com:sub': ['repo:example/web:ref:refs/heads/main', ⟦'repo:example/web:*'⟧]}}
            """,
            """
            data "aws_iam_policy_document" "trust" {
              statement {
                actions = ["sts:AssumeRoleWithWebIdentity"]
                principals {
                  type        = "Federated"
                  identifiers = ["arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"]
                }
                condition {
                  test     = "StringLike"
                  variable = "token.actions.githubusercontent.com:sub"
                  values   = [⟦"repo:example/*"⟧]
                }
              }
            }
            resource "aws_iam_role" "deploy" {
              name               = "deploy"
              assume_role_policy = data.aws_iam_policy_document.trust.json
            }
            """,
            """
            Parameters: {Repository: {Type: String}}
            Resources:
              Deploy:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument:
                    Statement:
                      - Effect: Allow
                        Principal: {Federated: 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com'}
                        Action: sts:AssumeRoleWithWebIdentity
                        Condition: {StringLike: {'token.actions.githubusercontent.com:sub': ⟦!Sub 'repo:example/${Repository}:*'⟧}}
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
                        Condition: {StringLike: {'token.actions.githubusercontent.com:sub': 'repo:example/web:ref:refs/tags/v*'}}
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
                        Condition:
                          StringLike: {'token.actions.githubusercontent.com:sub': 'repo:example/*'}
                          StringEquals: {'token.actions.githubusercontent.com:job_workflow_ref': 'example/ci/.github/workflows/d.yml@refs/heads/main'}
            """,
        ],
        proves: [
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
                        Condition: {StringEquals: {'token.actions.githubusercontent.com:sub': ⟦'repo:example/web:environment:production'⟧}}
            """
        ]
    )

    func check(_ system: System, _ report: inout Report) {
        for trust in FederatedTrust.all(system) where !trust.hasOtherConditions {
            let role = TaskRoles.name(trust.role, system)
            let breadths = trust.subjects.map { ($0, $0.breadth(trust.provider)) }
            for (subject, breadth) in breadths where breadth == .owner || breadth == .repository {
                report.fault(
                    at: subject.place.span, ["role": role, "breadth": breadth == .owner ? "owner" : "repository"])
            }
            if let first = trust.subjects.first, breadths.allSatisfy({ $0.1 == .part }) {
                report.holds(at: first.place.span, ["role": role])
            }
        }
    }
}
