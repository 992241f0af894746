import Basics
import ECSModel
import RuleKit
import Workload

struct LoggingBlocksApplication: Rule {
    static let about = About(
        id: "TD402", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "The application waits for its log", ja: "ログの送信がアプリケーションを止める設定"),
        why: Text(
            en: """
                When CloudWatch Logs cannot be reached, each write to standard output waits: the application hangs, and \
                its health checks fail.
                """,
            ja: """
                CloudWatch Logs に送信できなくなると、標準出力への書き込みが待たされます。アプリケーションが応答しなくなり、\
                ヘルスチェックにも失敗します。
                """),
        remedy: Text(
            en: "Use `mode` `non-blocking` with a buffer of several MiB, unless no line may be lost.",
            ja: "1 行も失えない場合を除き、`mode` を `non-blocking` にし、数 MiB のバッファーを指定してください。"),
        message: Text(
            en: "writes to the log wait for CloudWatch Logs", ja: "CloudWatch Logs に送信できない間、ログの書き込みが止まります"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html"],
        aliases: ["ecs_task_definitions_logging_block_mode"],
        fails: [
            """
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "logConfiguration": {
             "logDriver": "awslogs", "options": {"awslogs-group": "web", "mode": ⟦"blocking"⟧}}}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Name: web
                      Image: web:1
                      LogConfiguration: {LogDriver: awslogs, Options: {awslogs-group: web, mode: ⟦blocking⟧}}
            """,
        ],
        passes: [
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "web", "mode": "non-blocking"}}}]}"#,
            // New accounts do not block.
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "web"}}}]}"#,
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        for container in task.containers {
            guard let logs = container.definition.logConfiguration, let mode = logs.known("mode"),
                mode.text == "blocking"
            else { continue }
            report.fault(at: mode.place)
        }
    }
}
