import Basics
import ECSModel
import RuleKit
import Workload

struct CheckDuringSlowStart: Rule {
    static let about = About(
        id: "TD307", since: "0.1", severity: .medium,
        title: Text(en: "Health check that counts while the container still starts", ja: "起動処理中から失敗が数えられるヘルスチェック"),
        why: Text(
            en: """
                Work at the start takes as long as the data is large. Without a `startPeriod` its failures count at \
                once: the task is stopped in the middle of it, and the next one begins anew.
                """,
            ja: """
                起動時の処理時間はデータ量などで変わります。`startPeriod` がないと失敗がすぐに数えられ、処理の途中でタスクが停止されて、\
                次のタスクがまた最初からやり直します。
                """),
        remedy: Text(
            en: "Set `startPeriod` (up to 300 seconds), or move the work into a task of its own before the deployment.",
            ja: "`startPeriod` (最大 300 秒) を設定するか、その処理をデプロイ前の別タスクに移してください。"),
        message: Text(
            en: "`{command}` has {seconds} s, then ECS stops the task",
            ja: "`{command}` が {seconds} 秒以内に終わらないと、ECS がタスクを停止します"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/healthcheck.html"],
        answers: ["OPS_02.health-checks"],
        fails: [
            """
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1",
              "command": ["sh", "-c", "python manage.py migrate && exec gunicorn app:app"],
              "healthCheck": ⟦{"command": ["CMD", "/healthy"], "interval": 10}⟧}]}
            """,
            """
            === Dockerfile
            FROM ruby:3.4
            CMD bundle exec rails db:migrate && exec bundle exec puma
            === template.yaml
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Name: web
                      Image: !Ref Image
                      HealthCheck: ⟦{Command: [CMD, /healthy], Interval: 5, Retries: 5, StartPeriod: 0}⟧
            """,
        ],
        passes: [
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "command": ["sh", "-c", "python manage.py migrate && exec gunicorn app:app"], "healthCheck": {"command": ["CMD", "/healthy"], "interval": 10, "startPeriod": 120}}]}"#,
            // The defaults leave 90 seconds.
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "command": ["sh", "-c", "python manage.py migrate && exec gunicorn app:app"], "healthCheck": {"command": ["CMD", "/healthy"]}}]}"#,
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "command": ["gunicorn", "app:app"], "healthCheck": {"command": ["CMD", "/healthy"], "interval": 5}}]}"#,
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "command": ["sh", "-c", "python manage.py migrate && exec gunicorn app:app"], "healthCheck": {"command": ["CMD", "/healthy"], "interval": "${N}"}}]}"#,
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        for container in task.containers {
            guard let check = container.definition.healthCheck, check.term.isMap,
                let interval = Self.value(check.interval, 30), let retries = Self.value(check.retries, 3),
                Self.value(check.startPeriod, 0) == 0,
                (1...59).contains(interval.multipliedReportingOverflow(by: retries).partialValue),
                let slow = SlowStart.of(container)
            else { continue }
            report.fault(
                at: check.term.span, ["command": slow.command, "seconds": "\(interval * retries)"],
                related: [
                    Finding.Related(
                        slow.place, Text(en: "runs before the first answer", ja: "応答できるようになる前に実行されます"))
                ])
        }
    }

    private static func value(_ field: Field<Int>, _ standard: Int) -> Int? {
        switch field {
        case .absent: standard
        case .known(let value, _): value
        case .unknown, .wrong: nil
        }
    }
}
