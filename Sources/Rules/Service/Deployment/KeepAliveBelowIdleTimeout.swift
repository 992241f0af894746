import Basics
import ECSModel
import RuleKit
import Workload

struct KeepAliveBelowIdleTimeout: Rule {
    static let about = About(
        id: "SV217", since: "0.1", severity: .medium,
        title: Text(en: "The server hangs up before the load balancer", ja: "サーバーがロードバランサーより先に接続を切る設定"),
        why: Text(
            en: """
                The load balancer keeps idle connections and uses them again. When the server closes one at that very \
                moment, the request fails with a 502 that no log of the application shows.
                """,
            ja: """
                ロードバランサーはアイドル状態の接続を保持して再利用します。ちょうどそのときサーバーが接続を閉じると、リクエストは 502 で失敗し、\
                アプリケーションのログには何も残りません。
                """),
        remedy: Text(
            en: "Set the server's keep-alive above the load balancer's idle timeout (60 seconds unless set).",
            ja: "サーバーのキープアライブを、ロードバランサーのアイドルタイムアウト (既定は 60 秒) より長くしてください。"),
        message: Text(
            en: "`{setting}` closes after {seconds} s, the load balancer only after {idle} s",
            ja: "`{setting}` では {seconds} 秒で切断しますが、ロードバランサーは {idle} 秒まで接続を保持します"),
        links: [
            "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html",
            "https://www.uvicorn.org/settings/",
        ],
        answers: ["COST_05.no-request-lost"],
        fails: [
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - {Name: web, Image: 'web:1', Command: [uvicorn, app:app, --timeout-keep-alive, ⟦'5'⟧]}
              Service:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: !Ref Task
                  LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Group}]
              Group:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties: {Protocol: HTTP}
              Balancer:
                Type: AWS::ElasticLoadBalancingV2::LoadBalancer
                Properties: {Scheme: internet-facing}
              Listener:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties:
                  LoadBalancerArn: !Ref Balancer
                  DefaultActions: [{Type: forward, TargetGroupArn: !Ref Group}]
            """,
            """
            === service.json
            {"serviceName": "web", "desiredCount": 2, "taskDefinition": "web", "loadBalancers": [{
             "containerName": "web", "containerPort": 80,
             "targetGroupArn": "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/web/0123456789abcdef"}]}
            === taskdef.json
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "<IMAGE1_NAME>"}]}
            === Dockerfile
            FROM nginx:1.27
            COPY nginx.conf /etc/nginx/nginx.conf
            === nginx.conf
            http {
              ⟦keepalive_timeout 65;⟧
              server { listen 80; }
            }
            === front.yaml
            Resources:
              Group:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties: {Name: web, Protocol: HTTP}
              Balancer:
                Type: AWS::ElasticLoadBalancingV2::LoadBalancer
                Properties:
                  LoadBalancerAttributes: [{Key: idle_timeout.timeout_seconds, Value: '120'}]
              Listener:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties:
                  LoadBalancerArn: !Ref Balancer
                  DefaultActions: [{Type: forward, TargetGroupArn: !Ref Group}]
            """,
        ],
        passes: [
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - {Name: web, Image: 'web:1', Command: [uvicorn, app:app, --timeout-keep-alive, '75']}
              Service:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: !Ref Task
                  LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Group}]
              Group:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties: {Protocol: HTTP}
              Balancer:
                Type: AWS::ElasticLoadBalancingV2::LoadBalancer
                Properties: {Scheme: internet-facing}
              Listener:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties:
                  LoadBalancerArn: !Ref Balancer
                  DefaultActions: [{Type: forward, TargetGroupArn: !Ref Group}]
            """,
            // Which load balancer it is, and what it waits, is not known.
            """
            === service.json
            {"serviceName": "web", "desiredCount": 2, "taskDefinition": "web",
             "loadBalancers": [{"containerName": "web", "containerPort": 80, "targetGroupArn": "arn:x"}]}
            === taskdef.json
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1",
              "command": ["uvicorn", "app:app", "--timeout-keep-alive", "5"]}]}
            """,
        ]
    )

    func check(_ service: ServiceSubject, _ report: inout Report) {
        guard let task = service.task else { return }
        for (entry, group) in service.node.targets {
            guard let group, let name = entry.containerName.value,
                let container = task.containers.first(where: { $0.definition.name.value == name }),
                let keepAlive = KeepAlive.of(container), let idle = idle(service, group),
                keepAlive.seconds < idle.seconds,
                keepAlive.seconds > 0
            else { continue }
            report.fault(
                at: keepAlive.place,
                ["setting": keepAlive.setting, "seconds": "\(keepAlive.seconds)", "idle": "\(idle.seconds)"],
                related: [
                    Finding.Related(idle.place, Text(en: "the load balancer", ja: "ロードバランサー"))
                ])
        }
    }

    /// The idle timeout of the Application Load Balancer in front of a target group; nil where it is not among the
    /// definitions.
    private func idle(_ service: ServiceSubject, _ group: System.Member) -> (seconds: Int, place: Span)? {
        guard group.properties.string("protocol").value?.hasPrefix("HTTP") == true else { return nil }
        for forwarder in service.node.forwarders(to: group) {
            var listener = forwarder
            if forwarder.resource.type == ResourceType.listenerRule {
                guard
                    let found = service.system.resolve(
                        forwarder.properties.text("listenerArn"), type: ResourceType.listener, from: forwarder.stack)
                else { continue }
                listener = found
            }
            guard
                let balancer = service.system.resolve(
                    listener.properties.text("loadBalancerArn"), type: ResourceType.loadBalancer, from: listener.stack)
            else { continue }
            switch balancer.attribute("loadBalancerAttributes", "idle_timeout.timeout_seconds") {
            case .absent: return (60, balancer.place.span)
            case .known(let seconds, let place): return (seconds, place.span)
            case .unknown, .wrong: continue
            }
        }
        return nil
    }
}
