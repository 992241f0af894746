import Basics
import ECSModel
import RuleKit
import Workload

struct TelemetryNotUnderstood: Rule {
    static let about = About(
        id: "TD707", since: "0.1", severity: .medium,
        title: Text(en: "Traces are sent to a port where the sidecar does not listen", ja: "サイドカーが待ち受けていないポートへのトレース送信"),
        why: Text(
            en: """
                The X-Ray daemon takes X-Ray segments on port 2000 and no OTLP; the ADOT collector takes OTLP on 4317 \
                and 4318. What goes elsewhere is refused, and the traces are lost.
                """,
            ja: """
                X-Ray デーモンが受け取るのはポート 2000 の X-Ray セグメントだけで、OTLP には対応していません。ADOT コレクターは 4317 と 4318 で \
                OTLP を受け取ります。それ以外に送ったトレースは受け取られず、失われます。
                """),
        remedy: Text(
            en: "Send to the port of the sidecar, or use the sidecar that takes this protocol.",
            ja: "サイドカーのポートに送るか、そのプロトコルに対応したサイドカーを使ってください。"),
        message: Text(
            en: "`{name}` is {value}, but `{sidecar}` listens on {ports}",
            ja: "`{name}` は {value} ですが、`{sidecar}` が待ち受けるポートは {ports} です"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/trace-data.html",
            "https://docs.aws.amazon.com/xray/latest/devguide/xray-daemon-ecs.html",
        ],
        answers: ["ECS_53.traces", "OPS_02.telemetry", "ECS_08.localhost"],
        fails: [
            """
            {"family": "web", "networkMode": "awsvpc", "containerDefinitions": [{"name": "web", "image": "web:1",
              "environment": [{"name": "OTEL_EXPORTER_OTLP_ENDPOINT", "value": ⟦"http://localhost:4317"⟧}]},
              {"name": "xray", "image": "public.ecr.aws/xray/aws-xray-daemon:3.3.15"}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  NetworkMode: awsvpc
                  ContainerDefinitions:
                    - Name: web
                      Image: web:1
                      Environment: [{Name: AWS_XRAY_DAEMON_ADDRESS, Value: ⟦'127.0.0.1:3000'⟧}]
                    - Name: adot
                      Image: public.ecr.aws/aws-observability/aws-otel-collector:v0.43.3
                      Command: [--config=/etc/ecs/ecs-default-config.yaml]
            """,
            """
            resource "aws_ecs_task_definition" "web" {
              family       = "web"
              network_mode = "awsvpc"
              container_definitions = jsonencode([
                {
                  name        = "web"
                  image       = "web:1"
                  environment = [{ name = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", value = ⟦"http://127.0.0.1:4318/v1/traces"⟧ }]
                },
                { name = "xray", image = "amazon/aws-xray-daemon:3.3.15" },
              ])
            }
            """,
        ],
        passes: [
            #"{"family": "web", "networkMode": "awsvpc", "containerDefinitions": [{"name": "web", "image": "web:1", "environment": [{"name": "AWS_XRAY_DAEMON_ADDRESS", "value": "localhost:2000"}]}, {"name": "xray", "image": "amazon/aws-xray-daemon:3.3.15"}]}"#,
            // A configuration of its own may open any port.
            #"{"family": "web", "networkMode": "awsvpc", "containerDefinitions": [{"name": "web", "image": "web:1", "environment": [{"name": "OTEL_EXPORTER_OTLP_ENDPOINT", "value": "http://localhost:14317"}]}, {"name": "adot", "image": "public.ecr.aws/aws-observability/aws-otel-collector:v0.43.3", "secrets": [{"name": "AOT_CONFIG_CONTENT", "valueFrom": "adot"}]}]}"#,
            // The third container may be a collector.
            #"{"family": "web", "networkMode": "awsvpc", "containerDefinitions": [{"name": "web", "image": "web:1", "environment": [{"name": "OTEL_EXPORTER_OTLP_ENDPOINT", "value": "http://localhost:4317"}]}, {"name": "xray", "image": "amazon/aws-xray-daemon:3.3.15"}, {"name": "collect", "image": "collect:1"}]}"#,
            #"{"family": "web", "networkMode": "host", "containerDefinitions": [{"name": "web", "image": "web:1", "environment": [{"name": "OTEL_EXPORTER_OTLP_ENDPOINT", "value": "http://localhost:4317"}]}, {"name": "xray", "image": "amazon/aws-xray-daemon:3.3.15"}]}"#,
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        guard task.definition.knowsAllContainers, task.definition.networkMode.value == "awsvpc" else { return }
        for container in task.containers where container.agent == nil {
            let others = task.containers.filter { $0.name != container.name }
            let receivers = others.compactMap { TraceReceiver($0) }
            guard let first = receivers.first, receivers.count == others.count, !container.startsSeveral else {
                continue
            }
            let ports = receivers.reduce(into: Set<Int>()) { $0.formUnion($1.ports) }
            for endpoint in TelemetryEndpoint.all(of: container.definition) where endpoint.isLocal {
                guard let port = endpoint.port, !ports.contains(port) else { continue }
                report.fault(
                    at: endpoint.place,
                    [
                        "name": endpoint.variable, "value": endpoint.value, "sidecar": first.name,
                        "ports": first.ports.filter { $0 < 50_000 }.sorted().map(String.init).joined(separator: ", "),
                    ],
                    related: [Finding.Related(first.place, Text(en: "the sidecar", ja: "サイドカー"))])
            }
        }
    }
}
