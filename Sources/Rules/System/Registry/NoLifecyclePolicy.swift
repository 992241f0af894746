import Basics
import ECSModel
import RuleKit
import Workload

struct NoLifecyclePolicy: Rule {
    static let about = About(
        id: "IF104", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Old images are kept for ever", ja: "古いイメージが残り続けるリポジトリ"),
        why: Text(
            en:
                "Each build adds an image that is paid for every month, and old ones with known holes stay ready to start.",
            ja: "ビルドのたびに増えるイメージに毎月料金がかかり、脆弱性のある古いイメージも起動できる状態で残ります。"),
        remedy: Text(
            en: "Add a `LifecyclePolicy` that expires untagged images, and all but the newest releases.",
            ja: "タグのないイメージと、直近のリリースを除くイメージを期限切れにする `LifecyclePolicy` を追加してください。"),
        message: Text(en: "`{repository}` has no lifecycle policy", ja: "`{repository}` にライフサイクルポリシーがありません"),
        proof: Text(en: "`{repository}` has a lifecycle policy", ja: "`{repository}` にライフサイクルポリシーがあります"),
        links: [
            "https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html",
            "https://docs.aws.amazon.com/securityhub/latest/userguide/ecr-controls.html",
        ],
        aliases: ["ECR.3", "CT.ECR.PR.1", "ecr_repositories_lifecycle_policy_enabled"],
        answers: ["COST_01.lifecycle-policy", "SUSTAINABILITY_03.image-cleanup"],
        fails: [
            "Resources:\n  ⟦Repository⟧:\n    Type: AWS::ECR::Repository\n    Properties: {RepositoryName: web}",
            #"{"Resources": {⟦"Repository"⟧: {"Type": "AWS::ECR::Repository"}}}"#,
            """
            resource "aws_ecr_repository" "web" { name = "web" }
            ⟦resource "aws_ecr_repository" "api"⟧ { name = "api" }
            resource "aws_ecr_lifecycle_policy" "web" {
              repository = aws_ecr_repository.web.name
              policy = jsonencode({ rules = [{ rulePriority = 1, action = { type = "expire" },
                selection = { tagStatus = "untagged", countType = "imageCountMoreThan", countNumber = 3 } }] })
            }
            """,
        ],
        passes: [
            "Resources: {Repository: {Type: AWS::ECR::Repository, Properties: {LifecyclePolicy: !Ref Policy}}}",
            // In Terraform's words the policy is a resource of its own; whose this one is does not show.
            """
            resource "aws_ecr_repository" "web" { name = "web" }
            resource "aws_ecr_lifecycle_policy" "all" {
              repository = var.repository
              policy     = file("policy.json")
            }
            """,
        ],
        proves: [
            """
            Resources:
              Repository:
                Type: AWS::ECR::Repository
                Properties:
                  LifecyclePolicy: {LifecyclePolicyText: ⟦'{"rules": [{"rulePriority": 1, "selection": {"tagStatus": "untagged", "countType": "imageCountMoreThan", "countNumber": 3}, "action": {"type": "expire"}}]}'⟧}
            """
        ]
    )

    func check(_ system: System, _ report: inout Report) {
        for repository in Repositories.all(system) {
            let arguments = ["repository": Repositories.name(repository, system)]
            if let policy = repository.properties["lifecyclePolicy"] {
                if let text = policy["lifecyclePolicyText"] { report.holds(at: text.span, arguments) }
            } else if !Repositories.hasLoosePolicy(repository, system) {
                report.fault(at: Repositories.place(repository), arguments)
            }
        }
    }
}
