import Basics
import ECSModel
import RuleKit
import Workload

struct EndpointWithoutName: Rule {
    static let about = About(
        id: "SV510", since: "0.1", severity: .high,
        title: Text(en: "Endpoint that tasks do not find by name", ja: "プライベート DNS が無効な VPC エンドポイント"),
        why: Text(
            en:
                "ECS calls the service by its public name. Without private DNS that name leads to the internet, to which this subnet has no way: the task times out and stops.",
            ja: "ECS は AWS サービスを公開の名前で呼び出します。プライベート DNS がないと名前がインターネット側に解決され、経路のないこのサブネットからはタイムアウトし、タスクが停止します。"),
        remedy: Text(
            en: "Set `PrivateDnsEnabled` to true; templates and Terraform leave it off by default.",
            ja: "`PrivateDnsEnabled` を true にしてください。CloudFormation と Terraform の既定値は無効です。"),
        message: Text(
            en: "the endpoint for `{name}` has no private DNS, and the tasks' subnet no other way out",
            ja: "`{name}` のエンドポイントのプライベート DNS が無効で、タスクのサブネットにはほかの経路もありません"),
        links: [
            "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html",
            "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpcendpoint.html",
        ],
        fails: [example(dns: "PrivateDnsEnabled: ⟦false⟧")],
        passes: [example(dns: "PrivateDnsEnabled: true"), example(dns: "PrivateDnsEnabled: !Ref Dns")]
    )

    private static func example(dns: String) -> String {
        """
        Resources:
          Table: {Type: AWS::EC2::RouteTable, Properties: {VpcId: vpc-1}}
          A: {Type: AWS::EC2::Subnet, Properties: {CidrBlock: 10.0.0.0/24}}
          Tie: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref A, RouteTableId: !Ref Table}}
          Logs:
            Type: AWS::EC2::VPCEndpoint
            Properties:
              ServiceName: !Sub 'com.amazonaws.${AWS::Region}.logs'
              VpcEndpointType: Interface
              \(dns)
          Task:
            Type: AWS::ECS::TaskDefinition
            Properties:
              NetworkMode: awsvpc
              ContainerDefinitions: [{Name: web, Image: 'web:1', LogConfiguration: {LogDriver: awslogs}}]
          Service:
            Type: AWS::ECS::Service
            Properties:
              LaunchType: FARGATE
              TaskDefinition: !Ref Task
              NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [!Ref A]}}
        """
    }

    func check(_ service: ServiceSubject, _ report: inout Report) {
        let system = service.system
        guard service.service.isFargate == true, let task = service.task,
            !system.members(ResourceType.vpcEndpoint).isEmpty,
            let table = service.subnets.found.lazy.compactMap({ subnet -> Place? in
                guard case .none(let place)? = system.route(from: subnet) else { return nil }
                return place
            }).first
        else { return }
        let needed = AWSNeed.all(of: task, service.service).filter { $0.name != "s3" }
        for endpoint in system.members(ResourceType.vpcEndpoint) {
            guard endpoint.properties.string("vpcEndpointType").value?.lowercased() == "interface",
                let text = endpoint.properties.text("serviceName").value,
                let need = needed.first(where: { $0.isServed(by: text.known ?? text.knownSuffix) })
            else { continue }
            let place: Place
            switch endpoint.properties.bool("privateDnsEnabled") {
            case .known(false, let written): place = written
            case .absent: place = endpoint.headline
            case .known, .unknown, .wrong: continue
            }
            report.fault(
                at: place.span, ["name": need.name],
                related: [
                    .init(table.span, Text(en: "a route table without a default route", ja: "デフォルトルートのないルートテーブル")),
                    .init(need.place.span, Text(en: "what needs it", ja: "必要とする設定")),
                ])
        }
    }
}
