import Basics
import ECSModel
import RuleKit
import Workload

struct OverwritableTags: Rule {
    static let about = About(
        id: "IF101", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "Tags of the repository can be overwritten", ja: "上書き可能なイメージタグ"),
        why: Text(
            en: """
                Whoever may push replaces the image behind a tag that is in production: tasks that start later run it, \
                and a rollback to the old revision brings the new program.
                """,
            ja: """
                push できる人は本番で使用中のタグのイメージを差し替えられます。後から起動したタスクはそれを実行し、\
                古いリビジョンに戻しても新しいプログラムが動きます。
                """),
        remedy: Text(
            en: "Set `ImageTagMutability` to `IMMUTABLE`, or `IMMUTABLE_WITH_EXCLUSION` for cache tags.",
            ja: "`ImageTagMutability` を `IMMUTABLE`、キャッシュ用タグがある場合は `IMMUTABLE_WITH_EXCLUSION` にしてください。"),
        message: Text(
            en: "tags of `{repository}` can be overwritten", ja: "`{repository}` のタグは上書きできます"),
        proof: Text(
            en: "tags of `{repository}` cannot be overwritten", ja: "`{repository}` のタグは上書きできません"),
        links: [
            "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html",
            "https://docs.aws.amazon.com/securityhub/latest/userguide/ecr-controls.html",
        ],
        aliases: [
            "ECR.2", "CKV_AWS_51", "AWS-0031", "CT.ECR.PR.3", "KICS:d1846b12", "ecr_repositories_tag_immutability",
        ],
        answers: ["ECS_05.immutable", "DP_04.immutable"],
        fails: [
            """
            Resources:
              ⟦Repository⟧:
                Type: AWS::ECR::Repository
                Properties: {RepositoryName: web}
            """,
            """
            {"Resources": {"Repository": {"Type": "AWS::ECR::Repository", "Properties": {
              "RepositoryName": "web", "ImageTagMutability": ⟦"MUTABLE"⟧}}}}
            """,
            """
            resource "aws_ecr_repository" "web" {
              name                 = "web"
              image_tag_mutability = ⟦"MUTABLE"⟧
            }
            """,
        ],
        passes: [
            "Parameters: {Mode: {Type: String}}\nResources: {Repository: {Type: AWS::ECR::Repository, Properties: {ImageTagMutability: !Ref Mode}}}"
        ],
        proves: [
            "Resources: {Repository: {Type: AWS::ECR::Repository, Properties: {ImageTagMutability: ⟦IMMUTABLE⟧}}}",
            """
            Resources:
              Repository:
                Type: AWS::ECR::Repository
                Properties:
                  ImageTagMutability: ⟦IMMUTABLE_WITH_EXCLUSION⟧
                  ImageTagMutabilityExclusionFilters: [{ImageTagMutabilityExclusionFilterType: WILDCARD, ImageTagMutabilityExclusionFilterValue: cache-*}]
            """,
        ]
    )

    func check(_ system: System, _ report: inout Report) {
        for repository in Repositories.all(system) {
            let arguments = ["repository": Repositories.name(repository, system)]
            switch repository.properties.string("imageTagMutability") {
            case .known(let mode, let place):
                if mode.hasPrefix("IMMUTABLE") {
                    report.holds(at: place.span, arguments)
                } else if mode.hasPrefix("MUTABLE") {
                    report.fault(at: place.span, arguments)
                }
            case .absent: report.fault(at: Repositories.place(repository), arguments)
            case .unknown(_, let place):
                report.unsure(
                    at: place.span, because: Text(en: "the mode is filled in later", ja: "設定値はデプロイ時に決まります"), arguments)
            case .wrong: continue
            }
        }
    }
}
