import Basics
import ECSModel
import RuleKit
import Workload

struct DeploysEveryService: Rule {
    static let about = About(
        id: "PL309", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "A pipeline may deploy to every cluster", ja: "すべてのクラスターにデプロイできるパイプライン"),
        why: Text(
            en: """
                A wrong name in a variable, or a build that was tampered with, changes services of other teams and of \
                production: nothing but the name keeps them apart.
                """,
            ja: """
                変数の名前を 1 つ間違えたり、ビルドが改ざんされたりすると、ほかのチームや本番のサービスまで変更されます。\
                名前以外に隔てるものがありません。
                """),
        remedy: Text(
            en: "Name the services as resources, or add the condition `ecs:cluster`; one role for each environment.",
            ja: """
                リソースにサービスを指定するか、条件 `ecs:cluster` を付けてください。ロールは環境ごとに分けます。
                """),
        message: Text(
            en: "`{role}` allows `{action}` on every service of the account",
            ja: "`{role}` で `{action}` がアカウントのすべてのサービスに許可されています"),
        proof: Text(en: "`{role}` deploys to the services that are named", ja: "`{role}` がデプロイできるのは指定したサービスだけです"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-iam-bestpractices.html",
            "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html",
        ],
        answers: ["ECS_42.cluster-bound"],
        yieldsTo: ["PL307", "PL308"],
        fails: [
            """
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties:
                  Policies:
                    - PolicyName: deploy
                      PolicyDocument:
                        Statement:
                          - Effect: Allow
                            Action: ['ecs:RegisterTaskDefinition', 'ecs:DescribeServices', ⟦'ecs:UpdateService'⟧]
                            Resource: '*'
              Pipeline:
                Type: AWS::CodePipeline::Pipeline
                Properties: {RoleArn: !GetAtt Role.Arn}
            """,
            """
            resource "aws_iam_role" "deploy" {
              name = "deploy"
              assume_role_policy = jsonencode({
                Statement = [{
                  Effect    = "Allow"
                  Action    = "sts:AssumeRoleWithWebIdentity"
                  Principal = { Federated = "arn:aws:iam::123456789012:oidc-provider/gitlab.com" }
                  Condition = { StringEquals = { "gitlab.com:sub" = "project_path:example/web:ref_type:branch:ref:main" } }
                }]
              })
            }
            resource "aws_iam_role_policy" "deploy" {
              role   = aws_iam_role.deploy.id
              policy = jsonencode({ Statement = [{ Effect = "Allow", Action = ⟦"ecs:Update*"⟧, Resource = "*" }] })
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
                    - PolicyName: deploy
                      PolicyDocument:
                        Statement:
                          - {Effect: Allow, Action: ['ecs:RegisterTaskDefinition', 'ecs:DescribeTaskDefinition'], Resource: '*'}
                          - {Effect: Allow, Action: 'ecs:UpdateService', Resource: '*', Condition: {ArnEquals: {'ecs:cluster': !GetAtt Cluster.Arn}}}
              Cluster: {Type: AWS::ECS::Cluster}
              Other:
                Type: AWS::IAM::Role
                Properties:
                  Policies: [{PolicyName: x, PolicyDocument: {Statement: [{Effect: Allow, Action: 'ecs:UpdateService', Resource: '*'}]}}]
              Pipeline:
                Type: AWS::CodePipeline::Pipeline
                Properties: {RoleArn: !GetAtt Role.Arn}
            """
        ],
        proves: [
            """
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties:
                  Policies:
                    - PolicyName: deploy
                      PolicyDocument:
                        Statement:
                          - {Effect: Allow, Action: 'ecs:RegisterTaskDefinition', Resource: '*'}
                          - {Effect: Allow, Action: [⟦'ecs:UpdateService'⟧], Resource: !Sub 'arn:aws:ecs:${AWS::Region}:${AWS::AccountId}:service/main/web'}
              Pipeline:
                Type: AWS::CodePipeline::Pipeline
                Properties: {RoleArn: !GetAtt Role.Arn}
            """
        ]
    )

    func check(_ system: System, _ report: inout Report) {
        for use in PipelineRoles.all(system) {
            let role = TaskRoles.name(use.role, system)
            let wide = PipelineRoles.actions(["ecs:updateservice", "ecs:runtask", "ecs:updatetaskset"], onAllOf: use)
            for item in wide {
                report.fault(
                    at: item.span, ["role": role, "action": item.string ?? ""], related: [PipelineRoles.usedHere(use)])
            }
            if wide.isEmpty, let item = PipelineRoles.limited("ecs:updateservice", use) {
                report.holds(at: item.span, ["role": role], related: [PipelineRoles.usedHere(use)])
            }
        }
    }
}
