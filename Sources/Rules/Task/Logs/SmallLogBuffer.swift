import Basics
import ECSModel
import RuleKit
import Workload

struct SmallLogBuffer: Rule {
    static let about = About(
        id: "TD403", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "Log buffer that overflows at once", ja: "すぐにあふれるログバッファー"),
        why: Text(
            en:
                "Lines that do not fit in the buffer are dropped without a word, most of all when an incident writes many.",
            ja: "バッファーに収まらない行は警告なしに捨てられます。ログが増える障害時ほど失われやすくなります。"),
        remedy: Text(
            en: "Set `max-buffer-size` to several MiB (the default is 10 MiB), within the task's memory.",
            ja: "`max-buffer-size` をタスクのメモリに収まる範囲で数 MiB にしてください (既定は 10 MiB)。"),
        message: Text(en: "a buffer of {size} loses lines", ja: "バッファーが {size} しかなく、ログが失われます"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html"],
        fails: [
            """
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "logConfiguration": {
             "logDriver": "awslogs", "options": {"mode": "non-blocking", "max-buffer-size": ⟦"64k"⟧}}}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Name: web
                      Image: web:1
                      LogConfiguration:
                        LogDriver: awslogs
                        Options: {mode: non-blocking, max-buffer-size: ⟦512k⟧}
            """,
        ],
        passes: [
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "logConfiguration": {"logDriver": "awslogs", "options": {"mode": "non-blocking", "max-buffer-size": "25m"}}}]}"#,
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "logConfiguration": {"logDriver": "awslogs", "options": {"mode": "non-blocking", "max-buffer-size": "${SIZE}"}}}]}"#,
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "logConfiguration": {"logDriver": "awslogs", "options": {"mode": "blocking", "max-buffer-size": "64k"}}}]}"#,
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        for container in task.containers {
            guard let logs = container.definition.logConfiguration, logs.known("mode")?.text == "non-blocking",
                let size = logs.known("max-buffer-size"), let bytes = LogConfiguration.bytes(size.text), bytes < 1 << 20
            else { continue }
            report.fault(at: size.place, ["size": size.text])
        }
    }
}
