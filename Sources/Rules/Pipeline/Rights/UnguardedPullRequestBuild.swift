import Basics
import ECSModel
import Pipelines
import RuleKit

struct UnguardedPullRequestBuild: Rule {
    static let about = About(
        id: "PL320", since: "0.1", severity: .high, set: .strict,
        title: Text(en: "CodeBuild builds every pull request", ja: "すべてのプルリクエストをビルドする CodeBuild"),
        why: Text(
            en: """
                The code of the request decides what the build does, with the project's role and variables: in a public \
                repository that is anybody.
                """,
            ja: """
                ビルドで何が行われるかはリクエスト側のコードが決め、プロジェクトのロールと変数を使えます。公開リポジトリでは、\
                誰にでもそれができます。
                """),
        remedy: Text(
            en: """
                Ask for an approval (`PullRequestBuildPolicy` with `ALL_PULL_REQUESTS` or `FORK_PULL_REQUESTS`), limit the \
                people with an `ACTOR_ACCOUNT_ID` filter, and give such builds a project with a role of its own.
                """,
            ja: """
                `PullRequestBuildPolicy` で `ALL_PULL_REQUESTS` か `FORK_PULL_REQUESTS` の承認を求めるか、`ACTOR_ACCOUNT_ID` の\
                フィルターで対象者を限定し、専用のロールを持つ別のプロジェクトでビルドしてください。
                """),
        message: Text(
            en: "`{project}` builds pull requests of anybody without an approval",
            ja: "`{project}` は誰からのプルリクエストでも承認なしでビルドします"),
        links: [
            "https://docs.aws.amazon.com/codebuild/latest/userguide/pull-request-build-policy.html",
            "https://docs.aws.amazon.com/codebuild/latest/userguide/webhooks.html",
        ],
        answers: ["SEC_02.build-role"],
        fails: [
            """
            Resources:
              Build:
                Type: AWS::CodeBuild::Project
                Properties:
                  Name: web
                  Environment: {Image: 'aws/codebuild/standard:7.0', Type: LINUX_CONTAINER}
                  Source: {Type: GITHUB, Location: 'https://github.com/example/web.git'}
                  Triggers:
                    Webhook: true
                    PullRequestBuildPolicy: {RequiresCommentApproval: ⟦DISABLED⟧}
                    FilterGroups:
                      - [{Type: EVENT, Pattern: 'PULL_REQUEST_CREATED, PULL_REQUEST_UPDATED'}]
            """,
            """
            {"Resources": {"Build": {"Type": "AWS::CodeBuild::Project", "Properties": {"Name": "api",
              "Environment": {"Image": "aws/codebuild/standard:7.0", "Type": "LINUX_CONTAINER"},
              "Source": {"Type": "GITHUB", "Location": "https://github.com/example/api.git"},
              "Triggers": {"Webhook": true, "PullRequestBuildPolicy": {"RequiresCommentApproval": ⟦"DISABLED"⟧},
                "FilterGroups": [[{"Type": "EVENT", "Pattern": "PUSH"}], [{"Type": "EVENT", "Pattern": "PULL_REQUEST_UPDATED"}]]}}}}}
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
                  Source: {Type: GITHUB, Location: 'https://github.com/example/web.git'}
                  Triggers:
                    Webhook: true
                    PullRequestBuildPolicy: {RequiresCommentApproval: DISABLED}
                    FilterGroups:
                      - [{Type: EVENT, Pattern: PULL_REQUEST_CREATED}, {Type: ACTOR_ACCOUNT_ID, Pattern: '^1234$'}]
                      - [{Type: EVENT, Pattern: PUSH}, {Type: HEAD_REF, Pattern: '^refs/heads/main$'}]
            """,
            """
            Resources:
              Build:
                Type: AWS::CodeBuild::Project
                Properties:
                  Name: web
                  Environment: {Image: 'aws/codebuild/standard:7.0', Type: LINUX_CONTAINER}
                  Source: {Type: GITHUB, Location: 'https://github.com/example/web.git'}
                  Triggers:
                    Webhook: true
                    FilterGroups: [[{Type: EVENT, Pattern: PULL_REQUEST_CREATED}]]
            """,
        ]
    )

    func check(_ all: Pipelines, _ report: inout Report) {
        for project in all.projects {
            guard let groups = project.webhook else { continue }
            let open = groups.first { group in
                !group.limitsActors
                    && group.events.contains { $0.hasPrefix("PULL_REQUEST") && $0 != "PULL_REQUEST_MERGED" }
            }
            guard let open else { continue }
            switch project.pullRequestApproval {
            case .known("DISABLED", let place):
                report.fault(
                    at: place.span, ["project": project.name],
                    related: [.init(open.place.span, Text(en: "starts a build", ja: "ビルドを開始するフィルターです"))])
            case .absent:
                report.unsure(
                    at: open.place.span,
                    because: Text(
                        en: "the definition does not say whether somebody must agree first",
                        ja: "承認が必要かどうかが定義に書かれていません"),
                    ["project": project.name])
            default: continue
            }
        }
    }
}
