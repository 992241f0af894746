import Basics
import ECSModel
import RuleKit
import Workload

struct CallsThroughInternet: Rule {
    static let about = About(
        id: "SV508", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Service calls another through the internet", ja: "インターネット経由のサービス間通信"),
        why: Text(
            en: "The call leaves the VPC by the NAT gateway and comes back: slower, charged twice, and open to others.",
            ja: "通信が NAT ゲートウェイから VPC の外に出て戻ってきます。遅くなり、転送料金も余分にかかり、公開された経路に依存します。"),
        remedy: Text(
            en: "Use Service Connect, service discovery or an internal load balancer between services.",
            ja: "サービス間の通信には、Service Connect、サービスディスカバリ、内部ロードバランサーのいずれかを使ってください。"),
        message: Text(
            en: "`{name}` is the address of an internet-facing load balancer",
            ja: "`{name}` は、インターネット向けロードバランサーのアドレスです"),
        proof: Text(
            en: "services are reached by Service Connect, inside the VPC", ja: "Service Connect により VPC 内で通信します"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/interconnecting-services.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/networking-connecting-services.html",
        ],
        answers: ["ECS_29.inside"],
        fails: [
            """
            Resources:
              Balancer: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Scheme: internet-facing}}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - {Name: web, Image: 'web:1', Environment: [{Name: ORDERS_URL, Value: ⟦!Sub 'http://${Balancer.DNSName}/orders'⟧}]}
              Service: {Type: AWS::ECS::Service, Properties: {TaskDefinition: !Ref Task}}
            """,
            """
            resource "aws_lb" "public" {
              internal = false
            }
            resource "aws_ecs_task_definition" "web" {
              family = "web"
              container_definitions = jsonencode([{
                name        = "web"
                image       = "web:1"
                environment = [{ name = "API_URL", value = ⟦"http://${aws_lb.public.dns_name}"⟧ }]
              }])
            }
            resource "aws_ecs_service" "web" {
              name            = "web"
              task_definition = aws_ecs_task_definition.web.arn
            }
            """,
        ],
        passes: [
            """
            Resources:
              Balancer: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Scheme: internal}}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - {Name: web, Image: 'web:1', Environment: [{Name: ORDERS_URL, Value: !Sub 'http://${Balancer.DNSName}/orders'}]}
              Service: {Type: AWS::ECS::Service, Properties: {TaskDefinition: !Ref Task}}
            """,
            // An address for browsers.
            """
            Resources:
              Balancer: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Scheme: internet-facing}}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - {Name: web, Image: 'web:1', Environment: [{Name: NEXT_PUBLIC_API, Value: !GetAtt Balancer.DNSName}]}
              Service: {Type: AWS::ECS::Service, Properties: {TaskDefinition: !Ref Task}}
            """,
            // Its own address, which it writes into links.
            """
            Resources:
              Balancer: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Scheme: internet-facing}}
              Listener:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties: {LoadBalancerArn: !Ref Balancer, DefaultActions: [{Type: forward, TargetGroupArn: !Ref Group}]}
              Group: {Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: {Port: 80, Protocol: HTTP, TargetType: ip}}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - {Name: web, Image: 'web:1', Environment: [{Name: BASE_URL, Value: !GetAtt Balancer.DNSName}]}
              Service:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: !Ref Task
                  LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Group}]
            """,
        ],
        proves: [
            """
            {"serviceName": "web", "taskDefinition": "web", "desiredCount": 2,
             "serviceConnectConfiguration": {"enabled": ⟦true⟧, "namespace": "shop"}}
            """
        ]
    )

    /// Words in the names of variables that are meant for people outside.
    private static let outside = [
        "PUBLIC", "REACT", "VITE", "NUXT", "ORIGIN", "CORS", "ALLOW", "REDIRECT", "CALLBACK", "SITE", "EXTERNAL",
        "FRONT", "DOMAIN", "WEB",
    ]

    func check(_ service: ServiceSubject, _ report: inout Report) {
        var isFaulty = false
        let fronts = service.paths.flatMap(\.balancers)
        for container in service.task?.containers ?? [] {
            for variable in container.definition.environment {
                guard case .known(let name, _) = variable.name, case .known(let value, let place) = variable.value,
                    !Self.outside.contains(where: { name.uppercased().has($0) }),
                    let balancer = publicBalancer(value, service), !fronts.contains(where: { $0.isSame(as: balancer) })
                else { continue }
                isFaulty = true
                report.fault(
                    at: place.span, ["name": name],
                    related: [.init(balancer.headline.span, Text(en: "the load balancer", ja: "ロードバランサー"))])
            }
        }
        if !isFaulty, case .known(true, let place)? = service.service.serviceConnect?.bool("enabled") {
            report.holds(at: place.span)
        }
    }

    private func publicBalancer(_ value: TermText, _ service: ServiceSubject) -> System.Member? {
        guard let stack = service.task?.task.member.stack else { return nil }
        for reference in value.references where TermKey.matches(reference.attribute, "DNSName") {
            guard let found = service.system.member(reference.resource, in: stack),
                found.resource.type == ResourceType.loadBalancer, found.isInternetFacing == true
            else { continue }
            return found
        }
        return nil
    }
}
