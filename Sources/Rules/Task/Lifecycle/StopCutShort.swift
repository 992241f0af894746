import Basics
import ECSModel
import RuleKit
import Workload

struct StopCutShort: Rule {
    static let about = About(
        id: "TD301", since: "0.1", severity: .high,
        title: Text(en: "ECS kills before the application is done", ja: "終了処理の完了を待たない強制終了"),
        why: Text(
            en: """
                At the end of `stopTimeout` ECS sends SIGKILL. An application that takes longer to finish its requests \
                loses them at each deployment and each scale-in.
                """,
            ja: """
                ECS は `stopTimeout` が過ぎると SIGKILL を送ります。終了処理にそれ以上かかるアプリケーションは、\
                デプロイやスケールインのたびに処理中のリクエストを失います。
                """),
        remedy: Text(
            en: "Set `stopTimeout` above the application's own limit (at most 120 on Fargate), or lower that limit.",
            ja: "`stopTimeout` をアプリケーション側の待ち時間より長くするか (Fargate では最大 120 秒)、アプリケーション側の待ち時間を短くしてください。"),
        message: Text(
            en: "killed after {stop} s, but `{setting}` allows {grace} s to finish",
            ja: "{stop} 秒で強制終了されますが、`{setting}` では終了処理に {grace} 秒を見込んでいます"),
        proof: Text(
            en: "`{setting}` ends after {grace} s, before SIGKILL after {stop} s",
            ja: "`{setting}` は {grace} 秒で、{stop} 秒後の SIGKILL より先に終わります"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html",
            "https://docs.gunicorn.org/en/stable/settings.html",
        ],
        answers: ["ECS_03.stop-timeout", "COST_05.stop-timeout"],
        fails: [
            """
            {"family": "web", "requiresCompatibilities": ["FARGATE"], "containerDefinitions": [
              {"name": "web", "image": "web:1", "stopTimeout": ⟦30⟧,
               "command": ["gunicorn", "--graceful-timeout", "90", "app:app"]}]}
            """,
            """
            === Dockerfile
            FROM python:3.13-slim
            COPY gunicorn.conf.py /app/
            WORKDIR /app
            CMD ["gunicorn", "app:app"]
            === gunicorn.conf.py
            graceful_timeout = 60
            === taskdef.json
            {"family": "web", "requiresCompatibilities": ["FARGATE"], "containerDefinitions": [
              {"name": ⟦"web"⟧, "image": "<IMAGE1_NAME>"}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  RequiresCompatibilities: [FARGATE]
                  ContainerDefinitions:
                    - Name: api
                      Image: 111122223333.dkr.ecr.eu-west-1.amazonaws.com/api:1
                      StopTimeout: ⟦20⟧
                      Environment:
                        - Name: SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE
                          Value: 1m
            """,
            """
            resource "aws_ecs_task_definition" "web" {
              family                   = "web"
              requires_compatibilities = ["FARGATE"]
              container_definitions = jsonencode([{
                name        = "web"
                image       = "web:1"
                stopTimeout = ⟦30⟧
                command     = ["uvicorn", "app:app", "--timeout-graceful-shutdown", "60"]
              }])
            }
            """,
        ],
        passes: [
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "stopTimeout": "${STOP}", "command": ["gunicorn", "--graceful-timeout", "90", "app:app"]}]}"#,
            // The agent of an instance may have another default.
            #"{"family": "web", "requiresCompatibilities": ["EC2"], "containerDefinitions": [{"name": "web", "image": "web:1", "command": ["gunicorn", "--graceful-timeout", "90", "app:app"]}]}"#,
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "stopTimeout": 30, "command": ["gunicorn", "--graceful-timeout", "30", "app:app"]}]}"#,
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "stopTimeout": 10}]}"#,
        ],
        proves: [
            """
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "stopTimeout": ⟦60⟧,
               "command": ["gunicorn", "--graceful-timeout=45", "app:app"]}]}
            """
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        for container in task.containers {
            guard let grace = StopGrace.of(container) else { continue }
            let stop: Int
            switch container.definition.stopTimeout {
            case .known(let seconds, _): stop = seconds
            case .absent where task.task.runsOnFargate == true: stop = 30
            case .absent, .unknown, .wrong:
                report.unsure(
                    at: container.definition.stopTimeout.span ?? container.definition.heading,
                    because: Text(
                        en: "`stopTimeout` is not known here",
                        ja: "`stopTimeout` の値をファイルから特定できません"))
                continue
            }
            let place = container.definition.stopTimeout.span ?? container.definition.heading
            let arguments = ["stop": "\(stop)", "setting": grace.setting, "grace": "\(grace.seconds)"]
            let related = [
                Finding.Related(
                    grace.place,
                    Text(en: "the application's own limit", ja: "アプリケーション側の待ち時間"))
            ]
            if grace.seconds > stop {
                report.fault(at: place, arguments, related: related)
            } else if grace.seconds < stop {
                report.holds(at: place, arguments, related: related)
            }
        }
    }
}
