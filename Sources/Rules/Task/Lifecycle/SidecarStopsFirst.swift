import Basics
import ECSModel
import RuleKit
import Workload

struct SidecarStopsFirst: Rule {
    static let about = About(
        id: "TD309", since: "0.1", severity: .medium,
        title: Text(en: "A sidecar that stops before the application", ja: "アプリケーションより先に停止するサイドカー"),
        why: Text(
            en: """
                At the stop ECS follows `dependsOn` backwards: what depends on the application is stopped first. Its last \
                requests then go without their proxy, and their logs and traces are lost.
                """,
            ja: """
                停止時には `dependsOn` が逆順にたどられ、アプリケーションに依存するコンテナが先に停止します。\
                終了処理中のリクエストはプロキシを失い、ログやトレースも失われます。
                """),
        remedy: Text(
            en: "Turn it round: let the application depend on the sidecar.",
            ja: "依存の向きを逆にし、アプリケーションがサイドカーに依存するようにしてください。"),
        message: Text(
            en: "`{sidecar}` depends on `{name}` and so is stopped before it",
            ja: "`{sidecar}` は `{name}` に依存しているため、先に停止されます"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html"],
        fails: [
            """
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1"},
              {"name": "otel", "image": "public.ecr.aws/aws-observability/aws-otel-collector:v0.43.0",
               "dependsOn": [⟦{"containerName": "web", "condition": "START"}⟧]}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - {Name: web, Image: 'web:1'}
                    - Name: xray
                      Image: public.ecr.aws/xray/aws-xray-daemon:3.3.7
                      DependsOn: [⟦{ContainerName: web, Condition: HEALTHY}⟧]
            """,
        ],
        passes: [
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "dependsOn": [{"containerName": "otel", "condition": "START"}]}, {"name": "otel", "image": "public.ecr.aws/aws-observability/aws-otel-collector:v0.43.0"}]}"#,
            #"{"family": "web", "containerDefinitions": [{"name": "init", "image": "init:1", "essential": false}, {"name": "otel", "image": "public.ecr.aws/aws-observability/aws-otel-collector:v0.43.0", "dependsOn": [{"containerName": "init", "condition": "SUCCESS"}]}]}"#,
            // A proxy may wait for what it serves: nginx is a front of its own.
            #"{"family": "web", "containerDefinitions": [{"name": "app", "image": "app:1"}, {"name": "nginx", "image": "nginx:1.27", "dependsOn": [{"containerName": "app", "condition": "HEALTHY"}]}]}"#,
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        for container in task.containers where container.agent != nil {
            for dependency in container.definition.dependsOn {
                guard let condition = dependency.condition.value, condition == "START" || condition == "HEALTHY",
                    let name = dependency.container.value,
                    let other = task.containers.first(where: { $0.definition.name.value == name }),
                    other.agent == nil, other.definition.firelens == nil
                else { continue }
                report.fault(at: dependency.term.span, ["sidecar": container.name, "name": name])
            }
        }
    }
}
