import Basics
import ECSModel
import RuleKit
import Workload

struct BalancerShutOut: Rule {
    static let about = About(
        id: "SV503", since: "0.1", severity: .high,
        title: Text(en: "Security group that keeps the load balancer out", ja: "ロードバランサーからの通信を許可していないセキュリティグループ"),
        why: Text(
            en:
                "Neither requests nor health checks get through to the container: every task is found unhealthy and replaced without end.",
            ja: "リクエストもヘルスチェックもコンテナに届きません。すべてのタスクが異常と判定され、際限なく入れ替わります。"),
        remedy: Text(
            en: "Let the task's security group accept the container's port from the load balancer's security group.",
            ja: "タスクのセキュリティグループで、ロードバランサーのセキュリティグループからコンテナのポートへの通信を許可してください。"),
        message: Text(
            en: "no rule of the tasks' security group lets the load balancer reach port {port}{hint}",
            ja: "タスクのセキュリティグループに、ロードバランサーから {port} 番ポートへの通信を許可するルールがありません{hint}"),
        proof: Text(
            en: "the tasks accept port {port} from the load balancer's security group",
            ja: "タスクは、ロードバランサーのセキュリティグループから {port} 番ポートへの通信を許可しています"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/troubleshoot-service-load-balancers.html",
            "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html",
        ],
        answers: ["ECS_45.own-security-group"],
        fails: [
            """
            resource "aws_lb" "front" {
              internal        = false
              security_groups = [aws_security_group.front.id]
            }
            resource "aws_lb_listener" "https" {
              load_balancer_arn = aws_lb.front.arn
              port              = 443
              protocol          = "HTTPS"
              default_action {
                type             = "forward"
                target_group_arn = aws_lb_target_group.web.arn
              }
            }
            resource "aws_lb_target_group" "web" {
              port        = 80
              protocol    = "HTTP"
              target_type = "ip"
            }
            resource "aws_security_group" "front" {
              description = "load balancer"
            }
            resource "aws_ecs_service" "web" {
              name = "web"
              load_balancer {
                target_group_arn = aws_lb_target_group.web.arn
                container_name   = "web"
                container_port   = 3000
              }
              network_configuration {
                subnets         = ["subnet-1"]
                security_groups = [aws_security_group.tasks.id]
              }
            }
            resource "aws_security_group" "tasks" {
              description = "tasks"
            }
            resource "aws_vpc_security_group_ingress_rule" "front" {
              security_group_id            = aws_security_group.tasks.id
              referenced_security_group_id = aws_security_group.front.id
              ip_protocol                  = "tcp"
              from_port                    = ⟦80⟧
              to_port                      = 80
            }
            """,
            """
            Resources:
              Front: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: load balancer}}
              Tasks:
                Type: AWS::EC2::SecurityGroup
                Properties:
                  GroupDescription: tasks
                  SecurityGroupIngress: [{IpProtocol: tcp, FromPort: ⟦80⟧, ToPort: 80, SourceSecurityGroupId: !Ref Front}]
              Balancer:
                Type: AWS::ElasticLoadBalancingV2::LoadBalancer
                Properties: {SecurityGroups: [!Ref Front]}
              Listener:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties:
                  LoadBalancerArn: !Ref Balancer
                  DefaultActions: [{Type: forward, TargetGroupArn: !Ref Group}]
              Group: {Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: {Port: 80, Protocol: HTTP, TargetType: ip}}
              Service:
                Type: AWS::ECS::Service
                Properties:
                  LoadBalancers: [{ContainerName: web, ContainerPort: 3000, TargetGroupArn: !Ref Group}]
                  NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [subnet-1], SecurityGroups: [!Ref Tasks]}}
            """,
            """
            Resources:
              Front: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: load balancer}}
              ⟦Tasks⟧: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: tasks}}
              Balancer:
                Type: AWS::ElasticLoadBalancingV2::LoadBalancer
                Properties: {SecurityGroups: [!Ref Front]}
              Listener:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties:
                  LoadBalancerArn: !Ref Balancer
                  DefaultActions: [{Type: forward, TargetGroupArn: !Ref Group}]
              Group: {Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: {Port: 80, Protocol: HTTP, TargetType: ip}}
              Service:
                Type: AWS::ECS::Service
                Properties:
                  LoadBalancers: [{ContainerName: web, ContainerPort: 3000, TargetGroupArn: !Ref Group}]
                  NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [subnet-1], SecurityGroups: [!Ref Tasks]}}
            """,
        ],
        passes: [
            // By the addresses of the VPC, and by a group that is not known.
            """
            Resources:
              Front: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: load balancer}}
              Tasks:
                Type: AWS::EC2::SecurityGroup
                Properties:
                  GroupDescription: tasks
                  SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 3000, ToPort: 3000, CidrIp: 10.0.0.0/16}]
              Balancer: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {SecurityGroups: [!Ref Front]}}
              Listener:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties: {LoadBalancerArn: !Ref Balancer, DefaultActions: [{Type: forward, TargetGroupArn: !Ref Group}]}
              Group: {Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: {Port: 80, Protocol: HTTP, TargetType: ip}}
              Service:
                Type: AWS::ECS::Service
                Properties:
                  LoadBalancers: [{ContainerName: web, ContainerPort: 3000, TargetGroupArn: !Ref Group}]
                  NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [subnet-1], SecurityGroups: [!Ref Tasks]}}
            """,
            """
            Resources:
              Tasks: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: tasks}}
              Group: {Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: {Port: 80, Protocol: HTTP, TargetType: ip}}
              Service:
                Type: AWS::ECS::Service
                Properties:
                  LoadBalancers: [{ContainerName: web, ContainerPort: 3000, TargetGroupArn: !Ref Group}]
                  NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [subnet-1], SecurityGroups: [!Ref Tasks, sg-1]}}
            """,
        ],
        proves: [
            """
            Resources:
              Front: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: load balancer}}
              Tasks:
                Type: AWS::EC2::SecurityGroup
                Properties:
                  GroupDescription: tasks
                  SecurityGroupIngress: [{IpProtocol: tcp, FromPort: ⟦3000⟧, ToPort: 3000, SourceSecurityGroupId: !Ref Front}]
              Balancer: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {SecurityGroups: [!Ref Front]}}
              Listener:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties: {LoadBalancerArn: !Ref Balancer, DefaultActions: [{Type: forward, TargetGroupArn: !Ref Group}]}
              Group: {Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: {Port: 80, Protocol: HTTP, TargetType: ip}}
              Service:
                Type: AWS::ECS::Service
                Properties:
                  LoadBalancers: [{ContainerName: web, ContainerPort: 3000, TargetGroupArn: !Ref Group}]
                  NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [subnet-1], SecurityGroups: [!Ref Tasks]}}
            """
        ]
    )

    /// What a rule does for a load balancer.
    private enum Effect { case admits, mayAdmit, other }

    func check(_ service: ServiceSubject, _ report: inout Report) {
        let own = service.securityGroups
        guard own.isComplete, let first = own.found.first else { return }
        var rules: [SecurityRule] = []
        for group in own.found {
            guard let more = service.system.ingress(of: group) else { return }
            rules += more
        }
        for path in service.paths {
            guard case .known(let port, let portPlace) = path.entry.containerPort, path.isApplication == true,
                let balancer = path.balancers.first
            else { continue }
            let fronts = service.system.securityGroups(balancer.properties["securityGroups"], from: balancer.stack)
            guard fronts.isComplete else { continue }
            let effects = rules.map { effect($0, port, fronts.found, service.system) }
            if let index = effects.firstIndex(of: .admits) {
                // Only a group that nobody else is let into shows that all is well.
                guard !rules.contains(where: \.isAboutEveryone) else { continue }
                report.holds(
                    at: rules[index].place.span, ["port": String(port)],
                    related: [.init(balancer.headline.span, Text(en: "the load balancer", ja: "ロードバランサー"))])
                continue
            }
            guard !effects.contains(.mayAdmit) else { continue }
            let near = rules.first { rule in isFrom(rule, fronts.found, service.system) == true }
            report.fault(
                at: (near?.place ?? first.headline).span,
                ["port": String(port), "hint": near.map { " (\($0.ports))" } ?? ""],
                related: [
                    .init(portPlace.span, Text(en: "the container's port", ja: "コンテナのポート")),
                    .init(balancer.headline.span, Text(en: "the load balancer in front", ja: "前段のロードバランサー")),
                ])
        }
    }

    private func effect(_ rule: SecurityRule, _ port: Int, _ fronts: [System.Member], _ system: System) -> Effect {
        guard let covers = rule.covers(port) else { return .mayAdmit }
        guard covers else { return .other }
        switch isFrom(rule, fronts, system) {
        case true?: return .admits
        case false?: return .other
        case nil: return .mayAdmit
        }
    }

    /// Whether a rule is about what comes from one of these groups; nil for addresses and for what is not known.
    private func isFrom(_ rule: SecurityRule, _ fronts: [System.Member], _ system: System) -> Bool? {
        guard let text = rule.term.text("sourceSecurityGroupId").value,
            let source = system.resolve(text, type: ResourceType.securityGroup, from: rule.stack)
        else { return nil }
        return fronts.contains { $0.isSame(as: source) }
    }
}
