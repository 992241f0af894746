import Basics
import ECSModel
import RuleKit
import Workload

struct HostNetwork: Rule {
    static let about = About(
        id: "TD204", since: "0.1", severity: .medium,
        title: Text(en: "The task shares the instance's network", ja: "インスタンスのネットワークを共有するタスク"),
        why: Text(
            en: """
                The containers reach everything that listens on the instance, its metadata and credentials included; \
                the task has no security group of its own, and two tasks with the same port cannot run on one instance.
                """,
            ja: """
                コンテナからインスタンス上のすべてのサービス、メタデータ、認証情報に到達できます。タスク専用のセキュリティ\
                グループも使えず、同じポートのタスクを 1 台に 2 つ配置できません。
                """),
        remedy: Text(
            en: "Use the network mode `awsvpc`, which gives each task an interface and security groups of its own.",
            ja: "タスクごとに ENI とセキュリティグループを持てる `awsvpc` ネットワークモードを使用してください。"),
        message: Text(en: "network mode `host`", ja: "ネットワークモードが `host` です"),
        proof: Text(en: "network mode `awsvpc`", ja: "ネットワークモードは `awsvpc` です"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking.html",
            "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html",
        ],
        aliases: ["ECS.17", "CT.ECS.PR.4", "CT.ECS.PR.8", "KICS:9f4a9409"],
        differs: Text(
            en: "Agents that a service runs on every instance (`DAEMON`) are left alone.",
            ja: "各インスタンスに 1 つずつ配置するサービス (`DAEMON`) のエージェントは対象外です。"),
        answers: ["ECS_45.awsvpc"],
        fails: [
            """
            {"family": "web", "networkMode": ⟦"host"⟧, "requiresCompatibilities": ["EC2"],
              "containerDefinitions": [{"name": "web", "image": "web:1", "memory": 256}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  NetworkMode: ⟦host⟧
                  ContainerDefinitions: [{Name: web, Image: 'web:1', Memory: 256}]
            """,
        ],
        passes: [
            #"{"family": "web", "networkMode": "${MODE}", "containerDefinitions": [{"name": "web", "image": "web:1"}]}"#,
            """
            Resources:
              Agent:
                Type: AWS::ECS::Service
                Properties: {TaskDefinition: !Ref Task, SchedulingStrategy: DAEMON}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  NetworkMode: host
                  ContainerDefinitions: [{Name: agent, Image: 'agent:7', Memory: 256}]
            """,
        ],
        proves: [
            """
            {"family": "web", "networkMode": ⟦"awsvpc"⟧, "containerDefinitions": [{"name": "web", "image": "web:1"}]}
            """
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        switch task.definition.networkMode {
        case .known(let mode, let place):
            switch mode.lowercased() {
            case "host" where !SecurityPlaces.isDaemon(task): report.fault(at: place.span)
            case "awsvpc": report.holds(at: place.span)
            default: break
            }
        case .unknown(_, let place):
            report.unsure(
                at: place.span,
                because: Text(en: "the network mode is filled in later", ja: "ネットワークモードはデプロイ時に決まります"))
        case .absent, .wrong: break
        }
    }
}
