import Basics
import ECSModel
import RuleKit
import Workload

struct TelemetryToNobody: Rule {
    static let about = About(
        id: "TD706", since: "0.1", severity: .medium,
        title: Text(en: "Traces are sent to a collector that is not there", ja: "存在しないコレクターへのトレース送信"),
        why: Text(
            en: """
                Localhost is the task alone in `awsvpc` mode, and the container alone in `bridge` mode. Nobody takes \
                the traces and metrics there: they are thrown away, and the application logs errors.
                """,
            ja: """
                localhost は、`awsvpc` モードではそのタスクだけ、`bridge` モードではそのコンテナだけを指します。受け取る相手がいないため、\
                トレースやメトリクスは破棄され、アプリケーションにはエラーが記録され続けます。
                """),
        remedy: Text(
            en: "Add the collector (ADOT, X-Ray daemon) to the task, or name the address of the one that is meant.",
            ja: "コレクター (ADOT や X-Ray デーモン) をタスクに追加するか、実際の送信先のアドレスを指定してください。"),
        message: Text(
            en: "`{name}` is {value}, and nobody listens there", ja: "`{name}` は {value} ですが、待ち受けるコンテナがありません"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/trace-data.html"],
        answers: ["ECS_53.traces", "OPS_02.telemetry", "ECS_08.localhost"],
        fails: [
            """
            {"family": "web", "networkMode": "awsvpc", "containerDefinitions": [{"name": "web", "image": "web:1",
              "environment": [{"name": "OTEL_EXPORTER_OTLP_ENDPOINT", "value": ⟦"http://localhost:4317"⟧}]}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  RequiresCompatibilities: [FARGATE]
                  NetworkMode: awsvpc
                  ContainerDefinitions:
                    - Name: web
                      Image: web:1
                      Environment: [{Name: AWS_XRAY_DAEMON_ADDRESS, Value: ⟦'127.0.0.1:2000'⟧}]
            """,
            """
            {"family": "web", "networkMode": "bridge", "requiresCompatibilities": ["EC2"], "containerDefinitions": [
              {"name": "web", "image": "web:1", "links": ["xray"],
               "environment": [{"name": "AWS_XRAY_DAEMON_ADDRESS", "value": ⟦"localhost:2000"⟧}]},
              {"name": "xray", "image": "amazon/aws-xray-daemon:3.3.15"}]}
            """,
            """
            resource "aws_ecs_task_definition" "web" {
              family       = "web"
              network_mode = "awsvpc"
              container_definitions = jsonencode([{
                name        = "web"
                image       = "web:1"
                environment = [{ name = "DD_AGENT_HOST", value = ⟦"localhost"⟧ }]
              }])
            }
            """,
        ],
        passes: [
            #"{"family": "web", "networkMode": "awsvpc", "containerDefinitions": [{"name": "web", "image": "web:1", "environment": [{"name": "OTEL_EXPORTER_OTLP_ENDPOINT", "value": "http://localhost:4317"}]}, {"name": "otel", "image": "otel:1"}]}"#,
            #"{"family": "web", "networkMode": "awsvpc", "containerDefinitions": [{"name": "web", "image": "web:1", "environment": [{"name": "OTEL_EXPORTER_OTLP_ENDPOINT", "value": "http://collector.internal:4317"}]}]}"#,
            // The agent of the host.
            #"{"family": "web", "networkMode": "host", "containerDefinitions": [{"name": "web", "image": "web:1", "environment": [{"name": "OTEL_EXPORTER_OTLP_ENDPOINT", "value": "http://localhost:4317"}]}]}"#,
            #"{"family": "web", "networkMode": "awsvpc", "containerDefinitions": [{"name": "web", "image": "web:1", "environment": [{"name": "OTEL_SDK_DISABLED", "value": "true"}, {"name": "OTEL_EXPORTER_OTLP_ENDPOINT", "value": "http://localhost:4317"}]}]}"#,
            #"{"family": "web", "networkMode": "bridge", "containerDefinitions": [{"name": "web", "image": "web:1", "links": ["xray"], "environment": [{"name": "AWS_XRAY_DAEMON_ADDRESS", "value": "xray:2000"}]}, {"name": "xray", "image": "amazon/aws-xray-daemon:3.3.15"}]}"#,
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        guard task.definition.knowsAllContainers, let mode = task.definition.networkMode.value else { return }
        for container in task.containers where container.agent == nil && !container.startsSeveral {
            let isAlone: Bool
            switch mode {
            case "awsvpc": isAlone = task.containers.count == 1
            // Each container has a localhost of its own. Beside a known agent, this one is no agent itself.
            case "bridge": isAlone = task.containers.count == 1 || task.containers.contains { $0.agent != nil }
            default: isAlone = false
            }
            guard isAlone else { continue }
            for endpoint in TelemetryEndpoint.all(of: container.definition) where endpoint.isLocal {
                report.fault(at: endpoint.place, ["name": endpoint.variable, "value": endpoint.value])
            }
        }
    }
}

extension TaskSubject.Container {
    /// Whether the image may hold a collector beside its application.
    var startsSeveral: Bool {
        guard let chain = workload?.process else { return false }
        return !chain.background.isEmpty || chain.links.contains { $0.kind == .supervisor }
    }
}
