import Basics
import ECSModel
import RuleKit
import Workload

struct GroupWithoutEgress: Rule {
    static let about = About(
        id: "SV509", since: "0.1", severity: .high,
        title: Text(en: "Security group that lets nothing out", ja: "外向きの通信を許可しないセキュリティグループ"),
        why: Text(
            en:
                "Terraform takes away the rule with which AWS lets everything out: the task cannot pull its image, and the load balancer cannot reach the task.",
            ja:
                "Terraform は、AWS が既定で付けるアウトバウンド許可ルールを削除します。タスクはイメージを取得できず、ロードバランサーはタスクに到達できません。"),
        remedy: Text(
            en: "Add an egress rule: to port 443 for a task, to the tasks' port for a load balancer.",
            ja: "アウトバウンドルールを追加してください。タスクには 443 番ポート宛て、ロードバランサーにはタスクのポート宛ての許可が必要です。"),
        message: Text(
            en: "no rule lets {kind|task=the tasks|the load balancer} send anything",
            ja: "{kind|task=タスク|ロードバランサー}からの通信を許可するルールがありません"),
        links: [
            "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group",
            "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
        ],
        fails: [
            """
            ⟦resource "aws_security_group" "tasks"⟧ {
              description = "tasks"
              ingress {
                protocol    = "tcp"
                from_port   = 3000
                to_port     = 3000
                cidr_blocks = ["10.0.0.0/16"]
              }
            }
            resource "aws_ecs_service" "web" {
              name        = "web"
              launch_type = "FARGATE"
              network_configuration {
                subnets         = ["subnet-1"]
                security_groups = [aws_security_group.tasks.id]
              }
            }
            """
        ],
        passes: [
            """
            resource "aws_security_group" "tasks" {
              description = "tasks"
            }
            resource "aws_vpc_security_group_egress_rule" "https" {
              security_group_id = aws_security_group.tasks.id
              ip_protocol       = "tcp"
              from_port         = 443
              to_port           = 443
              cidr_ipv4         = "0.0.0.0/0"
            }
            resource "aws_ecs_service" "web" {
              name        = "web"
              launch_type = "FARGATE"
              network_configuration {
                subnets         = ["subnet-1"]
                security_groups = [aws_security_group.tasks.id]
              }
            }
            """,
            // CloudFormation leaves AWS's own rule in place.
            """
            Resources:
              Tasks: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: tasks}}
              Service:
                Type: AWS::ECS::Service
                Properties:
                  LaunchType: FARGATE
                  NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [subnet-1], SecurityGroups: [!Ref Tasks]}}
            """,
            // The module that gets the group may add the rules.
            """
            resource "aws_security_group" "tasks" {
              description = "tasks"
            }
            module "rules" {
              source = "git::https://example.com/rules.git"
              group  = aws_security_group.tasks.id
            }
            resource "aws_ecs_service" "web" {
              name        = "web"
              launch_type = "FARGATE"
              network_configuration {
                subnets         = ["subnet-1"]
                security_groups = [aws_security_group.tasks.id]
              }
            }
            """,
        ]
    )

    func check(_ service: ServiceSubject, _ report: inout Report) {
        guard service.service.isFargate == true else { return }
        let related = [Finding.Related(service.headline.span, Text(en: "the service", ja: "対象のサービス"))]
        let own = service.securityGroups
        if isShut(own, service.system), let first = own.found.first {
            report.fault(at: first.headline.span, ["kind": "task"], related: related)
        }
        for balancer in service.paths.flatMap(\.balancers) {
            let groups = service.system.securityGroups(balancer.properties["securityGroups"], from: balancer.stack)
            guard isShut(groups, service.system), let first = groups.found.first else { continue }
            report.fault(
                at: first.headline.span, ["kind": "front"],
                related: [.init(balancer.headline.span, Text(en: "the load balancer", ja: "ロードバランサー"))])
        }
    }

    private func isShut(_ groups: (found: [System.Member], isComplete: Bool), _ system: System) -> Bool {
        groups.isComplete
            && groups.found.allSatisfy { group in
                [.terraform, .terraformPlan].contains(group.resource.origin)
                    && system.egress(of: group)?.isEmpty == true
                    // A group without any rule gets them from elsewhere.
                    && system.ingress(of: group)?.isEmpty == false
            }
    }
}
