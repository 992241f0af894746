import Basics
import ECSModel
import RuleKit
import Workload

struct TaskRoleMissing: Rule {
    static let about = About(
        id: "IF202", since: "0.1", severity: .high,
        title: Text(en: "A task without the role that it needs", ja: "必要なタスクロールがないタスク"),
        why: Text(
            en: """
                ECS Exec and the sidecars for traces call AWS with the task role. Without one the service is refused or \
                the traces never arrive; the execution role does not serve the containers.
                """,
            ja: """
                ECS Exec やトレース用サイドカーは、タスクロールで AWS を呼び出します。ないとサービスの更新が拒否されたり、\
                トレースが届かなかったりします。実行ロールはコンテナからは使われません。
                """),
        remedy: Text(
            en: "Give the task a `taskRoleArn` with the rights of that feature.",
            ja: "その機能に必要な権限を持つロールを `taskRoleArn` に指定してください。"),
        message: Text(
            en: "`{task}` has no `taskRoleArn`, which {need|exec=ECS Exec|its sidecar for traces} needs",
            ja: "`{task}` に、{need|exec=ECS Exec|トレース用サイドカー}に必要な `taskRoleArn` がありません"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/trace-data.html",
        ],
        aliases: ["KICS:7f384a5f"],
        answers: ["ECS_14.own-role"],
        fails: [
            """
            === taskdef.json
            {"family": ⟦"web"⟧, "containerDefinitions": [{"name": "web", "image": "web:1"}]}
            === service.json
            {"serviceName": "web", "taskDefinition": "web", "desiredCount": 2, "enableExecuteCommand": true}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  RequiresCompatibilities: [FARGATE]
                  ExecutionRoleArn: arn:aws:iam::123456789012:role/exec
                  ContainerDefinitions:
                    - {Name: web, Image: 'web:1'}
                    - {Name: traces, Image: ⟦'public.ecr.aws/aws-observability/aws-otel-collector:v0.43.1'⟧}
            """,
        ],
        passes: [
            """
            {"family": "web", "requiresCompatibilities": ["FARGATE"], "taskRoleArn": "<ROLE>", "containerDefinitions": [
              {"name": "xray", "image": "public.ecr.aws/xray/aws-xray-daemon:3.3.15"}]}
            """,
            // On EC2 the instance's role may do.
            """
            {"family": "web", "requiresCompatibilities": ["EC2"], "containerDefinitions": [
              {"name": "xray", "image": "amazon/aws-xray-daemon:3.3.15"}]}
            """,
            """
            [{"name": "xray", "image": "amazon/aws-xray-daemon:3.3.15", "memory": 64}]
            """,
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        guard task.definition.taskRole.isAbsent, !SecurityPlaces.isPartial(task) else { return }
        if let exec = SecurityPlaces.execService(task) {
            report.fault(
                at: SecurityPlaces.heading(task), ["need": "exec", "task": task.task.name],
                related: [
                    .init(exec.place.span, Text(en: "ECS Exec is turned on here", ja: "ECS Exec はここで有効になっています"))
                ])
            return
        }
        guard task.task.runsOnFargate == true else { return }
        for container in task.containers {
            guard TraceSidecar.isOne(container.definition), let place = container.definition.image.span else {
                continue
            }
            report.fault(at: place, ["need": "traces", "task": task.task.name])
        }
    }
}

/// Containers that send traces to AWS.
enum TraceSidecar {
    static func isOne(_ container: ContainerDefinition) -> Bool {
        guard let text = container.image.value else { return false }
        let image = text.shown
        return image.has("aws-otel-collector") || image.has("aws-xray-daemon")
    }
}
