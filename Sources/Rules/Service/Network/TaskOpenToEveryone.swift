import Basics
import ECSModel
import RuleKit
import Workload

struct TaskOpenToEveryone: Rule {
    static let about = About(
        id: "SV502", since: "0.1", severity: .high,
        title: Text(en: "Task's port open to every address", ja: "すべてのアドレスに開放されたタスクのポート"),
        why: Text(
            en:
                "Whoever reaches the network reaches the application past the load balancer, without its TLS, its rules, its logs and the firewall in front of it.",
            ja: "ネットワークに到達できれば、ロードバランサーの TLS、ルール、ログ、WAF をすべて迂回してアプリケーションに直接アクセスできます。"),
        remedy: Text(
            en: "Let the task's security group accept the port from the load balancer's security group only.",
            ja: "タスクのセキュリティグループでは、ロードバランサーのセキュリティグループからの通信だけを許可してください。"),
        message: Text(
            en: "the tasks' security group opens port {port} to every address",
            ja: "タスクのセキュリティグループが、{port} 番ポートをすべてのアドレスに開放しています"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-network.html",
            "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
        ],
        aliases: ["EC2.18", "CKV_AWS_260", "AWS-0107"],
        differs: Text(
            en:
                "Only groups of ECS tasks are looked at, on the port of their container, and only where an Application Load Balancer or a public address shows that nobody needs the opening.",
            ja: "ECS タスクのセキュリティグループについて、コンテナのポートだけを見ます。ALB が前段にあるか、タスクがパブリック IP を持つ場合に限って指摘します。"),
        answers: ["ECS_26.ingress", "ECS_45.own-security-group"],
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
              ingress {
                protocol    = "tcp"
                from_port   = ⟦3000⟧
                to_port     = 3000
                cidr_blocks = ["0.0.0.0/0"]
              }
            }
            """,
            """
            Resources:
              Open:
                Type: AWS::EC2::SecurityGroup
                Properties:
                  GroupDescription: tasks
                  SecurityGroupIngress: [{IpProtocol: tcp, FromPort: ⟦8080⟧, ToPort: 8080, CidrIp: 0.0.0.0/0}]
              Group:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties: {Port: 8080, Protocol: HTTP, TargetType: ip}
              Service:
                Type: AWS::ECS::Service
                Properties:
                  LoadBalancers: [{ContainerName: web, ContainerPort: 8080, TargetGroupArn: !Ref Group}]
                  NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [subnet-1], SecurityGroups: [!Ref Open]}}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  NetworkMode: awsvpc
                  ContainerDefinitions: [{Name: web, Image: 'web:1', PortMappings: [{ContainerPort: 3000}]}]
              Tasks: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: tasks}}
              Rule:
                Type: AWS::EC2::SecurityGroupIngress
                Properties: {GroupId: !GetAtt Tasks.GroupId, IpProtocol: '-1', CidrIp: ⟦0.0.0.0/0⟧}
              Service:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: !Ref Task
                  NetworkConfiguration:
                    AwsvpcConfiguration: {AssignPublicIp: ENABLED, Subnets: [subnet-1], SecurityGroups: [!GetAtt Tasks.GroupId]}
            """,
        ],
        passes: [
            // A network load balancer hands on the clients' own addresses.
            """
            Resources:
              Open:
                Type: AWS::EC2::SecurityGroup
                Properties:
                  GroupDescription: tasks
                  SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 8080, ToPort: 8080, CidrIp: 0.0.0.0/0}]
              Group:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties: {Port: 8080, Protocol: TCP, TargetType: ip}
              Service:
                Type: AWS::ECS::Service
                Properties:
                  LoadBalancers: [{ContainerName: web, ContainerPort: 8080, TargetGroupArn: !Ref Group}]
                  NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [subnet-1], SecurityGroups: [!Ref Open]}}
            """,
            """
            Resources:
              Front:
                Type: AWS::EC2::SecurityGroup
                Properties:
                  GroupDescription: load balancer
                  SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0}]
              Tasks:
                Type: AWS::EC2::SecurityGroup
                Properties:
                  GroupDescription: tasks
                  SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 8080, ToPort: 8080, SourceSecurityGroupId: !Ref Front}]
              Group: {Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: {Port: 8080, Protocol: HTTP}}
              Service:
                Type: AWS::ECS::Service
                Properties:
                  LoadBalancers: [{ContainerName: web, ContainerPort: 8080, TargetGroupArn: !Ref Group}]
                  NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [subnet-1], SecurityGroups: [!Ref Tasks]}}
            """,
        ]
    )

    func check(_ service: ServiceSubject, _ report: inout Report) {
        let paths = service.paths
        let isFronted =
            service.knowsLoadBalancers && !paths.isEmpty && paths.allSatisfy { $0.isApplication == true }
        let address = service.service.assignPublicIP
        let isPublic = service.knowsLoadBalancers && paths.isEmpty && address.value?.uppercased() == "ENABLED"
        guard isFronted || isPublic else { return }
        var ports = paths.compactMap(\.entry.containerPort.value)
        if ports.isEmpty {
            ports = (service.task?.containers ?? []).flatMap(\.definition.portMappings).compactMap(
                \.containerPort.value)
        }
        var related: [Finding.Related] = []
        if isFronted, let entry = service.service.loadBalancers.first?.targetGroup.place {
            related.append(
                .init(entry.span, Text(en: "requests come by the load balancer", ja: "リクエストはロードバランサーから届きます")))
        }
        if case .known(let word, let place) = address, word.uppercased() == "ENABLED" {
            related.append(.init(place.span, Text(en: "the tasks have public addresses", ja: "タスクがパブリック IP を持ちます")))
        }
        for group in service.securityGroups.found {
            for rule in service.system.ingress(of: group) ?? [] where rule.isAboutEveryone {
                guard let port = ports.first(where: { rule.covers($0) == true }) else { continue }
                report.fault(at: rule.place.span, ["port": String(port)], related: related)
            }
        }
    }

}
