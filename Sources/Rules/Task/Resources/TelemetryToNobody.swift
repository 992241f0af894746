import Basics
import ECSModel
import RuleKit
import Workload

struct TelemetryToNobody: Rule {
    static let about = About(
        id: "TD706", since: "0.1", severity: .medium,
        title: Text(en: "Traces are sent to a collector that is not in the task", ja: "タスク内に存在しないコレクターへのトレース送信"),
        why: Text(
            en: """
                In `awsvpc` mode localhost is the task alone. No other container is in it, so that all traces and \
                metrics are thrown away and the application logs errors.
                """,
            ja: """
                `awsvpc` モードの localhost はそのタスクだけを指します。ほかのコンテナがないため、トレースやメトリクスはすべて破棄され、\
                アプリケーションにはエラーが記録され続けます。
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
        ],
        passes: [
            #"{"family": "web", "networkMode": "awsvpc", "containerDefinitions": [{"name": "web", "image": "web:1", "environment": [{"name": "OTEL_EXPORTER_OTLP_ENDPOINT", "value": "http://localhost:4317"}]}, {"name": "otel", "image": "otel:1"}]}"#,
            #"{"family": "web", "networkMode": "awsvpc", "containerDefinitions": [{"name": "web", "image": "web:1", "environment": [{"name": "OTEL_EXPORTER_OTLP_ENDPOINT", "value": "http://collector.internal:4317"}]}]}"#,
            // The agent of the host.
            #"{"family": "web", "networkMode": "host", "containerDefinitions": [{"name": "web", "image": "web:1", "environment": [{"name": "OTEL_EXPORTER_OTLP_ENDPOINT", "value": "http://localhost:4317"}]}]}"#,
            #"{"family": "web", "networkMode": "awsvpc", "containerDefinitions": [{"name": "web", "image": "web:1", "environment": [{"name": "OTEL_SDK_DISABLED", "value": "true"}, {"name": "OTEL_EXPORTER_OTLP_ENDPOINT", "value": "http://localhost:4317"}]}]}"#,
        ]
    )

    private static let names: Set<String> = [
        "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT",
        "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT", "AWS_XRAY_DAEMON_ADDRESS",
    ]

    func check(_ task: TaskSubject, _ report: inout Report) {
        guard task.definition.knowsAllContainers, task.containers.count == 1, let container = task.containers.first,
            task.definition.networkMode.value == "awsvpc", container.agent == nil,
            !startsSeveral(container)
        else { return }
        let environment = container.definition.environment
        if environment.contains(where: { variable in
            ["OTEL_SDK_DISABLED", "AWS_XRAY_SDK_ENABLED", "OTEL_TRACES_EXPORTER"].contains(variable.name.value ?? "")
        }) {
            return
        }
        for variable in environment {
            guard let name = variable.name.value, Self.names.contains(name),
                case .known(let text, let place) = variable.value, let value = text.known,
                let target = CheckCommand.target(value), !target.host.isEmpty, CheckCommand.isLocal(target.host)
            else { continue }
            report.fault(at: place.span, ["name": name, "value": value])
        }
    }

    /// Whether the image may hold a collector beside its application.
    private func startsSeveral(_ container: TaskSubject.Container) -> Bool {
        guard let chain = container.workload?.process else { return false }
        return !chain.background.isEmpty || chain.links.contains { $0.kind == .supervisor }
    }
}
