import Basics
import ECSModel
import RuleKit
import Workload

struct PublicTaskSet: Rule {
    static let about = About(
        id: "IF310", since: "0.1", severity: .medium,
        title: Text(en: "Public addresses for tasks that no service runs", ja: "サービス以外のタスクへのパブリック IP 割り当て"),
        why: Text(
            en: "Each of the tasks can be reached from the internet; a security group is all that stands in between.",
            ja: "タスクにインターネットから直接到達できます。防御はセキュリティグループだけになります。"),
        remedy: Text(
            en: "Run them in private subnets with `AssignPublicIp` set to `DISABLED`.",
            ja: "プライベートサブネットで実行し、`AssignPublicIp` を `DISABLED` にしてください。"),
        message: Text(en: "these tasks get public addresses", ja: "これらのタスクにパブリック IP が割り当てられます"),
        links: [
            "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/networking-outbound.html",
        ],
        aliases: ["ECS.16", "ecs_task_set_no_assign_public_ip"],
        differs: Text(
            en: "Tasks that EventBridge starts are looked at too.", ja: "EventBridge が起動するタスクも対象です。"),
        answers: ["ECS_26.ingress", "ECS_29.private-subnets"],
        fails: [
            """
            Resources:
              Set:
                Type: AWS::ECS::TaskSet
                Properties:
                  Cluster: main
                  Service: web
                  TaskDefinition: web
                  NetworkConfiguration: {AwsVpcConfiguration: {Subnets: [subnet-1], AssignPublicIp: ⟦ENABLED⟧}}
              Task: {Type: AWS::ECS::TaskDefinition, Properties: {Family: web}}
            """,
            """
            Resources:
              Task: {Type: AWS::ECS::TaskDefinition, Properties: {Family: nightly}}
              Nightly:
                Type: AWS::Events::Rule
                Properties:
                  ScheduleExpression: rate(1 day)
                  Targets:
                    - Id: task
                      Arn: arn:aws:ecs:eu-west-1:123456789012:cluster/main
                      EcsParameters:
                        TaskDefinitionArn: !Ref Task
                        NetworkConfiguration: {AwsVpcConfiguration: {Subnets: [subnet-1], AssignPublicIp: ⟦ENABLED⟧}}
            """,
        ],
        passes: [
            """
            Resources:
              Task: {Type: AWS::ECS::TaskDefinition, Properties: {Family: nightly}}
              Nightly:
                Type: AWS::Events::Rule
                Properties:
                  ScheduleExpression: rate(1 day)
                  Targets:
                    - Id: task
                      Arn: arn:aws:ecs:eu-west-1:123456789012:cluster/main
                      EcsParameters:
                        TaskDefinitionArn: !Ref Task
                        NetworkConfiguration: {AwsVpcConfiguration: {Subnets: [subnet-1], AssignPublicIp: !Ref Address}}
            """
        ]
    )

    func check(_ system: System, _ report: inout Report) {
        var networks = system.members(ResourceType.taskSet).map { $0.properties["networkConfiguration"] }
        for rule in system.members(ResourceType.eventRule) {
            for target in rule.properties["targets"]?.items ?? [] {
                networks.append(target["ecsParameters"]?["networkConfiguration"])
            }
        }
        for schedule in system.members(ResourceType.schedule) {
            networks.append(schedule.properties["target"]?["ecsParameters"]?["networkConfiguration"])
        }
        for network in networks {
            guard case .known(let word, let place)? = network?["awsvpcConfiguration"]?.string("assignPublicIp"),
                word.uppercased() == "ENABLED" || word == "true"
            else { continue }
            report.fault(at: place.span)
        }
    }
}
