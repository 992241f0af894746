import Basics
import Parity
import RuleKit

struct UndeclaredDifference: Rule {
    static let about = About(
        id: "PA103", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Undeclared difference between environments", ja: "宣言されていない環境間の差異"),
        why: Text(
            en: """
                Each difference is a chance that something works everywhere but in production. Nobody can tell one that \
                is meant from one that was forgotten.
                """,
            ja: """
                差異があるたびに、本番でだけ動かないという事態が起こりえます。意図した差異なのか、更新漏れなのかも区別できません。
                """),
        remedy: Text(
            en:
                "Make the environments alike, or declare the difference with its reason under `parity:` in plimsoll.yml.",
            ja: "環境をそろえるか、理由を添えて plimsoll.yml の `parity:` に差異を宣言してください。"),
        message: Text(
            en: "`{field}` of `{service}` differs: {values}", ja: "`{service}` の `{field}` が環境間で異なります: {values}"),
        links: ["https://12factor.net/dev-prod-parity"],
        answers: ["12F_10.listed-differences"],
        fails: [
            """
            === envs/staging/taskdef.json
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1",
             "environment": [{"name": "NEW_CHECKOUT", "value": ⟦"true"⟧}]}]}
            === envs/production/taskdef.json
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1",
             "environment": [{"name": "NEW_CHECKOUT", "value": "false"}]}]}
            """,
            """
            === ecs/dev/service.json
            {"serviceName": "web-dev", "desiredCount": 1, "launchType": "FARGATE",
             "deploymentConfiguration": {"minimumHealthyPercent": ⟦0⟧, "maximumPercent": 200}}
            === ecs/prod/service.json
            {"serviceName": "web-prod", "desiredCount": 4, "launchType": "FARGATE",
             "deploymentConfiguration": {"minimumHealthyPercent": 100, "maximumPercent": 200}}
            """,
            """
            === compose.yaml
            services:
              web:
                image: example.com/web:1
                environment: {CACHE: ⟦"off"⟧}
            === compose.prod.yaml
            services:
              web:
                environment: {CACHE: "on"}
            """,
        ],
        passes: [
            """
            === ecs/dev/service.json
            {"serviceName": "web-dev", "desiredCount": 1, "launchType": "FARGATE", "platformVersion": "LATEST"}
            === ecs/prod/service.json
            {"serviceName": "web-prod", "desiredCount": 4, "launchType": "FARGATE",
             "deploymentConfiguration": {"minimumHealthyPercent": 100}}
            """,
            """
            === plimsoll.yml
            parity:
              allow:
                - field: containers.web.variables.NEW_CHECKOUT
                  reason: tried in staging first
            === envs/staging/taskdef.json
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1",
             "environment": [{"name": "NEW_CHECKOUT", "value": "true"}]}]}
            === envs/production/taskdef.json
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1",
             "environment": [{"name": "NEW_CHECKOUT", "value": "false"}]}]}
            """,
        ]
    )

    func check(_ all: ServiceEnvironments, _ report: inout Report) {
        report.differences(all) { !$0.isBacking && $1.weight == .soft }
    }
}
