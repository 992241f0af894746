import Basics
import ECSModel
import RuleKit
import Workload

struct HostNamespace: Rule {
    static let about = About(
        id: "TD205", since: "0.1", severity: .high,
        title: Text(
            en: "The task shares the instance's processes or memory", ja: "インスタンスのプロセスやメモリを共有するタスク"),
        why: Text(
            en: """
                The containers see the processes or the shared memory of the whole instance: they can signal other \
                tasks, and read their environment with the credentials in it.
                """,
            ja: """
                インスタンス全体のプロセスや共有メモリがコンテナから見えるため、ほかのタスクにシグナルを送ったり、\
                認証情報を含む環境変数を読み取ったりできます。
                """),
        remedy: Text(
            en: "Take the setting out; containers of one task share with `task`.",
            ja: "この設定を外してください。同じタスク内で共有する場合は `task` を指定します。"),
        message: Text(en: "`{key}` is `host`", ja: "`{key}` が `host` です"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html",
            "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html",
        ],
        aliases: ["ECS.3", "CT.ECS.PR.10", "CKV_AWS_335", "ecs_task_definitions_host_namespace_not_shared"],
        answers: ["SEC_01.task-user"],
        fails: [
            """
            {"family": "web", "pidMode": ⟦"host"⟧, "ipcMode": ⟦"host"⟧, "requiresCompatibilities": ["EC2"],
              "containerDefinitions": [{"name": "web", "image": "web:1", "memory": 256}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  PidMode: ⟦host⟧
                  ContainerDefinitions: [{Name: web, Image: 'web:1', Memory: 256}]
            """,
        ],
        passes: [
            #"{"family": "web", "pidMode": "task", "containerDefinitions": [{"name": "web", "image": "web:1"}]}"#,
            #"{"family": "web", "pidMode": "<MODE>", "containerDefinitions": [{"name": "web", "image": "web:1"}]}"#,
            """
            Resources:
              Agent:
                Type: AWS::ECS::Service
                Properties: {TaskDefinition: !Ref Task, SchedulingStrategy: DAEMON}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  PidMode: host
                  ContainerDefinitions: [{Name: agent, Image: 'agent:7', Memory: 256}]
            """,
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        // Fargate refuses both.
        if task.definition.requiresFargate == true || SecurityPlaces.isDaemon(task) { return }
        for (key, field) in [("pidMode", task.definition.pidMode), ("ipcMode", task.definition.ipcMode)] {
            guard case .known(let mode, let place) = field, mode.lowercased() == "host" else { continue }
            report.fault(at: place.span, ["key": key])
        }
    }
}
