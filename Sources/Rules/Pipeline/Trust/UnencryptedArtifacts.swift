import Basics
import ECSModel
import Pipelines
import RuleKit

struct UnencryptedArtifacts: Rule {
    static let about = About(
        id: "PL413", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "Encryption of a build's output is switched off", ja: "暗号化を無効にしたビルドの出力"),
        why: Text(
            en: """
                Artifacts and logs hold code, addresses and now and then a secret; with `EncryptionDisabled` CodeBuild does not \
                encrypt them with the project's key.
                """,
            ja: """
                アーティファクトやログには、コードやアドレス、時にはシークレットが含まれます。`EncryptionDisabled` を指定すると、\
                CodeBuild はプロジェクトのキーで暗号化しません。
                """),
        remedy: Text(
            en: "Take `EncryptionDisabled` away: encryption costs nothing, and is the default.",
            ja: "`EncryptionDisabled` を削除してください。暗号化は既定で有効で、費用もかかりません。"),
        message: Text(
            en: "`{project}` writes its {kind|logs=logs to S3|artifacts} without encryption",
            ja: "`{project}` は{kind|logs= S3 のログ|アーティファクト}を暗号化せずに書き込みます"),
        links: [
            "https://docs.aws.amazon.com/securityhub/latest/userguide/codebuild-controls.html#codebuild-3",
            "https://docs.aws.amazon.com/codebuild/latest/userguide/security-encryption.html",
        ],
        aliases: [
            "CodeBuild.3", "CKV_AWS_78", "CKV_AWS_311", "AWS-0018", "CT.CODEBUILD.PR.5", "CT.CODEBUILD.PR.6",
            "CODEBUILD_PROJECT_ARTIFACT_ENCRYPTION", "CODEBUILD_PROJECT_S3_LOGS_ENCRYPTED",
        ],
        fails: [
            """
            Resources:
              Build:
                Type: AWS::CodeBuild::Project
                Properties:
                  Name: web
                  Environment: {Image: 'aws/codebuild/standard:7.0', Type: LINUX_CONTAINER}
                  Source: {Type: CODECOMMIT}
                  Artifacts: {Type: S3, Location: artifacts, EncryptionDisabled: ⟦true⟧}
                  LogsConfig: {S3Logs: {Status: ENABLED, Location: logs/build, EncryptionDisabled: ⟦true⟧}}
            """,
            """
            resource "aws_codebuild_project" "web" {
              name = "web"
              environment { image = "aws/codebuild/standard:7.0" }
              source { type = "CODECOMMIT" }
              artifacts {
                type                = "S3"
                location            = "artifacts"
                encryption_disabled = ⟦true⟧
              }
            }
            """,
        ],
        passes: [
            """
            Resources:
              Build:
                Type: AWS::CodeBuild::Project
                Properties:
                  Name: web
                  Environment: {Image: 'aws/codebuild/standard:7.0', Type: LINUX_CONTAINER}
                  Source: {Type: CODECOMMIT}
                  Artifacts: {Type: CODEPIPELINE, EncryptionDisabled: false}
                  LogsConfig: {S3Logs: {Status: DISABLED, EncryptionDisabled: true}}
            """
        ]
    )

    func check(_ all: Pipelines, _ report: inout Report) {
        for project in all.projects {
            if case .known(true, let place) = project.artifactsUnencrypted {
                report.fault(at: place.span, ["project": project.name, "kind": "artifacts"])
            }
            if case .known(true, let place) = project.s3Log.encryptionDisabled, project.s3Log.isOn.value != false {
                report.fault(at: place.span, ["project": project.name, "kind": "logs"])
            }
        }
    }
}
