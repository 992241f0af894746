import Basics
import ECSModel
import Pipelines
import RuleKit

struct BuildLogsOff: Rule {
    static let about = About(
        id: "PL416", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "Builds leave no log", ja: "ログの残らないビルド"),
        why: Text(
            en: "Neither why a build failed nor what it did after an intrusion can be found out.",
            ja: "ビルドが失敗した理由も、侵入された後に何が行われたのかも調べられません。"),
        remedy: Text(
            en: "Turn CloudWatch Logs or S3 logs on under `LogsConfig`; without the setting CloudWatch Logs is on.",
            ja: """
                `LogsConfig` で CloudWatch Logs か S3 のログを有効にしてください。設定を省略すれば CloudWatch Logs が有効になります。
                """),
        message: Text(en: "`{project}` writes no log", ja: "`{project}` のログが無効です"),
        links: [
            "https://docs.aws.amazon.com/securityhub/latest/userguide/codebuild-controls.html#codebuild-4",
            "https://docs.aws.amazon.com/codebuild/latest/userguide/change-project.html",
        ],
        aliases: [
            "CodeBuild.4", "CKV_AWS_314", "CT.CODEBUILD.PR.3", "CODEBUILD_PROJECT_LOGGING_ENABLED",
        ],
        differs: Text(
            en: "A project that does not say anything logs to CloudWatch Logs, and passes.",
            ja: "設定のないプロジェクトは CloudWatch Logs に出力されるため、報告しません。"),
        fails: [
            """
            Resources:
              Build:
                Type: AWS::CodeBuild::Project
                Properties:
                  Name: web
                  Environment: {Image: 'aws/codebuild/standard:7.0', Type: LINUX_CONTAINER}
                  Source: {Type: CODECOMMIT}
                  LogsConfig: {CloudWatchLogs: {Status: ⟦DISABLED⟧}}
            """,
            """
            resource "aws_codebuild_project" "web" {
              name = "web"
              environment { image = "aws/codebuild/standard:7.0" }
              source { type = "CODECOMMIT" }
              logs_config {
                cloudwatch_logs {
                  status = ⟦"DISABLED"⟧
                }
                s3_logs {
                  status = "DISABLED"
                }
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
                  Environment: {Image: 'aws/codebuild/standard:7.0', Type: LINUX_CONTAINER}
                  Source: {Type: CODECOMMIT}
              Other:
                Type: AWS::CodeBuild::Project
                Properties:
                  Environment: {Image: 'aws/codebuild/standard:7.0', Type: LINUX_CONTAINER}
                  Source: {Type: CODECOMMIT}
                  LogsConfig: {CloudWatchLogs: {Status: DISABLED}, S3Logs: {Status: ENABLED, Location: logs/build}}
            """
        ]
    )

    func check(_ all: Pipelines, _ report: inout Report) {
        for project in all.projects {
            guard case .known(false, let place) = project.cloudWatchLog.isOn else { continue }
            switch project.s3Log.isOn {
            case .absent, .known(false, _): report.fault(at: place.span, ["project": project.name])
            default: continue
            }
        }
    }
}
