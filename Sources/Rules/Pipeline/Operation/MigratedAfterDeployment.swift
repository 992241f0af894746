import Basics
import ECSModel
import Pipelines
import RuleKit

struct MigratedAfterDeployment: Rule {
    static let about = About(
        id: "PL509", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "The database is migrated after the deployment", ja: "デプロイ後のデータベースマイグレーション"),
        why: Text(
            en: "New tasks ask for columns that are not there yet, and answer with errors until the migration is over.",
            ja: "新しいタスクがまだ存在しない列を参照し、マイグレーションが終わるまでエラーを返します。"),
        remedy: Text(
            en: """
                Migrate before, by a task of the new image, with changes that the old program bears too; take things away \
                in a later release.
                """,
            ja: """
                新しいイメージのタスクで、古いプログラムでも動く変更を先に適用してください。不要になったものの削除は後のリリースで行います。
                """),
        message: Text(
            en: "the database is migrated after the service was deployed",
            ja: "サービスのデプロイ後にデータベースのマイグレーションが行われます"),
        links: [
            "https://12factor.net/admin-processes",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/standalone-tasks.html",
        ],
        fails: [
            """
            === .gitlab-ci.yml
            stages: [deploy, migrate]
            deploy:
              stage: deploy
              script: [aws ecs update-service --cluster main --service web --task-definition web:7]
            migrate:
              stage: migrate
              script:
                - ⟦npx prisma migrate deploy⟧
            """,
            """
            === .github/workflows/release.yml
            on: {push: {branches: [main]}}
            jobs:
              deploy:
                runs-on: ubuntu-24.04
                steps:
                  - run: aws ecs update-service --cluster main --service web --task-definition web:7
                  - run: ⟦bundle exec rails db:migrate⟧
            """,
        ],
        passes: [
            """
            === .gitlab-ci.yml
            stages: [migrate, deploy]
            migrate:
              stage: migrate
              script: [npx prisma migrate deploy]
            deploy:
              stage: deploy
              script: [aws ecs update-service --cluster main --service web --task-definition web:7]
            """,
            // What the old program still needed is taken away behind.
            """
            === .gitlab-ci.yml
            deploy:
              script:
                - npx prisma migrate deploy
                - aws ecs update-service --cluster main --service web --task-definition web:7
                - npx prisma migrate deploy --schema cleanup.prisma
            """,
        ]
    )

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        let migrations = subject.events(.migrate)
        guard let first = migrations.first,
            let deploy = subject.deploys.first(where: { subject.order.precedes($0, first) }),
            // The next environment's migration comes after the first environment's deployment.
            !migrations.contains(where: { subject.order.precedes($0, deploy) }),
            !subject.deploys.contains(where: { subject.order.precedes(first, $0) })
        else { return }
        report.fault(
            at: first.span, related: [.init(deploy.span, Text(en: "deployed here", ja: "ここでデプロイされます"))])
    }
}
