import Basics
import ECSModel
import Pipelines
import RuleKit

struct DeployedFromPullRequest: Rule {
    static let about = About(
        id: "PL502", since: "0.1", severity: .high,
        title: Text(en: "A pull request deploys", ja: "プルリクエストからのデプロイ"),
        why: Text(
            en: "Code that nobody has reviewed runs in the service as soon as somebody opens a pull request.",
            ja: "プルリクエストを作成しただけで、レビュー前のコードがサービスで動きます。"),
        remedy: Text(
            en: "Run the deployment for the main branch only, or deploy requests to an environment of their own.",
            ja: "デプロイをメインブランチに限定するか、プルリクエスト専用の環境にデプロイしてください。"),
        message: Text(
            en: "this deployment runs for each pull request", ja: "このデプロイはプルリクエストのたびに実行されます"),
        links: [
            "https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows",
            "https://docs.gitlab.com/ci/jobs/job_rules/",
        ],
        fails: [
            """
            === .github/workflows/all.yml
            on:
              push: {branches: [main]}
              pull_request:
            jobs:
              deploy:
                runs-on: ubuntu-24.04
                steps:
                  - run: ⟦aws ecs update-service --cluster main --service web --force-new-deployment⟧
            """
        ],
        passes: [
            """
            === .github/workflows/all.yml
            on: [push, pull_request]
            jobs:
              deploy:
                if: github.ref == 'refs/heads/main'
                runs-on: ubuntu-24.04
                steps: [{run: aws ecs update-service --cluster main --service web --force-new-deployment}]
            """,
            // Each request has its own service.
            """
            === .github/workflows/preview.yml
            on: pull_request
            jobs:
              preview:
                runs-on: ubuntu-24.04
                steps: [{run: aws ecs update-service --cluster preview --service web --force-new-deployment}]
            """,
            // When it is merged.
            """
            === .github/workflows/merged.yml
            on: {pull_request: {types: [closed]}}
            jobs:
              deploy:
                runs-on: ubuntu-24.04
                steps: [{run: aws ecs update-service --cluster main --service web --force-new-deployment}]
            """,
            """
            === .gitlab-ci.yml
            deploy:
              script: [aws ecs update-service --cluster main --service web --force-new-deployment]
              rules: [{if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH}]
            """,
        ]
    )

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        let requests = subject.pipeline.triggers.filter { [.pullRequest, .privilegedPullRequest].contains($0.kind) }
        guard let trigger = requests.first, subject.pipeline.form == .gitHubActions,
            !trigger.place.source.bytes.has("closed"),
            !trigger.place.source.bytes.has("merge_group")
        else { return }
        for deploy in subject.deploys where !deploy.isElsewhere && !deploy.activity.isConditional {
            // A condition that is not understood may leave requests out.
            guard subject.conditions(of: deploy).isEmpty, !subject.approval(of: deploy).isAsked else { continue }
            report.fault(
                at: deploy.span,
                related: [.init(trigger.place.span, Text(en: "what starts it", ja: "起動のきっかけ"))])
        }
    }
}

extension Job.Approval {
    var isAsked: Bool { if case .none = self { false } else { true } }
}

extension Event {
    /// It goes to an environment that is there for trials, or to one of which the name shows only later.
    var isElsewhere: Bool {
        if job.environment.isUnknown || service?.known == nil && service != nil { return true }
        if let name = job.environment.value, name.known == nil { return true }
        let texts = [
            service?.shown, job.environment.value?.shown, job.id, step.name, pipeline.name, pipeline.path, text,
        ]
        return texts.compactMap { $0 }.contains {
            switch DeployTarget($0) {
            case .trial, .staging: true
            case .production, .unknown: false
            }
        }
    }
}
