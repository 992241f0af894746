import Basics
import ECSModel
import RuleKit
import Workload

struct LogRegionDiffers: Rule {
    static let about = About(
        id: "TD405", since: "0.1", severity: .medium,
        title: Text(en: "Logs go to another Region than the rest", ja: "ほかの設定と異なるリージョンへのログ送信"),
        why: Text(
            en: """
                Most often a definition was copied from another Region: logs then cross Regions, cost more, and are not \
                where people look for them, or their group does not exist there and the task does not start.
                """,
            ja: """
                多くは、別リージョンの定義をコピーしたときの直し忘れです。ログがリージョンをまたいで送られて料金が増え、探す場所にログがありません。\
                そのリージョンにロググループがなければ、タスクは起動もしません。
                """),
        remedy: Text(
            en: "Set `awslogs-region` to the Region in which the service runs.",
            ja: "`awslogs-region` をサービスが動くリージョンにしてください。"),
        message: Text(
            en: "logs go to {region}, the rest of the task is in {other}",
            ja: "ログの送信先は {region} ですが、タスクのほかの設定は {other} を指しています"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html"],
        fails: [
            """
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1",
             "secrets": [{"name": "KEY", "valueFrom": "arn:aws:ssm:eu-west-1:111122223333:parameter/key"}],
             "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "web", "awslogs-region": ⟦"us-east-1"⟧}}}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Name: web
                      Image: web:1
                      LogConfiguration: {LogDriver: awslogs, Options: {awslogs-group: web, awslogs-region: eu-west-1}}
                    - Name: proxy
                      Image: proxy:1
                      LogConfiguration: {LogDriver: awslogs, Options: {awslogs-group: web, awslogs-region: ⟦us-west-2⟧}}
            """,
        ],
        passes: [
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "secrets": [{"name": "KEY", "valueFrom": "arn:aws:ssm:eu-west-1:111122223333:parameter/key"}], "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "web", "awslogs-region": "eu-west-1"}}}]}"#,
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "secrets": [{"name": "KEY", "valueFrom": "arn:aws:ssm:${REGION}:111122223333:parameter/key"}], "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "web", "awslogs-region": "eu-west-1"}}}]}"#,
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "secrets": [{"name": "KEY", "valueFrom": "/web/key"}], "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "web", "awslogs-region": "${REGION}"}}}]}"#,
            // An image in another Region is a matter of the registry.
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "111122223333.dkr.ecr.us-east-1.amazonaws.com/web:1", "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "web", "awslogs-region": "eu-west-1"}}}]}"#,
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        var logs: [Told] = []
        var secrets: [Told] = []
        for container in task.containers {
            if let options = container.definition.logConfiguration, options.isCloudWatch,
                let region = options.known("awslogs-region"), !region.text.isEmpty
            {
                logs.append(Told(text: region.text, place: region.place))
            }
            for secret in container.definition.secrets {
                guard case .known(let text, let place) = secret.value else { continue }
                let parts = text.knownPrefix.split(separator: ":", omittingEmptySubsequences: false)
                // What stands behind the Region must be written out too, or the Region is only a part of it.
                guard parts.count > 4, parts[0] == "arn", !parts[3].isEmpty else { continue }
                secrets.append(Told(text: String(parts[3]), place: place.span))
            }
        }
        // Which of them is right the definition does not tell: what most say, and of as many what is said first.
        let told = secrets + logs
        var counts: [String: Int] = [:]
        for region in told { counts[region.text, default: 0] += 1 }
        guard counts.count > 1, let most = counts.values.max(),
            let usual = told.first(where: { counts[$0.text] == most })
        else { return }
        for region in logs where region.text != usual.text {
            report.fault(
                at: region.place, ["region": region.text, "other": usual.text],
                related: [Finding.Related(usual.place, Text(en: "the Region of the rest", ja: "ほかの設定が指すリージョン"))])
        }
    }
}
