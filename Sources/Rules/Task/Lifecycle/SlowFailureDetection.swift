import Basics
import ECSModel
import RuleKit
import Workload

struct SlowFailureDetection: Rule {
    static let about = About(
        id: "TD310", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Health check that takes minutes to fail", ja: "異常の検知に数分かかるヘルスチェック"),
        why: Text(
            en: "ECS replaces a container that hangs only after `interval` times `retries`.",
            ja: "ハングしたコンテナが置き換えられるのは、`interval` × `retries` の時間が過ぎた後です。"),
        remedy: Text(
            en: "Shorten `interval`, or lower `retries`; use `startPeriod` for a slow start.",
            ja: "`interval` を短くするか `retries` を減らしてください。起動が遅い場合は `startPeriod` を使います。"),
        message: Text(
            en: "a container that hangs is found after {seconds} s",
            ja: "ハングしたコンテナの検知に {seconds} 秒かかります"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/healthcheck.html"],
        fails: [
            """
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1",
              "healthCheck": {"command": ["CMD", "/healthy"], "interval": ⟦300⟧, "retries": 5}}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - {Name: web, Image: 'web:1', HealthCheck: {Command: [CMD, /healthy], Interval: ⟦120⟧}}
            """,
        ],
        passes: [
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "healthCheck": {"command": ["CMD", "/healthy"], "interval": 30, "retries": 10}}]}"#,
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "healthCheck": {"command": ["CMD", "/healthy"], "interval": 300, "retries": "${N}"}}]}"#,
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        for container in task.containers {
            guard let check = container.definition.healthCheck, case .known(let interval, let place) = check.interval,
                (1...300).contains(interval)
            else { continue }
            let retries: Int
            switch check.retries {
            case .absent: retries = 3
            case .known(let value, _): retries = value
            case .unknown, .wrong: continue
            }
            guard (1...10).contains(retries), interval * retries > 300 else { continue }
            report.fault(at: place.span, ["seconds": "\(interval * retries)"])
        }
    }
}
