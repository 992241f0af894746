import Basics
import ECSModel
import Pipelines
import RuleKit

struct DeployedFromAnyBranch: Rule {
    static let about = About(
        id: "PL503", since: "0.1", severity: .medium,
        title: Text(en: "Every branch deploys", ja: "すべてのブランチからのデプロイ"),
        why: Text(
            en:
                "Whoever pushes a branch replaces what runs, and two branches take the service from each other in turn.",
            ja: "誰かがブランチを push するたびにサービスが置き換わり、複数のブランチが同じサービスを上書きし合います。"),
        remedy: Text(
            en: "Limit the trigger or the job to the branch that is deployed.",
            ja: "トリガーかジョブを、デプロイするブランチに限定してください。"),
        message: Text(
            en: "this deployment runs for a push to any branch", ja: "このデプロイは、どのブランチへの push でも実行されます"),
        links: [
            "https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax",
            "https://docs.gitlab.com/ci/jobs/job_rules/",
        ],
        fails: [
            """
            === .github/workflows/deploy.yml
            on: push
            jobs:
              deploy:
                runs-on: ubuntu-24.04
                steps:
                  - run: ⟦aws ecs update-service --cluster main --service web --force-new-deployment⟧
            """,
            """
            === .gitlab-ci.yml
            deploy:
              script:
                - ⟦aws ecs update-service --cluster main --service web --force-new-deployment⟧
            """,
        ],
        passes: [
            """
            === .github/workflows/deploy.yml
            on: {push: {branches: [main]}}
            jobs:
              deploy:
                runs-on: ubuntu-24.04
                steps: [{run: aws ecs update-service --cluster main --service web --force-new-deployment}]
            """,
            """
            === .gitlab-ci.yml
            deploy:
              script: [aws ecs update-service --cluster main --service web --force-new-deployment]
              rules: [{if: $CI_COMMIT_BRANCH == "main"}]
            """,
            // One service for each branch.
            """
            === .gitlab-ci.yml
            deploy:
              environment: {name: review/$CI_COMMIT_REF_SLUG}
              script: [aws ecs update-service --cluster dev --service web-$CI_COMMIT_REF_SLUG --force-new-deployment]
            """,
            // A person decides.
            """
            === .gitlab-ci.yml
            deploy:
              when: manual
              script: [aws ecs update-service --cluster main --service web --force-new-deployment]
            """,
        ]
    )

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        let form = subject.pipeline.form
        guard form == .gitHubActions || form == .gitLab else { return }
        let pushes = subject.pipeline.triggers.filter { $0.kind == .push }
        // Without triggers of its own, a GitLab pipeline runs for each push.
        guard pushes.contains(where: { $0.branches.isEmpty }) || (form == .gitLab && subject.pipeline.triggers.isEmpty)
        else { return }
        for deploy in subject.deploys where !deploy.isElsewhere && !deploy.activity.isConditional {
            guard subject.conditions(of: deploy).isEmpty, !subject.approval(of: deploy).isRequired else { continue }
            report.fault(at: deploy.span)
        }
    }
}

extension Job.Approval {
    var isRequired: Bool { if case .required = self { true } else { false } }
}
