import Basics
import DockerfileSyntax
import RuleKit

struct HealthcheckUnusedOnECS: Rule {
    static let about = About(
        id: "DF607", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Health check that ECS does not see", ja: "ECS が参照しないヘルスチェック"),
        why: Text(
            en: "ECS does not look at health checks of the image: a task that hangs stays in service.",
            ja: "ECS はイメージの HEALTHCHECK を参照しません。ハングしたタスクがサービスに残り続けます。"),
        remedy: Text(
            en: "Put the command into `healthCheck` of the container definition.",
            ja: "同じコマンドをコンテナ定義の `healthCheck` に記述してください。"),
        message: Text(
            en: "`HEALTHCHECK` of the image is not in effect on ECS",
            ja: "イメージの `HEALTHCHECK` は ECS では機能しません"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/healthcheck.html"],
        aliases: ["DL3057", "DS-0026", "CKV_DOCKER_2", "CIS-DI-0006"],
        differs: Text(
            en: """
                The peers ask for a HEALTHCHECK in the Dockerfile, which ECS never runs; the check belongs in \
                the task definition.
                """,
            ja: "他ツールは Dockerfile に HEALTHCHECK を書くよう求めますが、ECS では実行されません。ヘルスチェックはタスク定義に書くべきものです。"),
        fails: [
            """
            FROM debian:12
            ⟦HEALTHCHECK --interval=30s CMD curl -f http://localhost/⟧
            """
        ],
        passes: [
            "FROM debian:12",
            """
            FROM debian:12
            HEALTHCHECK NONE
            """,
            """
            FROM debian:12 AS a
            HEALTHCHECK CMD true
            FROM debian:12
            """,
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        guard let stage = file.lastStage, let last = file.inherited(stage).last(where: { $0.keyword == .healthcheck })
        else {
            return
        }
        if last.health?.isNone == false { report.fault(at: last.range) }
    }
}
