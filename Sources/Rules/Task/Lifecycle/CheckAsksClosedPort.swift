import Basics
import DockerfileSyntax
import ECSModel
import RuleKit
import Workload

struct CheckAsksClosedPort: Rule {
    static let about = About(
        id: "TD312", since: "0.1", severity: .high,
        title: Text(en: "Health check without the port of the application", ja: "アプリケーションのポートと異なるヘルスチェック"),
        why: Text(
            en: """
                An address without a port is port 80 (443 for https). Nobody answers there: the container becomes \
                UNHEALTHY, and ECS stops one task after the other.
                """,
            ja: """
                ポートを省略した URL は 80 番 (https では 443 番) になります。そこでは何も待ち受けていないため、コンテナは UNHEALTHY になり、\
                ECS がタスクの停止と起動を繰り返します。
                """),
        remedy: Text(
            en: "Ask the port that the application listens on.",
            ja: "アプリケーションが待ち受けるポートに問い合わせてください。"),
        message: Text(
            en: "the check asks port {port}, but the container serves {served}",
            ja: "ヘルスチェックはポート {port} に問い合わせますが、コンテナのポートは {served} です"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/healthcheck.html"],
        answers: ["REL_05.check-command"],
        fails: [
            """
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "portMappings": [{"containerPort": 8080}],
              "healthCheck": {"command": ["CMD-SHELL", ⟦"curl -f http://localhost/health || exit 1"⟧]}}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Name: web
                      Image: web:1
                      PortMappings: [{ContainerPort: 3000}]
                      HealthCheck: {Command: [CMD, ⟦curl⟧, -f, 'http://127.0.0.1:80/']}
            """,
            """
            resource "aws_ecs_task_definition" "web" {
              family = "web"
              container_definitions = jsonencode([{
                name         = "web"
                image        = "web:1"
                portMappings = [{ containerPort = 8080 }]
                healthCheck  = { command = ["CMD-SHELL", ⟦"wget -qO- http://localhost/ || exit 1"⟧] }
              }])
            }
            """,
        ],
        passes: [
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "portMappings": [{"containerPort": 8080}], "healthCheck": {"command": ["CMD-SHELL", "curl -f http://localhost:8080/ || exit 1"]}}]}"#,
            // A port of its own for what only operators ask.
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "portMappings": [{"containerPort": 8080}], "healthCheck": {"command": ["CMD-SHELL", "curl -f http://localhost:8081/actuator/health || exit 1"]}}]}"#,
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "portMappings": [{"containerPort": 8080}], "environment": [{"name": "HEALTH_PORT", "value": "80"}], "healthCheck": {"command": ["CMD-SHELL", "curl -f http://localhost/ || exit 1"]}}]}"#,
            // The proxy beside it listens on port 80.
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "portMappings": [{"containerPort": 8080}], "healthCheck": {"command": ["CMD-SHELL", "curl -f http://localhost/ || exit 1"]}}, {"name": "front", "image": "nginx:1.27"}]}"#,
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "portMappings": [{"containerPort": "<PORT>"}], "healthCheck": {"command": ["CMD-SHELL", "curl -f http://localhost/ || exit 1"]}}]}"#,
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "healthCheck": {"command": ["CMD-SHELL", "curl -f http://localhost/ || exit 1"]}}]}"#,
            """
            === Dockerfile
            FROM alpine:3.22
            EXPOSE 80 8080
            CMD ["/serve"]
            === taskdef.json
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "<IMAGE1_NAME>", "portMappings": [{"containerPort": 8080}],
             "healthCheck": {"command": ["CMD-SHELL", "wget -q http://localhost/ || exit 1"]}}]}
            """,
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        guard task.definition.knowsAllContainers else { return }
        let used = OpenPorts(task)
        for container in task.containers {
            guard let check = container.definition.healthCheck, let command = CheckCommand(check) else { continue }
            let asked = command.targets
            // Another port than the web's own may be one that only operators ask.
            guard let port = asked.first?.port, port == 80 || port == 443,
                asked.allSatisfy({ $0.port == port && CheckCommand.isLocal($0.host) }),
                let served = OpenPorts.mapped(container), !served.isEmpty, !used.mayListen(port)
            else { continue }
            report.fault(
                at: command.place, ["port": "\(port)", "served": served.map(String.init).joined(separator: ", ")],
                related: container.definition.portMappings.prefix(1).compactMap { mapping in
                    mapping.containerPort.span.map {
                        Finding.Related($0, Text(en: "the port that it serves", ja: "コンテナのポート"))
                    }
                })
        }
    }
}
