import Basics
import ECSModel
import Pipelines
import RuleKit

struct OverlappingDeployments: Rule {
    static let about = About(
        id: "PL508", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Two deployments may run at once", ja: "同時に実行され得るデプロイ"),
        why: Text(
            en: """
                Of two pushes shortly after one another, the older run may end last, and the service goes back to the \
                older image.
                """,
            ja: """
                短い間隔で 2 回 push されると、古いほうの実行が後に終わり、サービスが古いイメージに戻ることがあります。
                """),
        remedy: Text(
            en: "Give the deployment a `concurrency` group that does not cancel, or a `resource_group` in GitLab.",
            ja: "デプロイに、実行中のものをキャンセルしない `concurrency` グループ (GitLab では `resource_group`) を設定してください。"),
        message: Text(
            en: "nothing keeps two runs of this deployment apart", ja: "このデプロイは同時に複数実行される可能性があります"),
        links: [
            "https://docs.github.com/en/actions/how-tos/write-workflows/choose-when-workflows-run/control-workflow-concurrency",
            "https://docs.gitlab.com/ci/resource_groups/",
        ],
        fails: [
            """
            === .github/workflows/release.yml
            on: {push: {branches: [main]}}
            jobs:
              deploy:
                runs-on: ubuntu-24.04
                steps:
                  - run: ⟦aws ecs update-service --cluster main --service web --force-new-deployment⟧
            """,
            """
            === .gitlab-ci.yml
            deploy:
              rules: [{if: $CI_COMMIT_BRANCH == "main"}]
              script:
                - ⟦aws ecs update-service --cluster main --service web --force-new-deployment⟧
            """,
        ],
        passes: [
            """
            === .github/workflows/release.yml
            on: {push: {branches: [main]}}
            concurrency: deploy
            jobs:
              deploy:
                runs-on: ubuntu-24.04
                steps: [{run: aws ecs update-service --cluster main --service web --force-new-deployment}]
            """,
            """
            === .gitlab-ci.yml
            deploy:
              resource_group: production
              script: [aws ecs update-service --cluster main --service web --force-new-deployment]
            """,
            // A person starts it.
            """
            === .github/workflows/release.yml
            on: workflow_dispatch
            jobs:
              deploy:
                runs-on: ubuntu-24.04
                steps: [{run: aws ecs update-service --cluster main --service web --force-new-deployment}]
            """,
        ]
    )

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        let pipeline = subject.pipeline
        // CodePipeline lets one execution into a stage at a time.
        guard pipeline.form == .gitHubActions || pipeline.form == .gitLab, pipeline.concurrency == nil,
            pipeline.triggers.contains(where: { $0.kind == .push }),
            !subject.all.sources.contains(where: { pipeline.form == .gitLab && $0.bytes.has("resource_group") }),
            let deploy = subject.deploys.first(where: { !$0.isElsewhere }),
            !subject.approval(of: deploy).isRequired,
            !([deploy.job] + subject.ancestors(of: deploy.job)).contains(where: { $0.concurrency != nil })
        else { return }
        report.fault(at: deploy.span)
    }
}
