import Basics
import ECSModel
import Pipelines
import RuleKit

struct ProductionUnapproved: Rule {
    static let about = About(
        id: "PL501", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "Production is deployed without anybody's word", ja: "承認のない本番デプロイ"),
        why: Text(
            en: "Each merge goes to production at any hour, with nobody there who knows of it.",
            ja: "マージのたびに時間帯を問わず本番に反映され、それを知って見守る人がいません。"),
        remedy: Text(
            en: """
                Ask for an approval before it (CodePipeline's manual approval, an environment with reviewers, `when: \
                manual`), or deploy to another environment first and verify it there.
                """,
            ja: """
                承認 (CodePipeline の手動承認、レビュアーを設定した環境、`when: manual`) を求めるか、先に別の環境へデプロイして検証して\
                ください。
                """),
        message: Text(
            en: "`{target}` is deployed without an approval or a check before it",
            ja: "`{target}` に、承認も事前の検証もなくデプロイされます"),
        proof: Text(
            en: "`{target}` is deployed only after an approval", ja: "`{target}` へのデプロイには承認が必要です"),
        links: [
            "https://docs.aws.amazon.com/codepipeline/latest/userguide/approvals.html",
            "https://docs.github.com/en/actions/reference/workflows-and-actions/deployments-and-environments",
            "https://docs.gitlab.com/ci/environments/deployment_approvals/",
        ],
        answers: ["ECS_40.approval"],
        fails: [
            """
            === .github/workflows/release.yml
            on: {push: {branches: [main]}}
            jobs:
              deploy-production:
                runs-on: ubuntu-24.04
                steps:
                  - run: ⟦aws ecs update-service --cluster main --service web --force-new-deployment⟧
            """,
            """
            === .gitlab-ci.yml
            deploy-production:
              script:
                - ⟦aws ecs update-service --cluster main --service web --force-new-deployment⟧
              rules: [{if: $CI_COMMIT_BRANCH == "main"}]
            """,
        ],
        passes: [
            """
            === .gitlab-ci.yml
            deploy:
              environment: production
              when: manual
              script: [aws ecs update-service --cluster main --service web --force-new-deployment]
            """,
            // Who may deploy there, and who must agree, are settings.
            """
            === .gitlab-ci.yml
            deploy:
              environment: production
              script: [aws ecs update-service --cluster main --service web --force-new-deployment]
              rules: [{if: $CI_COMMIT_BRANCH == "main"}]
            """,
            """
            === .github/workflows/release.yml
            on: {push: {branches: [main]}}
            jobs:
              deploy:
                environment: production
                runs-on: ubuntu-24.04
                steps: [{run: aws ecs update-service --cluster main --service web --force-new-deployment}]
            """,
            // A person starts it.
            """
            === .github/workflows/deploy-production.yml
            on: workflow_dispatch
            jobs:
              deploy:
                runs-on: ubuntu-24.04
                steps: [{run: aws ecs update-service --cluster main --service web --force-new-deployment}]
            """,
            // It was tried in staging.
            """
            === .gitlab-ci.yml
            stages: [staging, check, production]
            staging:
              stage: staging
              environment: staging
              script: [aws ecs update-service --cluster staging --service web --force-new-deployment]
            check:
              stage: check
              script: [aws ecs wait services-stable --cluster staging --services web]
            production:
              stage: production
              environment: production
              script: [aws ecs update-service --cluster production --service web --force-new-deployment]
            """,
        ],
        proves: [
            """
            === .gitlab-ci.yml
            deploy:
              environment: production
              when: ⟦manual⟧
              script: [aws ecs update-service --cluster main --service web --force-new-deployment]
            """
        ]
    )

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        let triggers = subject.pipeline.triggers
        // What only a person starts, or a release that a person made, has that person's word.
        let isByHand = !triggers.isEmpty && triggers.allSatisfy { [.manual, .release, .tag, .call].contains($0.kind) }
        var told: Set<String> = []
        for deploy in subject.deploys where deploy.target.isProduction && !deploy.activity.isConditional {
            guard told.insert(deploy.job.id).inserted else { continue }
            let arguments = ["target": deploy.target.name]
            switch subject.approval(of: deploy) {
            case .required(let place): report.holds(at: place.span, arguments)
            case .unknown(let place):
                if isByHand { continue }
                report.unsure(
                    at: place.span,
                    because: Text(
                        en: "who must agree is a setting of the environment outside the files",
                        ja: "承認者は環境の設定で決まり、ファイルからはわかりません"),
                    arguments)
            case .none:
                if isByHand || isTried(before: deploy, subject) || asksForTag(deploy, subject) { continue }
                report.fault(at: deploy.span, arguments)
            }
        }
    }

    /// Another environment was deployed and looked at before.
    private func isTried(before deploy: Event, _ subject: PipelineSubject) -> Bool {
        let others = subject.deploys.filter { !$0.target.isProduction && subject.order.precedes($0, deploy) }
        let checks = subject.events(.verify, .imageTest, .test)
        return others.contains { other in
            checks.contains { subject.order.precedes(other, $0) && subject.order.precedes($0, deploy) }
        }
    }

    /// It runs for a release or by hand only.
    private func asksForTag(_ deploy: Event, _ subject: PipelineSubject) -> Bool {
        subject.conditions(of: deploy).contains { condition in
            let text = condition.text.lowercased()
            return [
                "refs/tags", "ref_type", "commit_tag", "workflow_dispatch", "inputs.", "release", "\"web\"", "manual",
            ]
            .contains { text.has($0) }
        }
    }
}
