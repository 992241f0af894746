import Basics
import ECSModel
import Pipelines
import RuleKit

struct PublicBuildResults: Rule {
    static let about = About(
        id: "PL321", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "Everybody may read the build's logs and artifacts", ja: "公開されたビルドのログとアーティファクト"),
        why: Text(
            en: """
                Logs of builds show names of hosts, versions and, after one careless command, secrets; all builds of the past \
                become public with the project.
                """,
            ja: """
                ビルドのログにはホスト名やバージョンが含まれ、コマンド 1 つのミスでシークレットも出力されます。公開すると、\
                過去のビルドもすべて読めるようになります。
                """),
        remedy: Text(
            en: "Set `Visibility` to `PRIVATE`, unless the project is one of open source.",
            ja: "オープンソースのプロジェクトでなければ、`Visibility` を `PRIVATE` にしてください。"),
        message: Text(en: "builds of `{project}` are public", ja: "`{project}` のビルド結果は一般に公開されています"),
        links: ["https://docs.aws.amazon.com/codebuild/latest/userguide/public-builds.html"],
        aliases: ["codebuild_project_not_publicly_accessible"],
        fails: [
            """
            Resources:
              Build:
                Type: AWS::CodeBuild::Project
                Properties:
                  Name: web
                  Environment: {Image: 'aws/codebuild/standard:7.0', Type: LINUX_CONTAINER}
                  Source: {Type: CODECOMMIT}
                  Visibility: ⟦PUBLIC_READ⟧
            """,
            """
            resource "aws_codebuild_project" "web" {
              name               = "web"
              project_visibility = ⟦"PUBLIC_READ"⟧
              environment { image = "aws/codebuild/standard:7.0" }
              source { type = "CODECOMMIT" }
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
                  Visibility: PRIVATE
            """
        ]
    )

    func check(_ all: Pipelines, _ report: inout Report) {
        for project in all.projects {
            guard case .known("PUBLIC_READ", let place) = project.visibility else { continue }
            report.fault(at: place.span, ["project": project.name])
        }
    }
}
