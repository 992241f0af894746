import Basics
import ECSModel
import RuleKit
import Workload

struct DebugLogging: Rule {
    static let about = About(
        id: "TD410", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Debug logs in a task definition", ja: "タスク定義でのデバッグログ指定"),
        why: Text(
            en: """
                CloudWatch Logs charges for each GB that comes in. Debug logs are many times as large, and often hold \
                tokens and personal data.
                """,
            ja: """
                CloudWatch Logs は取り込み量で課金されます。デバッグログは量が何倍にもなり、トークンや個人情報が含まれることも多くあります。
                """),
        remedy: Text(
            en: "Use `info`, and turn debug on for the time of an investigation.",
            ja: "`info` にし、調査のときだけデバッグにしてください。"),
        message: Text(en: "`{name}` is `{value}`", ja: "`{name}` が `{value}` です"),
        links: ["https://aws.amazon.com/cloudwatch/pricing/"],
        fails: [
            """
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1",
              "environment": [{"name": "LOG_LEVEL", "value": ⟦"debug"⟧}]}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Name: web
                      Image: web:1
                      Environment: [{Name: LOGGING_LEVEL_ROOT, Value: ⟦TRACE⟧}]
            """,
        ],
        passes: [
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "environment": [{"name": "LOG_LEVEL", "value": "info"}]}]}"#,
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "environment": [{"name": "LOG_LEVEL", "value": "${LEVEL}"}]}]}"#,
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "environment": [{"name": "DEBUG_PORT", "value": "debug"}]}]}"#,
        ]
    )

    private static let names: Set<String> = [
        "LOG_LEVEL", "LOGLEVEL", "LOGGING_LEVEL_ROOT", "RAILS_LOG_LEVEL", "RUST_LOG", "APP_LOG_LEVEL", "NODE_LOG_LEVEL",
        "LOGGING__LOGLEVEL__DEFAULT", "DJANGO_LOG_LEVEL", "PYTHON_LOG_LEVEL",
    ]

    func check(_ task: TaskSubject, _ report: inout Report) {
        for container in task.containers {
            for variable in container.definition.environment {
                guard let name = variable.name.value, Self.names.contains(name.uppercased()),
                    case .known(let text, let place) = variable.value, let value = text.known,
                    ["debug", "trace", "all", "verbose"].contains(value.lowercased())
                else { continue }
                report.fault(at: place.span, ["name": name, "value": value])
            }
        }
    }
}
