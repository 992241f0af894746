import Basics
import ECSModel
import RuleKit
import Workload

struct ImagesThroughNAT: Rule {
    static let about = About(
        id: "IF312", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Images are pulled through the NAT gateway", ja: "NAT ゲートウェイ経由のイメージ取得"),
        why: Text(
            en:
                "ECR keeps the layers of images in S3: each start of a task pays the NAT gateway's price for each gigabyte, which a gateway endpoint would save for free.",
            ja: "ECR のレイヤーは S3 にあります。タスクの起動のたびに NAT ゲートウェイのデータ処理料金がかかりますが、無料の S3 ゲートウェイエンドポイントがあれば不要です。"),
        remedy: Text(
            en: "Add a gateway endpoint for S3 to the route tables of the private subnets.",
            ja: "プライベートサブネットのルートテーブルに、S3 のゲートウェイエンドポイントを追加してください。"),
        message: Text(
            en: "images of ECR come through this NAT gateway: there is no gateway endpoint for S3",
            ja: "S3 のゲートウェイエンドポイントがなく、ECR のイメージがこの NAT ゲートウェイを通ります"),
        links: [
            "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html",
            "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html",
        ],
        fails: [
            """
            ⟦resource "aws_nat_gateway" "main"⟧ {
              subnet_id = "subnet-1"
            }
            resource "aws_ecr_repository" "web" {
              name = "web"
            }
            resource "aws_ecs_task_definition" "web" {
              family                = "web"
              container_definitions = jsonencode([{ name = "web", image = "${aws_ecr_repository.web.repository_url}:1" }])
            }
            """,
            """
            Resources:
              ⟦Nat⟧: {Type: AWS::EC2::NatGateway, Properties: {SubnetId: subnet-1}}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions: [{Name: web, Image: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1'}]
            """,
        ],
        passes: [
            """
            resource "aws_nat_gateway" "main" {
              subnet_id = "subnet-1"
            }
            resource "aws_vpc_endpoint" "layers" {
              vpc_id       = "vpc-1"
              service_name = "com.amazonaws.${var.region}.s3"
            }
            resource "aws_ecr_repository" "web" {
              name = "web"
            }
            resource "aws_ecs_task_definition" "web" {
              family                = "web"
              container_definitions = jsonencode([{ name = "web", image = "${aws_ecr_repository.web.repository_url}:1" }])
            }
            """,
            """
            Resources:
              Nat: {Type: AWS::EC2::NatGateway, Properties: {SubnetId: subnet-1}}
              Layers: {Type: AWS::EC2::VPCEndpoint, Properties: {ServiceName: !Sub 'com.amazonaws.${AWS::Region}.s3', VpcEndpointType: Gateway}}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions: [{Name: web, Image: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1'}]
            """,
            // Docker Hub is not behind an endpoint.
            """
            Resources:
              Nat: {Type: AWS::EC2::NatGateway, Properties: {SubnetId: subnet-1}}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties: {ContainerDefinitions: [{Name: web, Image: 'nginx:1.27'}]}
            """,
        ]
    )

    func check(_ system: System, _ report: inout Report) {
        guard let gateway = system.members(ResourceType.natGateway).first else { return }
        for endpoint in system.members(ResourceType.vpcEndpoint) {
            guard let name = endpoint.properties.text("serviceName").value else { return }
            let suffix = name.known ?? name.knownSuffix
            // One whose service is not known may be it.
            if suffix.isEmpty || suffix == "s3" || suffix.hasSuffix(".s3") { return }
        }
        for task in system.tasks where task.member.stack == gateway.stack {
            for container in task.definition.containers {
                guard case .known(let image, let place) = container.image, AWSNeed.isOfECR(image, task) else {
                    continue
                }
                return report.fault(
                    at: gateway.headline.span,
                    related: [.init(place.span, Text(en: "an image of ECR", ja: "ECR のイメージ"))])
            }
        }
    }
}
