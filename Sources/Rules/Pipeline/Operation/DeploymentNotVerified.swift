import Basics
import ECSModel
import Pipelines
import RuleKit

struct DeploymentNotVerified: Rule {
    static let about = About(
        id: "PL504", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "Nobody waits for the deployment", ja: "結果を待たないデプロイ"),
        why: Text(
            en: """
                The pipeline is green as soon as ECS has taken the order. When the tasks do not start, nobody is told, and \
                the old ones go on.
                """,
            ja: """
                ECS が要求を受け付けた時点でパイプラインは成功になります。タスクが起動しなくても誰にも知らされず、古いタスクが動き続けます。
                """),
        remedy: Text(
            en:
                "Wait for it (`aws ecs wait services-stable`, `wait-for-service-stability: true`), and ask the service something.",
            ja: "完了を待ち (`aws ecs wait services-stable`、`wait-for-service-stability: true`)、サービスの応答も確認してください。"),
        message: Text(
            en: "the pipeline ends without knowing whether the deployment succeeded",
            ja: "デプロイの成否がわからないままパイプラインが終わります"),
        links: [
            "https://docs.aws.amazon.com/cli/latest/reference/ecs/wait/services-stable.html",
            "https://github.com/aws-actions/amazon-ecs-deploy-task-definition",
        ],
        fails: [
            """
            === .github/workflows/release.yml
            on: {push: {branches: [main]}}
            jobs:
              deploy:
                runs-on: ubuntu-24.04
                steps:
                  - uses: ⟦aws-actions/amazon-ecs-deploy-task-definition@v2⟧
                    with: {task-definition: taskdef.json, service: web, cluster: main}
            """,
            """
            === .gitlab-ci.yml
            deploy:
              script:
                - ⟦aws ecs update-service --cluster main --service web --task-definition web:7⟧
            """,
        ],
        passes: [
            """
            === .github/workflows/release.yml
            on: {push: {branches: [main]}}
            jobs:
              deploy:
                runs-on: ubuntu-24.04
                steps:
                  - uses: aws-actions/amazon-ecs-deploy-task-definition@v2
                    with: {task-definition: taskdef.json, service: web, cluster: main, wait-for-service-stability: true}
            """,
            """
            === .gitlab-ci.yml
            deploy:
              script:
                - aws ecs update-service --cluster main --service web --task-definition web:7
                - aws ecs wait services-stable --cluster main --services web
            """,
            """
            === .gitlab-ci.yml
            deploy:
              script:
                - aws ecs update-service --cluster main --service web --task-definition web:7
                - ./scripts/smoke-test.sh
            """,
        ]
    )

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        let checks = subject.events(.verify, .test, .imageTest, .rollback)
        var told: Set<String> = []
        for deploy in subject.deploys {
            guard case .known(false, _) = deploy.waits, !told.contains(deploy.job.id),
                !checks.contains(where: { subject.order.precedes(deploy, $0) }), isUnderstood(after: deploy, subject)
            else { continue }
            told.insert(deploy.job.id)
            report.fault(at: deploy.span)
        }
    }

    /// Whether nothing that may ask the service something comes behind it.
    private func isUnderstood(after deploy: Event, _ subject: PipelineSubject) -> Bool {
        guard subject.pipeline.gaps.isEmpty else { return false }
        return subject.pipeline.jobs.allSatisfy { job in
            let isLater = job.id == deploy.job.id || subject.order.precedes(deploy.job, job)
            return !isLater || job.steps.allSatisfy(\.isFollowed)
        }
    }
}
