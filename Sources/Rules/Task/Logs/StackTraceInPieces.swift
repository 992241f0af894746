import Basics
import ECSModel
import RuleKit
import Workload

struct StackTraceInPieces: Rule {
    static let about = About(
        id: "TD407", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Stack traces fall apart in the log", ja: "ログで分断されるスタックトレース"),
        why: Text(
            en:
                "Each line becomes an event of its own: an exception is thirty events, and filters find only one of them.",
            ja: "1 行ごとに別のログイベントになります。1 つの例外が数十イベントに分かれ、フィルターではその一部しか見つかりません。"),
        remedy: Text(
            en: "Write logs as JSON, one object a line, or set `awslogs-multiline-pattern`.",
            ja: "1 行 1 オブジェクトの JSON でログを出力するか、`awslogs-multiline-pattern` を指定してください。"),
        message: Text(
            en: "`{program}` writes traces of many lines", ja: "`{program}` は複数行のスタックトレースを出力します"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html"],
        fails: [
            """
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "command": ["java", "-jar", "a.jar"],
             "logConfiguration": {"logDriver": ⟦"awslogs"⟧, "options": {"awslogs-group": "web"}}}]}
            """,
            """
            === Dockerfile
            FROM eclipse-temurin:21-jre
            COPY app.jar /app.jar
            CMD ["java", "-jar", "/app.jar"]
            === app.jar
            === template.yaml
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Name: web
                      Image: !Ref Image
                      LogConfiguration: {LogDriver: ⟦awslogs⟧, Options: {awslogs-group: web}}
            """,
        ],
        passes: [
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "command": ["java", "-jar", "a.jar"], "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-multiline-pattern": "^\\d{4}"}}}]}"#,
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "command": ["java", "-jar", "a.jar"], "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-datetime-format": "%Y"}}}]}"#,
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "command": ["java", "-Dlogging.structured.format.console=ecs", "-jar", "a.jar"], "logConfiguration": {"logDriver": "awslogs"}}]}"#,
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "logConfiguration": {"logDriver": "awslogs"}}]}"#,
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "command": ["java", "-jar", "a.jar"], "logConfiguration": {"logDriver": "awsfirelens"}}]}"#,
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        for container in task.containers where container.isJava {
            guard let logs = container.definition.logConfiguration, logs.isCloudWatch, !logs.hasUnknownOptions,
                logs.option("awslogs-multiline-pattern").isAbsent, logs.option("awslogs-datetime-format").isAbsent,
                !Self.isStructured(container), let place = logs.driver.span
            else { continue }
            report.fault(at: place, ["program": container.program ?? "java"])
        }
    }

    /// Whether something says that each event is a line of JSON.
    private static func isStructured(_ container: TaskSubject.Container) -> Bool {
        if container.startWords.contains(where: { $0.text.has("structured") || $0.text.has("json") }) { return true }
        return container.definition.environment.contains { variable in
            let text = (variable.name.value ?? "") + "=" + (variable.value.value?.shown ?? "")
            let lower = text.lowercased()
            return lower.has("json") || lower.has("structured") || lower.has("log_format")
        }
    }
}
