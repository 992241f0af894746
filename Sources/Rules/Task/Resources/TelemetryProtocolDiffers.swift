import Basics
import ECSModel
import RuleKit
import Workload

struct TelemetryProtocolDiffers: Rule {
    static let about = About(
        id: "TD708", since: "0.1", severity: .medium,
        title: Text(en: "OTLP protocol and port do not agree", ja: "OTLP のプロトコルとポートの不一致"),
        why: Text(
            en: """
                Collectors take gRPC on port 4317 and HTTP on 4318. The exporter sends what the receiver cannot read: \
                each export fails, and the traces are lost.
                """,
            ja: """
                コレクターはポート 4317 で gRPC、4318 で HTTP を受け取ります。受信側が解釈できない形式で送るため、エクスポートは毎回失敗し、\
                トレースは失われます。
                """),
        remedy: Text(
            en: "Use port 4317 with `grpc` and port 4318 with `http/protobuf`.",
            ja: "`grpc` にはポート 4317、`http/protobuf` にはポート 4318 を使ってください。"),
        message: Text(
            en: "`{protocol}` is sent to port {port}", ja: "ポート {port} に `{protocol}` で送信しています"),
        links: ["https://opentelemetry.io/docs/specs/otel/protocol/exporter/"],
        answers: ["ECS_53.traces", "OPS_02.telemetry"],
        fails: [
            """
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "environment": [
              {"name": "OTEL_EXPORTER_OTLP_PROTOCOL", "value": "http/protobuf"},
              {"name": "OTEL_EXPORTER_OTLP_ENDPOINT", "value": ⟦"http://localhost:4317"⟧}]},
              {"name": "adot", "image": "public.ecr.aws/aws-observability/aws-otel-collector:v0.43.3"}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Name: web
                      Image: web:1
                      Environment:
                        - {Name: OTEL_EXPORTER_OTLP_TRACES_PROTOCOL, Value: grpc}
                        - {Name: OTEL_EXPORTER_OTLP_TRACES_ENDPOINT, Value: ⟦'http://collector.internal:4318'⟧}
            """,
        ],
        passes: [
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "environment": [{"name": "OTEL_EXPORTER_OTLP_PROTOCOL", "value": "grpc"}, {"name": "OTEL_EXPORTER_OTLP_ENDPOINT", "value": "http://collector.internal:4317"}]}]}"#,
            // Which protocol is used unless set depends on the language.
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "environment": [{"name": "OTEL_EXPORTER_OTLP_ENDPOINT", "value": "http://collector.internal:4317"}]}]}"#,
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "environment": [{"name": "OTEL_EXPORTER_OTLP_PROTOCOL", "value": "grpc"}, {"name": "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "value": "http/protobuf"}, {"name": "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "value": "http://collector.internal:4318/v1/traces"}]}]}"#,
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "environment": [{"name": "OTEL_EXPORTER_OTLP_PROTOCOL", "value": "grpc"}, {"name": "OTEL_EXPORTER_OTLP_ENDPOINT", "value": "https://otlp.example.com:443"}]}]}"#,
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        for container in task.containers where container.agent == nil {
            for endpoint in TelemetryEndpoint.all(of: container.definition) {
                guard endpoint.variable.hasPrefix("OTEL_"), let port = endpoint.port,
                    let told = setting(for: endpoint.variable, container), port == Self.wrong[told.text]
                else { continue }
                report.fault(
                    at: endpoint.place, ["protocol": told.text, "port": "\(port)"],
                    related: [Finding.Related(told.place, Text(en: "the protocol", ja: "プロトコルの指定"))])
            }
        }
    }

    /// The port of the other protocol.
    private static let wrong = ["grpc": 4318, "http/protobuf": 4317, "http/json": 4317]

    /// The protocol of a signal, or else of all; of all, only when no signal has one of its own.
    private func setting(for variable: String, _ container: TaskSubject.Container) -> Told? {
        let own = variable.dropLast("ENDPOINT".count) + "PROTOCOL"
        let environment = container.definition.environment
        if environment.contains(where: { $0.name.value == String(own) }) { return container.variable(String(own)) }
        return container.variable("OTEL_EXPORTER_OTLP_PROTOCOL")
    }
}
