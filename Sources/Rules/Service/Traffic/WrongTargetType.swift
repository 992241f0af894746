import Basics
import ECSModel
import RuleKit
import Workload

struct WrongTargetType: Rule {
    static let about = About(
        id: "SV402", since: "0.1", severity: .high,
        title: Text(en: "Target type that does not fit the network mode", ja: "ネットワークモードに合わないターゲットタイプ"),
        why: Text(
            en:
                "ECS refuses the service: tasks in `awsvpc` mode are registered by their own address, which a target group of instances does not take.",
            ja: "ECS がサービスの作成を拒否します。`awsvpc` モードのタスクは自身の IP アドレスで登録されるため、インスタンス用のターゲットグループには登録できません。"),
        remedy: Text(
            en: "Set the target type to `ip` for tasks in `awsvpc` mode, and to `instance` for others.",
            ja: "`awsvpc` モードではターゲットタイプを `ip` に、それ以外では `instance` にしてください。"),
        message: Text(
            en: "target type `{type}` cannot take tasks in `{mode}` mode",
            ja: "ターゲットタイプ `{type}` には、`{mode}` モードのタスクを登録できません"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LoadBalancer.html",
        ],
        fails: [
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  NetworkMode: awsvpc
                  ContainerDefinitions: [{Name: web, Image: 'web:1', PortMappings: [{ContainerPort: 80}]}]
              Group:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties: {Port: 80, Protocol: HTTP, TargetType: ⟦instance⟧}
              Service:
                Type: AWS::ECS::Service
                Properties:
                  LaunchType: FARGATE
                  TaskDefinition: !Ref Task
                  LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Group}]
            """,
            """
            Resources:
              ⟦Group⟧:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties: {Port: 80, Protocol: HTTP}
              Service:
                Type: AWS::ECS::Service
                Properties:
                  LaunchType: FARGATE
                  TaskDefinition: web:3
                  LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Group}]
            """,
        ],
        passes: [
            """
            Resources:
              Group:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties: {Port: 80, Protocol: HTTP, TargetType: ip}
              Service:
                Type: AWS::ECS::Service
                Properties:
                  LaunchType: FARGATE
                  LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Group}]
            """,
            // Bridge mode on instances.
            """
            Resources:
              Group: {Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: {Port: 80, Protocol: HTTP}}
              Service:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  DesiredCount: 2
                  LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Group}]
            """,
        ]
    )

    func check(_ service: ServiceSubject, _ report: inout Report) {
        guard let own = service.hasOwnInterface else { return }
        let mode = service.task?.definition.networkMode
        for path in service.paths {
            guard let group = path.group else { continue }
            let type = group.properties.string("targetType")
            let isWrong: Bool
            switch type {
            case .absent: isWrong = own
            case .known(let type, _):
                // A load balancer as target of another, or a function, is no target group of a service at all.
                isWrong = own ? type == "instance" : type == "ip"
            case .unknown, .wrong: continue
            }
            guard isWrong else { continue }
            let place = mode?.place ?? service.service.launchType.place ?? service.headline
            report.fault(
                at: (type.place ?? group.headline).span,
                ["type": type.value ?? "instance", "mode": own ? "awsvpc" : mode?.value ?? "bridge"],
                related: [
                    .init(place.span, Text(en: "how its tasks join the network", ja: "タスクのネットワークの指定")),
                    .init(
                        (path.entry.targetGroup.place ?? service.headline).span,
                        Text(en: "the service registers its tasks here", ja: "サービスがタスクを登録する設定")),
                ])
        }
    }
}
