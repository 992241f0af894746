import Basics
import ECSModel
import RuleKit
import Workload

struct LongDrain: Rule {
    static let about = About(
        id: "SV216", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Each task drains for minutes", ja: "タスクごとに数分かかる登録解除"),
        why: Text(
            en: """
                ECS sends SIGTERM only when the target group lets the task go. With the default of 300 seconds every \
                deployment and every scale-in waits five minutes, long after the last request is answered.
                """,
            ja: """
                ECS が SIGTERM を送るのは、ターゲットグループからの登録解除が終わった後です。既定の 300 秒のままだと、\
                最後のリクエストが終わっていても、デプロイやスケールインのたびに 5 分待たされます。
                """),
        remedy: Text(
            en: "Set `deregistration_delay.timeout_seconds` a little above your longest request.",
            ja: "`deregistration_delay.timeout_seconds` を、最も長いリクエストより少し長い値にしてください。"),
        message: Text(en: "a task drains for {seconds} s before SIGTERM", ja: "SIGTERM の前に登録解除を {seconds} 秒待ちます"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/load-balancer-connection-draining.html"
        ],
        answers: ["COST_05.stop-timeout"],
        fails: [
            """
            Resources:
              Service:
                Type: AWS::ECS::Service
                Properties:
                  LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Group}]
              ⟦Group⟧:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties: {Port: 80, Protocol: HTTP}
            """,
            """
            === service.json
            {"serviceName": "web", "desiredCount": 2, "loadBalancers": [{"containerName": "web", "containerPort": 80,
             "targetGroupArn": "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/web/0123456789abcdef"}]}
            === targets.yaml
            Resources:
              Group:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties:
                  Name: web
                  Protocol: HTTP
                  TargetGroupAttributes: [{Key: deregistration_delay.timeout_seconds, Value: ⟦'600'⟧}]
            """,
            """
            resource "aws_lb_target_group" "web" {
              name     = "web"
              protocol = "HTTP"
              deregistration_delay = ⟦600⟧
            }
            resource "aws_ecs_service" "web" {
              name            = "web"
              task_definition = "web"
              load_balancer {
                target_group_arn = aws_lb_target_group.web.arn
                container_name   = "web"
                container_port   = 80
              }
            }
            """,
        ],
        passes: [
            """
            Resources:
              Service:
                Type: AWS::ECS::Service
                Properties:
                  LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Group}]
              Group:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties:
                  Protocol: HTTP
                  TargetGroupAttributes: [{Key: deregistration_delay.timeout_seconds, Value: '30'}]
            """,
            #"{"serviceName": "web", "desiredCount": 2, "loadBalancers": [{"containerName": "web", "containerPort": 80, "targetGroupArn": "arn:x"}]}"#,
        ]
    )

    func check(_ service: ServiceSubject, _ report: inout Report) {
        for (entry, group) in service.node.targets {
            guard let group, let mode = group.properties.string("protocol").value, mode.hasPrefix("HTTP") else {
                continue
            }
            let delay = group.attribute("targetGroupAttributes", "deregistration_delay.timeout_seconds")
            let related = [
                Finding.Related(entry.term.span, Text(en: "the service that waits", ja: "待たされるサービス"))
            ]
            switch delay {
            case .absent: report.fault(at: group.place.span, ["seconds": "300"], related: related)
            case .known(let seconds, let place) where seconds >= 300:
                report.fault(at: place.span, ["seconds": "\(seconds)"], related: related)
            default: continue
            }
        }
    }
}
