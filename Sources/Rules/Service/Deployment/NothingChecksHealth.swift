import Basics
import ECSModel
import RuleKit
import Workload

struct NothingChecksHealth: Rule {
    static let about = About(
        id: "SV213", since: "0.1", severity: .medium,
        title: Text(en: "A server whose health nobody checks", ja: "誰もヘルスチェックを行わないサーバー"),
        why: Text(
            en: """
                No load balancer asks it, and the task definition has no check: a container that hangs stays in service, \
                and a deployment of a revision that never answers succeeds.
                """,
            ja: """
                ロードバランサーもなく、タスク定義にもヘルスチェックがありません。ハングしたコンテナは使われ続け、\
                一度も応答しないリビジョンのデプロイも成功とみなされます。
                """),
        remedy: Text(
            en: "Add `healthCheck` to the container that serves.",
            ja: "応答を担うコンテナに `healthCheck` を追加してください。"),
        message: Text(
            en: "`{name}` serves port {port}, and nothing checks it",
            ja: "`{name}` はポート {port} で応答しますが、ヘルスチェックがありません"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/healthcheck.html"],
        answers: ["REL_05.health-check", "OPS_02.health-checks"],
        fails: [
            """
            === taskdef.json
            {"family": "orders", "containerDefinitions": [{"name": ⟦"orders"⟧, "image": "orders:1",
              "portMappings": [{"containerPort": 8080}]}]}
            === service.json
            {"serviceName": "orders", "desiredCount": 2, "taskDefinition": "orders"}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - {Name: ⟦orders⟧, Image: 'orders:1', PortMappings: [{ContainerPort: 8080}]}
              Service:
                Type: AWS::ECS::Service
                Properties: {TaskDefinition: !Ref Task, DesiredCount: 2}
            """,
        ],
        passes: [
            // A load balancer asks it.
            """
            === taskdef.json
            {"family": "orders", "containerDefinitions": [{"name": "orders", "image": "orders:1",
              "portMappings": [{"containerPort": 8080}]}]}
            === service.json
            {"serviceName": "orders", "desiredCount": 2, "taskDefinition": "orders",
             "loadBalancers": [{"containerName": "orders", "containerPort": 8080, "targetGroupArn": "arn:x"}]}
            """,
            // A worker serves nobody.
            """
            === taskdef.json
            {"family": "worker", "containerDefinitions": [{"name": "worker", "image": "worker:1"}]}
            === service.json
            {"serviceName": "worker", "desiredCount": 2, "taskDefinition": "worker"}
            """,
            """
            === taskdef.json
            {"family": "orders", "containerDefinitions": [{"name": "orders", "image": "orders:1",
              "portMappings": [{"containerPort": 8080}], "healthCheck": {"command": ["CMD", "/healthy"]}}]}
            === service.json
            {"serviceName": "orders", "desiredCount": 2, "taskDefinition": "orders"}
            """,
            """
            === taskdef.json
            {"family": "orders", "containerDefinitions": [{"name": "orders", "image": "orders:1",
              "portMappings": [{"containerPort": 8080}]}]}
            === service.json
            {"serviceName": "orders", "desiredCount": 2, "taskDefinition": "orders", "loadBalancers": "${LB}"}
            """,
        ]
    )

    func check(_ service: ServiceSubject, _ report: inout Report) {
        guard let task = service.task, task.definition.knowsAllContainers, service.service.loadBalancers.isEmpty,
            service.service.term["loadBalancers"]?.isUnknown != true,
            !task.containers.contains(where: { $0.definition.healthCheck != nil }),
            service.service.desiredCount.value != 0
        else { return }
        // External controllers and CodeDeploy name their load balancers elsewhere.
        guard service.rollsByItself == true else { return }
        for container in task.containers where container.definition.isEssential == true && container.agent == nil {
            guard let mapping = container.definition.portMappings.first,
                case .known(let port, _) = mapping.containerPort
            else { continue }
            report.fault(
                at: container.definition.heading, ["name": container.name, "port": "\(port)"],
                related: [
                    Finding.Related(
                        service.headline.span,
                        Text(en: "this service has no load balancer", ja: "このサービスにはロードバランサーがありません"))
                ])
        }
    }
}
