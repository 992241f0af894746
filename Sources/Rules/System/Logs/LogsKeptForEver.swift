import Basics
import ECSModel
import RuleKit
import Workload

struct LogsKeptForEver: Rule {
    static let about = About(
        id: "IF401", since: "0.1", severity: .low,
        title: Text(en: "Logs that are kept for ever", ja: "無期限に保存されるログ"),
        why: Text(
            en: "Without a retention CloudWatch Logs keeps each line for ever, and its price only grows.",
            ja: "保持期間を指定しないと、CloudWatch Logs はログを無期限に保存し、料金が増え続けます。"),
        remedy: Text(
            en: "Set `RetentionInDays` to what your organisation asks for.",
            ja: "組織の要件に合わせて `RetentionInDays` を指定してください。"),
        message: Text(
            en: "the log group of `{task}` has no retention", ja: "`{task}` のロググループに保持期間がありません"),
        links: [
            "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-logs-loggroup.html"
        ],
        aliases: [
            "CKV_AWS_66", "CloudWatch.16", "KICS:ef0b316a",
            "cloudwatch_log_group_retention_policy_specific_days_enabled",
        ],
        fails: [
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  Family: web
                  ContainerDefinitions:
                    - Name: web
                      Image: web:1
                      LogConfiguration: {LogDriver: awslogs, Options: {awslogs-group: !Ref Group}}
              ⟦Group⟧:
                Type: AWS::Logs::LogGroup
            """,
            """
            === taskdef.json
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "logConfiguration": {
             "logDriver": "awslogs", "options": {"awslogs-group": "/ecs/web"}}}]}
            === logs.yaml
            Resources:
              Group:
                Type: AWS::Logs::LogGroup
                Properties: {LogGroupName: ⟦/ecs/web⟧}
            """,
            """
            resource "aws_cloudwatch_log_group" "web" {
              name              = ⟦"/ecs/web"⟧
              retention_in_days = 0
            }
            resource "aws_ecs_task_definition" "web" {
              family = "web"
              container_definitions = jsonencode([{
                name             = "web"
                image            = "web:1"
                logConfiguration = { logDriver = "awslogs", options = { awslogs-group = aws_cloudwatch_log_group.web.name } }
              }])
            }
            """,
        ],
        passes: [
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Name: web
                      Image: web:1
                      LogConfiguration: {LogDriver: awslogs, Options: {awslogs-group: !Ref Group}}
              Group:
                Type: AWS::Logs::LogGroup
                Properties: {RetentionInDays: 30}
            """,
            """
            Resources:
              Audit:
                Type: AWS::Logs::LogGroup
                Properties: {LogGroupName: audit}
            """,
        ]
    )

    func check(_ system: System, _ report: inout Report) {
        var users: [String: (task: TaskNode, place: Place)] = [:]
        var order: [System.Member] = []
        for task in system.tasks {
            for container in task.definition.containers {
                guard let logs = container.logConfiguration, logs.isCloudWatch,
                    case .known(let text, let place) = logs.option("awslogs-group"),
                    let group = system.resolve(text, type: ResourceType.logGroup, from: task.member.stack)
                else { continue }
                let key = "\(group.stack) \(group.resource.address)"
                guard users[key] == nil else { continue }
                users[key] = (task, place)
                order.append(group)
            }
        }
        for group in order {
            guard group.properties["retentionInDays"] == nil, !group.properties.isUnknown,
                let user = users["\(group.stack) \(group.resource.address)"]
            else { continue }
            report.fault(
                at: group.properties.string("logGroupName").span ?? group.place.span, ["task": user.task.name],
                related: [Finding.Related(user.place.span, Text(en: "written to from here", ja: "ここから書き込まれます"))])
        }
    }
}
