import Basics
import ECSModel
import RuleKit
import Workload

struct HealthCheckPortUnmapped: Rule {
    static let about = About(
        id: "SV404", since: "0.1", severity: .high,
        title: Text(en: "Health check on a port that the task does not open", ja: "タスクが公開していないポートへのヘルスチェック"),
        why: Text(
            en: "The check asks a port where nothing of the task is meant to answer, so that no task becomes healthy.",
            ja: "タスクが応答しないポートを確認するため、どのタスクも正常になりません。"),
        remedy: Text(
            en: "Use `traffic-port`, or map the port of the check in the task definition.",
            ja: "`traffic-port` を使うか、確認するポートをタスク定義でマッピングしてください。"),
        message: Text(
            en: "the target group checks port {port}; the task maps {mapped}",
            ja: "ターゲットグループは {port} 番ポートを確認しますが、タスクがマッピングしているのは {mapped} です"),
        links: [
            "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/troubleshoot-service-load-balancers.html",
        ],
        answers: ["REL_05.target-group"],
        fails: [
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  NetworkMode: awsvpc
                  ContainerDefinitions: [{Name: web, Image: 'web:1', PortMappings: [{ContainerPort: 3000}]}]
              Group:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties: {Port: 80, Protocol: HTTP, TargetType: ip, HealthCheckPort: ⟦'80'⟧}
              Service:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: !Ref Task
                  LoadBalancers: [{ContainerName: web, ContainerPort: 3000, TargetGroupArn: !Ref Group}]
            """
        ],
        passes: [
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  NetworkMode: awsvpc
                  ContainerDefinitions:
                    - {Name: web, Image: 'web:1', PortMappings: [{ContainerPort: 3000}]}
                    - {Name: proxy, Image: 'envoy:1', PortMappings: [{ContainerPort: 9901}]}
              Group:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties: {Port: 80, Protocol: HTTP, TargetType: ip, HealthCheckPort: 9901}
              Service:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: !Ref Task
                  LoadBalancers: [{ContainerName: web, ContainerPort: 3000, TargetGroupArn: !Ref Group}]
            """,
            """
            Resources:
              Group:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties: {Port: 80, Protocol: HTTP, TargetType: ip, HealthCheckPort: traffic-port}
              Service:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web:1
                  LoadBalancers: [{ContainerName: web, ContainerPort: 3000, TargetGroupArn: !Ref Group}]
            """,
        ]
    )

    func check(_ service: ServiceSubject, _ report: inout Report) {
        // In bridge mode the check goes to the instance, where anything may answer.
        guard let task = service.task, task.definition.knowsAllContainers, service.hasOwnInterface == true else {
            return
        }
        let mappings = task.containers.flatMap(\.definition.portMappings)
        let ports = mappings.compactMap(\.containerPort.value)
        guard !ports.isEmpty, ports.count == mappings.count else { return }
        for path in service.paths {
            guard let group = path.group,
                case .known(let port, let place) = group.properties.int("healthCheckPort"), !ports.contains(port)
            else { continue }
            let related = mappings.compactMap { mapping in
                mapping.containerPort.place.map {
                    Finding.Related($0.span, Text(en: "a port of the task", ja: "タスクのポート"))
                }
            }
            report.fault(
                at: place.span,
                ["port": String(port), "mapped": ports.map(String.init).joined(separator: ", ")], related: related)
        }
    }
}
