import Basics
import ECSModel
import RuleKit
import Workload

struct BalancedContainerNotEssential: Rule {
    static let about = About(
        id: "SV406", since: "0.1", severity: .medium,
        title: Text(en: "Container behind the load balancer is not essential", ja: "ロードバランサー配下のコンテナが essential でない"),
        why: Text(
            en:
                "When this container stops, its task goes on without it: requests fail until the load balancer's check finds the task unhealthy.",
            ja: "このコンテナが停止してもタスクは動き続けます。ロードバランサーが異常を検知するまで、リクエストは失敗します。"),
        remedy: Text(
            en: "Leave `essential` at true for the container that takes requests.",
            ja: "リクエストを受けるコンテナの `essential` は true にしてください。"),
        message: Text(
            en: "container `{container}` takes the load balancer's requests, but is not essential",
            ja: "コンテナ `{container}` はロードバランサーのリクエストを受けますが、essential ではありません"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html"],
        answers: ["REL_05.replaced"],
        fails: [
            """
            === taskdef.json
            {"family": "web", "containerDefinitions": [
              {"name": "web", "image": "web:1", "essential": ⟦false⟧, "portMappings": [{"containerPort": 80}]},
              {"name": "agent", "image": "agent:1"}]}
            === service.json
            {"serviceName": "web", "taskDefinition": "web", "desiredCount": 2, "loadBalancers": [
              {"targetGroupArn": "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/1", "containerName": "web", "containerPort": 80}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - {Name: web, Image: 'web:1', Essential: ⟦false⟧}
                    - {Name: agent, Image: 'agent:1'}
              Service:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: !Ref Task
                  LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Group}]
            """,
        ],
        passes: [
            """
            === taskdef.json
            {"family": "web", "containerDefinitions": [
              {"name": "web", "image": "web:1", "portMappings": [{"containerPort": 80}]},
              {"name": "agent", "image": "agent:1", "essential": false}]}
            === service.json
            {"serviceName": "web", "taskDefinition": "web", "desiredCount": 2, "loadBalancers": [
              {"targetGroupArn": "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/1", "containerName": "web", "containerPort": 80}]}
            """
        ]
    )

    func check(_ service: ServiceSubject, _ report: inout Report) {
        for path in service.paths {
            guard let container = path.container,
                case .known(false, let place) = container.definition.essential
            else { continue }
            let entry = path.entry.containerName.place ?? service.headline
            report.fault(
                at: place.span, ["container": container.name],
                related: [.init(entry.span, Text(en: "the load balancer sends requests to it", ja: "ロードバランサーの送信先"))])
        }
    }
}
