import Basics
import ECSModel
import Pipelines
import RuleKit
import Workload

struct DeliveryKey: Rule {
    static let about = About(
        id: "PL415", since: "0.1", severity: .low, set: .style,
        title: Text(en: "Artifacts are encrypted with AWS's key", ja: "AWS 管理のキーで暗号化されたアーティファクト"),
        why: Text(
            en: """
                Who may read the artifacts cannot be limited by the key, and a stage in another account cannot read them at all.
                """,
            ja: """
                キーによってアーティファクトの読み取りを制限できず、別アカウントのステージからは読み取れません。
                """),
        remedy: Text(
            en: "Where your rules ask for it, name a key of your own under `EncryptionKey`.",
            ja: "組織の規定で必要な場合は、`EncryptionKey` に自分たちのキーを指定してください。"),
        message: Text(
            en: "the artifacts of `{name}` are encrypted without a key of your own",
            ja: "`{name}` のアーティファクトはカスタマー管理キーで暗号化されていません"),
        links: [
            "https://docs.aws.amazon.com/codepipeline/latest/userguide/S3-artifact-encryption.html",
            "https://docs.aws.amazon.com/codebuild/latest/userguide/security-encryption.html",
        ],
        aliases: ["CKV_AWS_219", "CKV_AWS_147"],
        fails: [
            """
            Resources:
              Pipeline:
                Type: AWS::CodePipeline::Pipeline
                Properties:
                  Name: web
                  ArtifactStore: {Type: S3, Location: ⟦artifacts⟧}
                  Stages: [{Name: Source, Actions: [{Name: s, ActionTypeId: {Category: Source, Owner: AWS, Provider: CodeCommit, Version: '1'}}]}]
            """,
            """
            ⟦resource "aws_codebuild_project" "web"⟧ {
              name = "web"
              environment { image = "aws/codebuild/standard:7.0" }
              source { type = "CODECOMMIT" }
              artifacts {
                type     = "S3"
                location = "artifacts"
              }
            }
            """,
        ],
        passes: [
            """
            Resources:
              Pipeline:
                Type: AWS::CodePipeline::Pipeline
                Properties:
                  Name: web
                  ArtifactStore: {Type: S3, Location: artifacts, EncryptionKey: {Type: KMS, Id: !Ref Key}}
                  Stages: [{Name: Source, Actions: [{Name: s, ActionTypeId: {Category: Source, Owner: AWS, Provider: CodeCommit, Version: '1'}}]}]
              Build:
                Type: AWS::CodeBuild::Project
                Properties:
                  Environment: {Image: 'aws/codebuild/standard:7.0', Type: LINUX_CONTAINER}
                  Source: {Type: CODEPIPELINE}
                  Artifacts: {Type: CODEPIPELINE}
              Key: {Type: AWS::KMS::Key}
            """
        ]
    )

    func check(_ all: Pipelines, _ report: inout Report) {
        for pipeline in all.pipelines {
            for store in pipeline.stores where store.encryptionKey.isAbsent {
                report.fault(at: store.place.span, ["name": pipeline.name])
            }
        }
        for project in all.projects where project.encryptionKey.isAbsent {
            guard project.resource.properties["Artifacts"]?["Type"]?.string == "S3" else { continue }
            report.fault(at: project.place.span, ["name": project.name])
        }
    }
}
