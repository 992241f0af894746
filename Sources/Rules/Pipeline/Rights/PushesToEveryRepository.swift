import Basics
import ECSModel
import RuleKit
import Workload

struct PushesToEveryRepository: Rule {
    static let about = About(
        id: "PL310", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "A build may push to every repository", ja: "すべてのリポジトリに push できるビルド"),
        why: Text(
            en: """
                Whoever takes over this build replaces the images of every other application in the account, shared base \
                images included.
                """,
            ja: """
                このビルドが乗っ取られると、共通のベースイメージを含め、アカウント内のほかのすべてのアプリケーションのイメージが\
                差し替えられます。
                """),
        remedy: Text(
            en:
                "Allow the `ecr:*Layer*` and `ecr:PutImage` actions on the build's own repository; only `ecr:GetAuthorizationToken` needs `*`.",
            ja: """
                push 用のアクションは、ビルド対象のリポジトリだけに許可してください。`*` が必要なのは \
                `ecr:GetAuthorizationToken` だけです。
                """),
        message: Text(
            en: "`{role}` allows `{action}` on every repository of the account",
            ja: "`{role}` で `{action}` がアカウントのすべてのリポジトリに許可されています"),
        proof: Text(en: "`{role}` pushes to the repositories that are named", ja: "`{role}` が push できるのは指定したリポジトリだけです"),
        links: [
            "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html",
            "https://docs.aws.amazon.com/codebuild/latest/userguide/setting-up-service-role.html",
        ],
        answers: ["SEC_02.build-role"],
        yieldsTo: ["PL307", "PL308"],
        fails: [
            """
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties:
                  Policies:
                    - PolicyName: push
                      PolicyDocument:
                        Statement:
                          - Effect: Allow
                            Action: ['ecr:GetAuthorizationToken', 'ecr:UploadLayerPart', ⟦'ecr:PutImage'⟧]
                            Resource: '*'
              Build:
                Type: AWS::CodeBuild::Project
                Properties: {ServiceRole: !GetAtt Role.Arn}
            """,
            """
            resource "aws_iam_role" "build" {
              name = "build"
              assume_role_policy = jsonencode({
                Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "codebuild.amazonaws.com" } }]
              })
            }
            resource "aws_iam_role_policy_attachment" "build" {
              role       = aws_iam_role.build.name
              policy_arn = ⟦"arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPowerUser"⟧
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
                    - PolicyName: push
                      PolicyDocument:
                        Statement:
                          - {Effect: Allow, Action: ['ecr:GetAuthorizationToken', 'ecr:BatchGetImage'], Resource: '*'}
              Build:
                Type: AWS::CodeBuild::Project
                Properties: {ServiceRole: !GetAtt Role.Arn}
            """
        ],
        proves: [
            """
            Resources:
              Repository: {Type: AWS::ECR::Repository}
              Role:
                Type: AWS::IAM::Role
                Properties:
                  Policies:
                    - PolicyName: push
                      PolicyDocument:
                        Statement:
                          - {Effect: Allow, Action: 'ecr:GetAuthorizationToken', Resource: '*'}
                          - {Effect: Allow, Action: ['ecr:UploadLayerPart', ⟦'ecr:PutImage'⟧], Resource: !GetAtt Repository.Arn}
              Build:
                Type: AWS::CodeBuild::Project
                Properties: {ServiceRole: !GetAtt Role.Arn}
            """
        ]
    )

    /// AWS's own policies that push to all repositories.
    private static let managed: Set<String> = [
        "AmazonEC2ContainerRegistryPowerUser", "AmazonEC2ContainerRegistryFullAccess",
    ]

    func check(_ system: System, _ report: inout Report) {
        for use in PipelineRoles.all(system) {
            let role = TaskRoles.name(use.role, system)
            let wide =
                PipelineRoles.actions(["ecr:putimage"], onAllOf: use).map { ($0.string ?? "", $0.place) }
                + use.rights.managed.filter { Self.managed.contains($0.name) }.map { ($0.name, $0.place) }
            for (action, place) in wide {
                report.fault(
                    at: place.span, ["role": role, "action": action], related: [PipelineRoles.usedHere(use)])
            }
            if wide.isEmpty, let item = PipelineRoles.limited("ecr:putimage", use) {
                report.holds(at: item.span, ["role": role], related: [PipelineRoles.usedHere(use)])
            }
        }
    }
}
