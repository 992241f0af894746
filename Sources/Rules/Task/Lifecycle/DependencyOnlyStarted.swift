import Basics
import ECSModel
import RuleKit
import Workload

struct DependencyOnlyStarted: Rule {
    static let about = About(
        id: "TD308", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Waits for START where a health check could tell", ja: "ヘルスチェックがあるのに START だけを待つ依存関係"),
        why: Text(
            en: "START only means that the process exists. What depends on it starts before it can answer.",
            ja: "START はプロセスが起動したことしか意味しません。依存する側は、相手が応答できる前に起動してしまいます。"),
        remedy: Text(
            en: "Use the condition `HEALTHY`: the container has a health check.",
            ja: "相手のコンテナにはヘルスチェックがあるので、条件を `HEALTHY` にしてください。"),
        message: Text(
            en: "waits until `{name}` has started, not until it is healthy",
            ja: "`{name}` が正常になるのを待たず、起動した時点で先に進みます"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html"],
        fails: [
            """
            {"family": "web", "containerDefinitions": [
              {"name": "web", "image": "web:1", "dependsOn": [{"containerName": "envoy", "condition": ⟦"START"⟧}]},
              {"name": "envoy", "image": "envoy:1", "healthCheck": {"command": ["CMD", "/ready"]}}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Name: web
                      Image: web:1
                      DependsOn: [{ContainerName: cache, Condition: ⟦START⟧}]
                    - Name: cache
                      Image: redis:7
                      HealthCheck: {Command: [CMD, redis-cli, ping]}
            """,
        ],
        passes: [
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "dependsOn": [{"containerName": "envoy", "condition": "HEALTHY"}]}, {"name": "envoy", "image": "envoy:1", "healthCheck": {"command": ["CMD", "/ready"]}}]}"#,
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "dependsOn": [{"containerName": "envoy", "condition": "START"}]}, {"name": "envoy", "image": "envoy:1"}]}"#,
            // Lines are kept until the router is there.
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "dependsOn": [{"containerName": "log", "condition": "START"}]}, {"name": "log", "image": "fluent-bit:3", "firelensConfiguration": {"type": "fluentbit"}, "healthCheck": {"command": ["CMD", "/ready"]}}]}"#,
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        for container in task.containers {
            for dependency in container.definition.dependsOn {
                guard case .known("START", let place) = dependency.condition,
                    let name = dependency.container.value, let other = task.definition.container(name),
                    let check = other.healthCheck, other.firelens == nil
                else { continue }
                report.fault(
                    at: place.span, ["name": name],
                    related: [Finding.Related(check.term.span, Text(en: "its health check", ja: "相手のヘルスチェック"))])
            }
        }
    }
}
