import Basics
import ECSModel
import RuleKit
import Workload

struct EndpointMissing: Rule {
    static let about = About(
        id: "SV506", since: "0.1", severity: .high,
        title: Text(en: "Private subnet without the endpoints that a task needs", ja: "必要な VPC エンドポイントがないプライベートサブネット"),
        why: Text(
            en:
                "With no NAT gateway each AWS service that a task starts with needs an endpoint: without one the task times out while it pulls, reads secrets or opens its log, and stops.",
            ja: """
                NAT ゲートウェイがない場合、タスクの起動に必要な AWS サービスごとにエンドポイントが必要\
                です。不足していると、イメージやシークレットの取得、ログの送信がタイムアウトし、タスクが\
                停止します。
                """
        ),
        remedy: Text(
            en: "Add the endpoints, S3's gateway endpoint among them (ECR keeps its layers there), or a NAT gateway.",
            ja: "不足しているエンドポイントか NAT ゲートウェイを追加してください。ECR のレイヤーは S3 にあるため、S3 のゲートウェイエンドポイントも必要です。"),
        message: Text(
            en: "the subnet has no way out and no endpoint for {missing}",
            ja: "サブネットに外部への経路がなく、{missing} のエンドポイントもありません"),
        links: [
            "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html",
        ],
        fails: [
            """
            resource "aws_route_table" "private" {
              vpc_id = aws_vpc.main.id
            }
            resource "aws_subnet" "a" {
              vpc_id     = aws_vpc.main.id
              cidr_block = "10.0.0.0/24"
            }
            resource "aws_route_table_association" "a" {
              subnet_id      = aws_subnet.a.id
              route_table_id = aws_route_table.private.id
            }
            resource "aws_vpc" "main" {
              cidr_block = "10.0.0.0/16"
            }
            resource "aws_vpc_endpoint" "this" {
              for_each     = toset(["ecr.api", "ecr.dkr"])
              vpc_id       = aws_vpc.main.id
              service_name = "com.amazonaws.eu-west-1.${each.value}"
            }
            resource "aws_ecs_task_definition" "web" {
              family                   = "web"
              network_mode             = "awsvpc"
              requires_compatibilities = ["FARGATE"]
              container_definitions = jsonencode([{
                name  = "web"
                image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1"
              }])
            }
            resource "aws_ecs_service" "web" {
              name            = "web"
              launch_type     = "FARGATE"
              task_definition = aws_ecs_task_definition.web.arn
              network_configuration {
                subnets = [⟦aws_subnet.a.id⟧]
              }
            }
            """,
            """
            Resources:
              Table: {Type: AWS::EC2::RouteTable, Properties: {VpcId: vpc-1}}
              A: {Type: AWS::EC2::Subnet, Properties: {CidrBlock: 10.0.0.0/24}}
              Tie: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref A, RouteTableId: !Ref Table}}
              Api: {Type: AWS::EC2::VPCEndpoint, Properties: {ServiceName: !Sub 'com.amazonaws.${AWS::Region}.ecr.api'}}
              Docker: {Type: AWS::EC2::VPCEndpoint, Properties: {ServiceName: !Sub 'com.amazonaws.${AWS::Region}.ecr.dkr'}}
              Logs: {Type: AWS::EC2::VPCEndpoint, Properties: {ServiceName: !Sub 'com.amazonaws.${AWS::Region}.logs'}}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  NetworkMode: awsvpc
                  ContainerDefinitions:
                    - Name: web
                      Image: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1
                      LogConfiguration: {LogDriver: awslogs}
              Service:
                Type: AWS::ECS::Service
                Properties:
                  LaunchType: FARGATE
                  TaskDefinition: !Ref Task
                  NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [⟦!Ref A⟧]}}
            """,
        ],
        passes: [
            """
            Resources:
              Nat: {Type: AWS::EC2::NatGateway, Properties: {SubnetId: subnet-1}}
              Table: {Type: AWS::EC2::RouteTable, Properties: {VpcId: vpc-1}}
              Out:
                Type: AWS::EC2::Route
                Properties: {RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref Nat}
              A: {Type: AWS::EC2::Subnet, Properties: {CidrBlock: 10.0.0.0/24}}
              Tie: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref A, RouteTableId: !Ref Table}}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  NetworkMode: awsvpc
                  ContainerDefinitions: [{Name: web, Image: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1'}]
              Service:
                Type: AWS::ECS::Service
                Properties:
                  LaunchType: FARGATE
                  TaskDefinition: !Ref Task
                  NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [!Ref A]}}
            """,
            // Nothing tells how this subnet gets out.
            """
            Resources:
              A: {Type: AWS::EC2::Subnet, Properties: {CidrBlock: 10.0.0.0/24}}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  NetworkMode: awsvpc
                  ContainerDefinitions: [{Name: web, Image: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1'}]
              Service:
                Type: AWS::ECS::Service
                Properties:
                  LaunchType: FARGATE
                  TaskDefinition: !Ref Task
                  NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [!Ref A]}}
            """,
        ]
    )

    func check(_ service: ServiceSubject, _ report: inout Report) {
        guard service.service.isFargate == true, let task = service.task, let endpoints = service.endpoints,
            let list = service.service.network?["subnets"]
        else { return }
        let needed = AWSNeed.all(of: task, service.service)
        let missing = needed.filter { need in
            !endpoints.contains { need.isServed(by: $0) }
        }
        guard !missing.isEmpty else { return }
        for item in list.items {
            guard let text = item.text,
                let subnet = service.system.resolve(text, type: ResourceType.subnet, from: service.node.member.stack),
                case .none(let table)? = service.system.route(from: subnet)
            else { continue }
            let names = missing.map { "`\($0.name)`" }.joined(separator: ", ")
            // The other subnets are told by the first.
            return report.fault(
                at: item.span, ["missing": names],
                related: [
                    .init(table.span, Text(en: "a route table without a default route", ja: "デフォルトルートのないルートテーブル"))
                ] + missing.map { .init($0.place.span, Text(en: "what needs it", ja: "必要とする設定")) })
        }
    }
}
