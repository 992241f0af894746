import Basics
import ECSModel
import RuleKit
import Workload

struct LogGroupNotDefined: Rule {
    static let about = About(
        id: "TD404", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "Log group that the templates do not make", ja: "テンプレートで作成されないロググループ"),
        why: Text(
            en: """
                The driver writes only to a group that exists. Where nobody has made it by hand, the task does not start, \
                as in each new environment.
                """,
            ja: """
                ログドライバーは既存のロググループにしか書き込めません。手作業で作られていなければタスクは起動せず、\
                新しい環境を作るたびに同じ問題が起きます。
                """),
        remedy: Text(
            en: "Define the group beside the task, with its retention.",
            ja: "タスク定義と一緒に、保持期間を指定したロググループを定義してください。"),
        message: Text(
            en: "no definition makes the log group `{group}`", ja: "ロググループ `{group}` を作成する定義がありません"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html"],
        fails: [
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Name: web
                      Image: web:1
                      LogConfiguration: {LogDriver: awslogs, Options: {awslogs-group: ⟦/ecs/web⟧}}
              Group:
                Type: AWS::Logs::LogGroup
                Properties: {LogGroupName: /ecs/api, RetentionInDays: 30}
            """,
            """
            === taskdef.json
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "logConfiguration": {
             "logDriver": "awslogs", "options": {"awslogs-group": ⟦"/ecs/web"⟧, "awslogs-region": "eu-west-1"}}}]}
            === logs.yaml
            Resources:
              Group:
                Type: AWS::Logs::LogGroup
                Properties: {LogGroupName: /ecs/api, RetentionInDays: 30}
            """,
        ],
        passes: [
            // Nothing here makes any group: it is done elsewhere.
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "/ecs/web"}}}]}"#,
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
                        Options: {awslogs-group: /ecs/web, awslogs-create-group: 'true'}
              Group:
                Type: AWS::Logs::LogGroup
                Properties: {LogGroupName: /ecs/api}
            """,
            // One of the groups has a name that is not known.
            """
            Parameters: {Name: {Type: String}}
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Name: web
                      Image: web:1
                      LogConfiguration: {LogDriver: awslogs, Options: {awslogs-group: /ecs/web}}
              Group:
                Type: AWS::Logs::LogGroup
                Properties: {LogGroupName: !Sub '/ecs/${Name}'}
            """,
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        let groups = task.system.members(ResourceType.logGroup)
        // Where no group is defined at all, they are made by something that is not here.
        guard !groups.isEmpty, groups.allSatisfy({ task.system.name(of: $0) != nil }) else { return }
        for container in task.containers {
            guard let logs = container.definition.logConfiguration, logs.isCloudWatch,
                let group = logs.known("awslogs-group"), logs.option("awslogs-create-group").isAbsent,
                !groups.contains(where: { task.system.name(of: $0) == group.text })
            else { continue }
            report.fault(at: group.place, ["group": group.text])
        }
    }
}
