import Basics
import ECSModel
import RuleKit
import Workload

struct RightsOnWrongRole: Rule {
    static let about = About(
        id: "IF206", since: "0.1", severity: .high,
        title: Text(en: "The task role lacks the rights of a feature", ja: "機能に必要な権限がないタスクロール"),
        why: Text(
            en: """
                ECS Exec, trace sidecars and FireLens call AWS from inside the task, with the task role. Rights on the \
                execution role do nothing for them: sessions fail, traces and logs are lost without a word.
                """,
            ja: """
                ECS Exec、トレース用サイドカー、FireLens はタスクの中からタスクロールで AWS を呼び出します。実行ロールの権限は\
                使われないため、接続に失敗し、トレースやログが気付かれずに失われます。
                """),
        remedy: Text(
            en: "Allow the actions on the task role, and take them off the execution role.",
            ja: "タスクロールでアクションを許可し、実行ロールからは外してください。"),
        message: Text(
            en:
                "the task role `{role}` does not allow `{action}`, which {need|exec=ECS Exec needs|traces=the sidecar for traces needs|FireLens needs}{wrong|yes=; the execution role has it|}",
            ja:
                "タスクロール `{role}` に {need|exec=ECS Exec|traces=トレース用サイドカー|FireLens} に必要な `{action}` がありません{wrong|yes= (実行ロール側にあります)|}"
        ),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/trace-data.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_firelens.html",
        ],
        fails: [
            """
            Resources:
              Exec:
                Type: AWS::IAM::Role
                Properties:
                  Policies: [{PolicyName: exec, PolicyDocument: {Statement: [{Effect: Allow, Action: 'ssmmessages:*', Resource: '*'}]}}]
              Own:
                Type: AWS::IAM::Role
                Properties:
                  Policies: [{PolicyName: data, PolicyDocument: {Statement: [{Effect: Allow, Action: 's3:GetObject', Resource: '*'}]}}]
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ExecutionRoleArn: !GetAtt Exec.Arn
                  TaskRoleArn: ⟦!GetAtt Own.Arn⟧
                  ContainerDefinitions: [{Name: web, Image: 'web:1'}]
              Service:
                Type: AWS::ECS::Service
                Properties: {TaskDefinition: !Ref Task, EnableExecuteCommand: true}
            """,
            """
            === template.yaml
            Resources:
              Own: {Type: AWS::IAM::Role, Properties: {RoleName: web-task}}
            === taskdef.json
            {"family": "web", "taskRoleArn": ⟦"arn:aws:iam::123456789012:role/web-task"⟧, "containerDefinitions": [
              {"name": "web", "image": "web:1"}, {"name": "traces", "image": "public.ecr.aws/xray/aws-xray-daemon:3.3.15"}]}
            """,
            """
            resource "aws_iam_role" "task" {
              managed_policy_arns = ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"]
            }
            resource "aws_ecs_task_definition" "web" {
              family                = "web"
              task_role_arn         = ⟦aws_iam_role.task.arn⟧
              container_definitions = jsonencode([{ name = "web", image = "web:1" }])
            }
            resource "aws_ecs_service" "web" {
              name                   = "web"
              task_definition        = aws_ecs_task_definition.web.arn
              enable_execute_command = true
            }
            """,
        ],
        passes: [
            """
            Resources:
              Own:
                Type: AWS::IAM::Role
                Properties:
                  ManagedPolicyArns: ['arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess', !ImportValue Shared]
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  TaskRoleArn: !GetAtt Own.Arn
                  ContainerDefinitions:
                    - {Name: web, Image: 'web:1'}
                    - {Name: xray, Image: 'public.ecr.aws/xray/aws-xray-daemon:3.3.15'}
              Service:
                Type: AWS::ECS::Service
                Properties: {TaskDefinition: !Ref Task, EnableExecuteCommand: true}
            """,
            """
            === template.yaml
            Resources:
              Own:
                Type: AWS::IAM::Role
                Properties:
                  RoleName: web-task
                  Policies: [{PolicyName: x, PolicyDocument: {Statement: [{Effect: Allow, Action: ['ssmmessages:CreateControlChannel', 'ssmmessages:Create*', 'ssmmessages:Open*'], Resource: '*'}]}}]
            === taskdef.json
            {"family": "web", "taskRoleArn": "web-task", "containerDefinitions": [{"name": "web", "image": "web:1"}]}
            === service.json
            {"serviceName": "web", "taskDefinition": "web", "desiredCount": 1, "enableExecuteCommand": true}
            """,
        ]
    )

    private struct Need {
        var kind: String
        var action: String
        var place: Place
    }

    func check(_ task: TaskSubject, _ report: inout Report) {
        guard let role = task.task.taskRole, let place = task.definition.taskRole.place else { return }
        let rights = RoleRights(role, in: task.system)
        let other = task.task.executionRole.map { RoleRights($0, in: task.system) }
        for need in needs(task) where rights.allows(need.action) == false {
            let wrong = other?.place(allowing: need.action)
            var related: [Finding.Related] = [
                .init(need.place.span, Text(en: "this needs it", ja: "ここで必要になります")),
                .init(role.place.span, Text(en: "the task role", ja: "タスクロール")),
            ]
            if let wrong {
                related.append(.init(wrong.span, Text(en: "the execution role has it", ja: "実行ロールで許可されています")))
            }
            report.fault(
                at: place.span,
                [
                    "role": TaskRoles.name(role, task.system), "action": need.action, "need": need.kind,
                    "wrong": wrong == nil ? "no" : "yes",
                ], related: related)
        }
    }

    private func needs(_ task: TaskSubject) -> [Need] {
        var needs: [Need] = []
        if let exec = SecurityPlaces.execService(task) {
            needs.append(Need(kind: "exec", action: "ssmmessages:CreateControlChannel", place: exec.place))
        }
        for container in task.containers {
            guard let image = container.definition.image.place else { continue }
            // What a collector sends where is in its configuration; the daemon sends traces only.
            if container.definition.image.value?.shown.has("aws-xray-daemon") == true {
                needs.append(Need(kind: "traces", action: "xray:PutTraceSegments", place: image))
            }
        }
        for container in task.containers {
            guard let logs = container.definition.logConfiguration, logs.driver.value == "awsfirelens",
                case .known(let name, let place) = logs.option("Name"), let plugin = name.known,
                let action = Self.destinations[plugin], logs.option("role_arn").isAbsent
            else { continue }
            if !needs.contains(where: { $0.action == action }) {
                needs.append(Need(kind: "firelens", action: action, place: place))
            }
        }
        return needs
    }

    /// What the outputs of Fluent Bit call.
    private static let destinations = [
        "firehose": "firehose:PutRecordBatch", "kinesis_firehose": "firehose:PutRecordBatch",
        "kinesis": "kinesis:PutRecords", "kinesis_streams": "kinesis:PutRecords", "s3": "s3:PutObject",
        "cloudwatch": "logs:PutLogEvents", "cloudwatch_logs": "logs:PutLogEvents",
    ]
}
