import Basics
import ECSModel
import RuleKit
import Workload

struct PublicSubnetWithoutAddress: Rule {
    static let about = About(
        id: "SV505", since: "0.1", severity: .high,
        title: Text(en: "Task without a way out of its public subnet", ja: "パブリックサブネットから外部に出られないタスク"),
        why: Text(
            en:
                "An internet gateway serves public addresses only: the task cannot pull its image or read its secrets, and stops with CannotPullContainerError or ResourceInitializationError.",
            ja:
                "インターネットゲートウェイを使えるのはパブリック IP を持つものだけです。タスクはイメージもシークレットも取得できず、CannotPullContainerError や ResourceInitializationError で停止します。"
        ),
        remedy: Text(
            en: "Run the task in a private subnet with a NAT gateway or VPC endpoints.",
            ja: "NAT ゲートウェイか VPC エンドポイントのあるプライベートサブネットでタスクを実行してください。"),
        message: Text(
            en: "the subnet's way out is an internet gateway, and the tasks have no public address",
            ja: "サブネットの外部への経路はインターネットゲートウェイですが、タスクはパブリック IP を持ちません"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html",
        ],
        fails: [
            """
            resource "aws_route_table" "private" {
              vpc_id = aws_vpc.main.id
              route {
                cidr_block = "0.0.0.0/0"
                gateway_id = aws_internet_gateway.main.id
              }
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
            resource "aws_internet_gateway" "main" {
              vpc_id = aws_vpc.main.id
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
              Gateway: {Type: AWS::EC2::InternetGateway}
              Table: {Type: AWS::EC2::RouteTable, Properties: {VpcId: vpc-1}}
              Out:
                Type: AWS::EC2::Route
                Properties: {RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Gateway}
              A: {Type: AWS::EC2::Subnet, Properties: {CidrBlock: 10.0.0.0/24}}
              Tie: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref A, RouteTableId: !Ref Table}}
              Service:
                Type: AWS::ECS::Service
                Properties:
                  LaunchType: FARGATE
                  NetworkConfiguration: {AwsvpcConfiguration: {AssignPublicIp: DISABLED, Subnets: [⟦!Ref A⟧]}}
            """,
        ],
        passes: [
            """
            Resources:
              Gateway: {Type: AWS::EC2::InternetGateway}
              Nat: {Type: AWS::EC2::NatGateway, Properties: {SubnetId: subnet-1}}
              Table: {Type: AWS::EC2::RouteTable, Properties: {VpcId: vpc-1}}
              Out:
                Type: AWS::EC2::Route
                Properties: {RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref Nat}
              A: {Type: AWS::EC2::Subnet, Properties: {CidrBlock: 10.0.0.0/24}}
              Tie: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref A, RouteTableId: !Ref Table}}
              Service:
                Type: AWS::ECS::Service
                Properties:
                  LaunchType: FARGATE
                  NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [!Ref A]}}
            """,
            // Endpoints are another way to AWS's own services.
            """
            Resources:
              Gateway: {Type: AWS::EC2::InternetGateway}
              Endpoint: {Type: AWS::EC2::VPCEndpoint, Properties: {ServiceName: com.amazonaws.eu-west-1.ecr.dkr}}
              Table: {Type: AWS::EC2::RouteTable, Properties: {VpcId: vpc-1}}
              Out:
                Type: AWS::EC2::Route
                Properties: {RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Gateway}
              A: {Type: AWS::EC2::Subnet, Properties: {CidrBlock: 10.0.0.0/24}}
              Tie: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref A, RouteTableId: !Ref Table}}
              Service:
                Type: AWS::ECS::Service
                Properties:
                  LaunchType: FARGATE
                  NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [!Ref A]}}
            """,
        ]
    )

    func check(_ service: ServiceSubject, _ report: inout Report) {
        guard service.service.isFargate == true, let list = service.service.network?["subnets"],
            service.system.members(ResourceType.vpcEndpoint).isEmpty
        else { return }
        let address = service.service.assignPublicIP
        switch address {
        case .absent: break
        case .known(let word, _): guard word.uppercased() == "DISABLED" || word == "false" else { return }
        case .unknown, .wrong: return
        }
        for item in list.items {
            guard let text = item.text,
                let subnet = service.system.resolve(text, type: ResourceType.subnet, from: service.node.member.stack),
                case .internetGateway(let route)? = service.system.route(from: subnet)
            else { continue }
            var related = [
                Finding.Related(route.span, Text(en: "the route to the internet gateway", ja: "インターネットゲートウェイへのルート"))
            ]
            if let place = address.place {
                related.append(.init(place.span, Text(en: "no public address", ja: "パブリック IP なし")))
            }
            // The other subnets are told by the first.
            return report.fault(at: item.span, related: related)
        }
    }
}
