import Basics
import ECSModel
import RuleKit
import Workload

struct OpenEgress: Rule {
    static let about = About(
        id: "SV507", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Tasks may call every address", ja: "すべての宛先への通信を許可されたタスク"),
        why: Text(
            en: "Whoever gets into a task can send data anywhere and fetch tools from anywhere.",
            ja: "タスクに侵入した攻撃者が、任意の宛先にデータを送り、任意の場所からツールを取得できます。"),
        remedy: Text(
            en: "Allow the ports and the groups that the application calls, and prefix lists of AWS's services.",
            ja: "アプリケーションが呼び出すポートと宛先のグループ、AWS サービスのプレフィックスリストだけを許可してください。"),
        message: Text(
            en: "the tasks' security group lets everything out", ja: "タスクのセキュリティグループが、すべてのアウトバウンド通信を許可しています"),
        links: ["https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html"],
        aliases: ["CKV_AWS_382", "AWS-0104"],
        differs: Text(
            en: "Only the security groups of ECS services are looked at, and only rules for all ports and protocols.",
            ja: "ECS サービスのセキュリティグループについて、全ポート・全プロトコルを許可するルールだけを指摘します。"),
        fails: [
            """
            resource "aws_ecs_service" "web" {
              name = "web"
              network_configuration {
                subnets         = ["subnet-1"]
                security_groups = [aws_security_group.tasks.id]
              }
            }
            resource "aws_security_group" "tasks" {
              description = "tasks"
              egress {
                protocol    = "-1"
                from_port   = ⟦0⟧
                to_port     = 0
                cidr_blocks = ["0.0.0.0/0"]
              }
            }
            """,
            """
            Resources:
              Tasks:
                Type: AWS::EC2::SecurityGroup
                Properties:
                  GroupDescription: tasks
                  SecurityGroupEgress: [{IpProtocol: '-1', CidrIp: ⟦0.0.0.0/0⟧}]
              Service:
                Type: AWS::ECS::Service
                Properties:
                  DesiredCount: 2
                  NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [subnet-1], SecurityGroups: [!Ref Tasks]}}
            """,
        ],
        passes: [
            """
            Resources:
              Tasks:
                Type: AWS::EC2::SecurityGroup
                Properties:
                  GroupDescription: tasks
                  SecurityGroupEgress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0}]
              Service:
                Type: AWS::ECS::Service
                Properties:
                  DesiredCount: 2
                  NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [subnet-1], SecurityGroups: [!Ref Tasks]}}
            """
        ]
    )

    func check(_ service: ServiceSubject, _ report: inout Report) {
        for group in service.securityGroups.found {
            let rules = service.system.egress(of: group) ?? []
            let all = rules.first { $0.isAboutEveryone && $0.term.string("ipProtocol").value == "-1" }
            if let all { report.fault(at: all.place.span) }
        }
    }
}
