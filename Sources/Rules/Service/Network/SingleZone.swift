import Basics
import ECSModel
import RuleKit
import Workload

struct SingleZone: Rule {
    static let about = About(
        id: "SV504", since: "0.1", severity: .medium,
        title: Text(en: "Service in one Availability Zone", ja: "単一アベイラビリティーゾーンのサービス"),
        why: Text(
            en: "When the zone fails the whole service is gone, and no task can be started elsewhere.",
            ja: "ゾーンに障害が起きるとサービス全体が停止し、ほかのゾーンでタスクを起動することもできません。"),
        remedy: Text(
            en: "Give the service subnets in at least two zones, better three.",
            ja: "2 つ以上、できれば 3 つのアベイラビリティーゾーンのサブネットをサービスに指定してください。"),
        message: Text(
            en: "{kind|one=the only subnet of the service lies in one zone|all subnets of the service lie in one zone}",
            ja: "{kind|one=サービスのサブネットが 1 つだけのため、単一のゾーンで動作します|サービスのサブネットがすべて同じゾーンにあります}"),
        proof: Text(en: "the subnets lie in {zones} zones", ja: "サブネットは {zones} つのゾーンに分散しています"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/capacity-availability.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AwsVpcConfiguration.html",
        ],
        answers: ["ECS_19.several-zones"],
        fails: [
            """
            {"serviceName": "web", "taskDefinition": "web", "desiredCount": 2, "networkConfiguration":
              {"awsvpcConfiguration": {"subnets": [⟦"subnet-0123456789abcdef0"⟧]}}}
            """,
            """
            Resources:
              A: {Type: AWS::EC2::Subnet, Properties: {AvailabilityZone: !Select [0, !GetAZs ''], CidrBlock: 10.0.0.0/24}}
              B: {Type: AWS::EC2::Subnet, Properties: {AvailabilityZone: eu-west-1a, CidrBlock: 10.0.1.0/24}}
              C: {Type: AWS::EC2::Subnet, Properties: {AvailabilityZone: eu-west-1a, CidrBlock: 10.0.2.0/24}}
              Service:
                Type: AWS::ECS::Service
                Properties:
                  DesiredCount: 2
                  NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [⟦!Ref B⟧, !Ref C]}}
            """,
        ],
        passes: [
            """
            {"serviceName": "web", "taskDefinition": "web", "desiredCount": 2, "networkConfiguration":
              {"awsvpcConfiguration": {"subnets": ["subnet-1", "subnet-2"]}}}
            """,
            #"{"serviceName": "web", "desiredCount": 2, "networkConfiguration": {"awsvpcConfiguration": {"subnets": ["<SUBNETS>"]}}}"#,
            // A parameter may hold any number of subnets.
            """
            Parameters: {Subnets: {Type: 'List<AWS::EC2::Subnet::Id>'}}
            Resources:
              Service:
                Type: AWS::ECS::Service
                Properties: {DesiredCount: 2, NetworkConfiguration: {AwsvpcConfiguration: {Subnets: !Ref Subnets}}}
            """,
            """
            Resources:
              A: {Type: AWS::EC2::Subnet, Properties: {AvailabilityZone: !Select [0, !GetAZs ''], CidrBlock: 10.0.0.0/24}}
              B: {Type: AWS::EC2::Subnet, Properties: {AvailabilityZone: !Select [1, !GetAZs ''], CidrBlock: 10.0.1.0/24}}
              Service:
                Type: AWS::ECS::Service
                Properties: {DesiredCount: 2, NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [!Ref A, !Ref B]}}}
            """,
        ],
        proves: [
            """
            Resources:
              A: {Type: AWS::EC2::Subnet, Properties: {AvailabilityZone: eu-west-1a, CidrBlock: 10.0.0.0/24}}
              B: {Type: AWS::EC2::Subnet, Properties: {AvailabilityZone: eu-west-1b, CidrBlock: 10.0.1.0/24}}
              Service:
                Type: AWS::ECS::Service
                Properties: {DesiredCount: 2, NetworkConfiguration: {AwsvpcConfiguration: {Subnets: ⟦[!Ref A, !Ref B]⟧}}}
            """
        ]
    )

    func check(_ service: ServiceSubject, _ report: inout Report) {
        guard let list = service.service.network?["subnets"], !list.isUnknown else { return }
        let subnets = service.subnets
        let items = list.items
        if items.count == 1, let only = items.first {
            // A reference may stand for a list, unless it is to a subnet.
            let isOne = subnets.isComplete || only.string?.hasPrefix("subnet-") == true
            guard isOne else { return }
            return report.fault(at: only.span, ["kind": "one"])
        }
        guard subnets.isComplete, subnets.found.count == items.count, let first = items.first else { return }
        let zones = subnets.found.map { $0.properties.string("availabilityZone").value }
        let known = Set(zones.compactMap { $0 })
        if known.count > 1 { return report.holds(at: list.span, ["zones": String(known.count)]) }
        guard known.count == 1, !zones.contains(nil) else { return }
        let related = subnets.found.compactMap { subnet in
            subnet.properties["availabilityZone"].map {
                Finding.Related($0.span, Text(en: "the zone of a subnet", ja: "サブネットのゾーン"))
            }
        }
        report.fault(at: first.span, ["kind": "all"], related: related)
    }
}
