import Basics
import ECSModel
import RuleKit
import Workload

struct NoGraceForSlowStart: Rule {
    static let about = About(
        id: "SV214", since: "0.1", severity: .high,
        title: Text(en: "No grace period for a slow start", ja: "起動の遅いタスクに猶予期間がない"),
        why: Text(
            en: """
                The load balancer's check fails until the work at the start is done. Without a grace period ECS stops \
                the task in the middle of it, and the next one begins anew.
                """,
            ja: """
                起動時の処理が終わるまで、ロードバランサーのヘルスチェックは失敗します。猶予期間がないと、ECS は処理の途中でタスクを停止し、\
                次のタスクがまた最初からやり直します。
                """),
        remedy: Text(
            en: "Set `healthCheckGracePeriodSeconds` above the time that the start takes, or move the work out of it.",
            ja: "`healthCheckGracePeriodSeconds` を起動にかかる時間より長くするか、その処理を起動時から外してください。"),
        message: Text(
            en: "no grace period, though `{command}` runs before the first answer",
            ja: "`{command}` が応答開始前に実行されますが、猶予期間がありません"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service_definition_parameters.html"],
        answers: ["12F_09.fast-start"],
        fails: [
            """
            === Dockerfile
            FROM python:3.13
            COPY . /app
            CMD python manage.py migrate && exec gunicorn app:app
            === taskdef.json
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "<IMAGE1_NAME>"}]}
            === service.json
            {"serviceName": ⟦"web"⟧, "desiredCount": 2, "taskDefinition": "web",
             "loadBalancers": [{"containerName": "web", "containerPort": 80, "targetGroupArn": "arn:x"}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - {Name: web, Image: 'web:1', Command: [sh, -c, 'npx prisma migrate deploy && node server.js']}
              Service:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: !Ref Task
                  HealthCheckGracePeriodSeconds: ⟦0⟧
                  LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Group}]
            """,
        ],
        passes: [
            """
            === taskdef.json
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1",
              "command": ["sh", "-c", "npx prisma migrate deploy && node server.js"]}]}
            === service.json
            {"serviceName": "web", "desiredCount": 2, "taskDefinition": "web", "healthCheckGracePeriodSeconds": 120,
             "loadBalancers": [{"containerName": "web", "containerPort": 80, "targetGroupArn": "arn:x"}]}
            """,
            """
            === taskdef.json
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "command": ["node", "a.js"]}]}
            === service.json
            {"serviceName": "web", "desiredCount": 2, "taskDefinition": "web",
             "loadBalancers": [{"containerName": "web", "containerPort": 80, "targetGroupArn": "arn:x"}]}
            """,
        ]
    )

    func check(_ service: ServiceSubject, _ report: inout Report) {
        guard let task = service.task, !service.service.loadBalancers.isEmpty else { return }
        let place: Span
        switch service.service.gracePeriod {
        case .absent: place = service.headline.span
        case .known(0, let written): place = written.span
        case .known, .unknown, .wrong: return
        }
        let served = Set(service.service.loadBalancers.compactMap(\.containerName.value))
        for container in task.containers where served.contains(container.name) {
            guard let slow = SlowStart.of(container) else { continue }
            report.fault(
                at: place, ["command": slow.command],
                related: [
                    Finding.Related(
                        slow.place, Text(en: "runs before the first answer", ja: "応答できるようになる前に実行されます"))
                ])
        }
    }
}
