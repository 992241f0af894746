import Basics
import ECSModel
import RuleKit
import Workload

struct GraceWithoutCheck: Rule {
    static let about = About(
        id: "SV106", since: "0.1", severity: .medium,
        title: Text(en: "Grace period without a check to wait for", ja: "待つ対象のない猶予期間"),
        why: Text(
            en:
                "The period holds back the verdict of a load balancer or a health check. Where there is none ECS has refused it, or ignores it.",
            ja: "猶予期間はロードバランサーやヘルスチェックの判定を待たせるものです。どちらもないと拒否されるか無視されます。"),
        remedy: Text(
            en:
                "Take `healthCheckGracePeriodSeconds` away, or add the load balancer or health check that it was meant for.",
            ja: "`healthCheckGracePeriodSeconds` を外すか、対象となるロードバランサーかヘルスチェックを追加してください。"),
        message: Text(
            en: "`{path}` has no load balancer and no health check to wait for{said}",
            ja: "`{path}` の対象となるロードバランサーもヘルスチェックもありません{said}"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service_definition_parameters.html",
        ],
        fails: [
            """
            === taskdef.json
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "memory": 64}]}
            === service.json
            {"serviceName": "web", "taskDefinition": "web", "desiredCount": 1, "healthCheckGracePeriodSeconds": ⟦60⟧}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties: {ContainerDefinitions: [{Name: web, Image: 'web:1', Memory: 64}]}
              Service:
                Type: AWS::ECS::Service
                Properties: {TaskDefinition: !Ref Task, HealthCheckGracePeriodSeconds: ⟦60⟧, LoadBalancers: []}
            """,
        ],
        passes: [
            """
            === taskdef.json
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "memory": 64,
              "healthCheck": {"command": ["CMD", "check"]}}]}
            === service.json
            {"serviceName": "web", "taskDefinition": "web", "desiredCount": 1, "healthCheckGracePeriodSeconds": 60}
            """,
            #"{"serviceName": "web", "desiredCount": 1, "healthCheckGracePeriodSeconds": 60}"#,
            #"{"serviceName": "web", "desiredCount": 1, "healthCheckGracePeriodSeconds": 60, "loadBalancers": "<LB>"}"#,
            """
            Resources:
              Service:
                Type: AWS::ECS::Service
                Properties: {HealthCheckGracePeriodSeconds: 60, LoadBalancers: [{TargetGroupArn: arn}]}
            """,
        ]
    )

    func check(_ subject: ServiceSubject, _ report: inout Report) {
        let service = subject.service
        guard case .known(let seconds, let place) = service.gracePeriod, seconds > 0 else { return }
        for key in ["loadBalancers", "vpcLatticeConfigurations", "gatewayConnectors"] {
            if let value = service.term[key], value.isOpen || !value.items.isEmpty { return }
        }
        guard let task = ServiceValidity(subject).task, task.definition.knowsAllContainers,
            task.definition.containers.allSatisfy({
                $0.term.entry("healthCheck") == nil || $0.term["healthCheck"] == nil
            })
        else { return }
        report.refuse(
            "grace", "healthCheckGracePeriodSeconds", at: place,
            said: "Health check grace period is only valid for services configured to use load balancers",
            related: [ServiceValidity.related(task.place, "the task definition", "タスク定義")])
    }
}
