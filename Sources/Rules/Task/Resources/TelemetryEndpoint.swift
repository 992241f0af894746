import Basics
import ECSModel
import RuleKit
import Workload

/// Where a container sends its traces and metrics, as a variable tells.
struct TelemetryEndpoint {
    var variable: String
    var value: String
    var host: String
    var port: Int?
    var place: Span

    private static let addresses: Set<String> = [
        "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT",
        "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT", "AWS_XRAY_DAEMON_ADDRESS", "DD_TRACE_AGENT_URL",
    ]

    var isLocal: Bool { !host.isEmpty && CheckCommand.isLocal(host) }

    /// All that a container names; none where telemetry is turned off, or may be.
    static func all(of container: ContainerDefinition) -> [TelemetryEndpoint] {
        let environment = container.environment
        let switches = ["OTEL_SDK_DISABLED", "AWS_XRAY_SDK_ENABLED", "OTEL_TRACES_EXPORTER", "DD_TRACE_ENABLED"]
        if environment.contains(where: { switches.contains($0.name.value ?? "") }) { return [] }
        return environment.compactMap { variable in
            guard let name = variable.name.value, case .known(let text, let place) = variable.value,
                let value = text.known
            else { return nil }
            if name == "DD_AGENT_HOST" {
                return TelemetryEndpoint(variable: name, value: value, host: value, port: nil, place: place.span)
            }
            guard addresses.contains(name), let target = CheckCommand.target(value) else { return nil }
            return TelemetryEndpoint(
                variable: name, value: value, host: target.host, port: target.port, place: place.span)
        }
    }
}

/// A sidecar that takes traces, with the ports on which it listens as it is delivered.
///
/// Source: https://docs.aws.amazon.com/xray/latest/devguide/xray-daemon-ecs.html and
/// https://aws-otel.github.io/docs/setup/ecs
struct TraceReceiver {
    var name: String
    var ports: Set<Int>
    var place: Span

    /// Nil where the container is none, or where its ports are not known.
    init?(_ container: TaskSubject.Container) {
        guard let agent = container.agent, let place = container.definition.image.span else { return nil }
        self.place = place
        name = container.name
        switch agent {
        case "aws-xray-daemon", "xray-daemon":
            guard container.definition.command.isAbsent, container.definition.entryPoint.isAbsent else { return nil }
            ports = [2000]
        case "aws-otel-collector":
            guard !Self.hasOwnConfiguration(container) else { return nil }
            ports = [2000, 4317, 4318, 8125, 55680, 55681]
        default: return nil
        }
    }

    private static func hasOwnConfiguration(_ container: TaskSubject.Container) -> Bool {
        let definition = container.definition
        if !definition.secrets.isEmpty || !definition.environmentFiles.isEmpty || !definition.mountPoints.isEmpty {
            return true
        }
        if definition.environment.contains(where: { $0.name.value != "AWS_REGION" }) { return true }
        if definition.command.isAbsent, definition.entryPoint.isAbsent { return false }
        guard definition.entryPoint.isAbsent, let words = definition.command.value else { return true }
        // What it has for ECS takes OTLP and X-Ray; the rest are other pipelines.
        return words != ["--config=/etc/ecs/ecs-default-config.yaml"]
            && words != ["--config", "/etc/ecs/ecs-default-config.yaml"]
    }
}
