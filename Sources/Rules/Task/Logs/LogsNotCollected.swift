import Basics
import ECSModel
import RuleKit
import Workload

struct LogsNotCollected: Rule {
    static let about = About(
        id: "TD401", since: "0.1", severity: .medium,
        title: Text(en: "Container without a log configuration", ja: "ログ設定のないコンテナ"),
        why: Text(
            en: """
                What the container writes goes nowhere on Fargate, and to a file of the instance on EC2: when the task \
                is gone, so is the reason why it failed.
                """,
            ja: """
                コンテナの出力は、Fargate ではどこにも保存されず、EC2 ではインスタンス上のファイルに残るだけです。\
                タスクがなくなると、失敗の原因を調べる手がかりも失われます。
                """),
        remedy: Text(
            en: "Add `logConfiguration`, with `awslogs` or `awsfirelens` as the driver.",
            ja: "`awslogs` または `awsfirelens` をドライバーとする `logConfiguration` を追加してください。"),
        message: Text(en: "the logs of `{name}` are not collected", ja: "`{name}` のログが収集されません"),
        proof: Text(
            en: "the logs of `{name}` leave the task by `{driver}`", ja: "`{name}` のログは `{driver}` でタスクの外に送られます"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_firelens.html",
        ],
        aliases: ["ECS.9", "CT.ECS.PR.5", "ecs_task_definitions_logging_enabled"],
        answers: ["OPS_02.log-driver", "12F_11.routed"],
        fails: [
            #"{"family": "web", "containerDefinitions": [{"name": ⟦"web"⟧, "image": "web:1"}]}"#,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Name: web
                      Image: web:1
                      LogConfiguration: {LogDriver: awslogs, Options: {awslogs-group: web, awslogs-region: eu-west-1}}
                    - Name: ⟦proxy⟧
                      Image: nginx:1.27
            """,
        ],
        passes: [
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "logConfiguration": "${LOGS}"}]}"#,
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "logConfiguration": {"logDriver": "splunk", "options": {}}}]}"#,
        ],
        proves: [
            """
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1",
             "logConfiguration": {"logDriver": ⟦"awslogs"⟧, "options": {"awslogs-group": "web"}}}]}
            """
        ]
    )

    /// Those that leave the logs on the instance say nothing of whether somebody collects them there.
    private static let leaving: Set<String> = ["awslogs", "awsfirelens", "splunk", "fluentd", "gelf", "syslog"]

    func check(_ task: TaskSubject, _ report: inout Report) {
        for container in task.containers {
            guard let logs = container.definition.logConfiguration else {
                report.fault(at: container.definition.heading, ["name": container.name])
                continue
            }
            switch logs.driver {
            case .known(let driver, let place) where Self.leaving.contains(driver):
                report.holds(at: place.span, ["name": container.name, "driver": driver])
            case .known(_, let place):
                report.unsure(
                    at: place.span,
                    because: Text(
                        en: "whether logs are collected from the instance is not known here",
                        ja: "インスタンス側でログが収集されているかどうかは、ファイルから特定できません"))
            case .unknown(_, let place):
                report.unsure(
                    at: place.span,
                    because: Text(en: "the log driver is not known here", ja: "ログドライバーをファイルから特定できません"))
            case .absent, .wrong:
                if logs.term.isUnknown {
                    report.unsure(
                        at: logs.term.span,
                        because: Text(en: "the log driver is not known here", ja: "ログドライバーをファイルから特定できません"))
                }
            }
        }
    }
}
