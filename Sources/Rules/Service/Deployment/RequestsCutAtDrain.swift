import Basics
import ECSModel
import RuleKit
import Workload

struct RequestsCutAtDrain: Rule {
    static let about = About(
        id: "SV218", since: "0.1", severity: .medium,
        title: Text(en: "Target group that does not wait for running requests", ja: "処理中のリクエストを待たないターゲットグループ"),
        why: Text(
            en: """
                With a deregistration delay of 0 the load balancer closes connections at once: the requests in flight \
                fail at each deployment and each scale-in, however well the application stops.
                """,
            ja: """
                登録解除の遅延が 0 だと、ロードバランサーは接続をすぐに閉じます。アプリケーションが正しく終了処理をしていても、\
                デプロイやスケールインのたびに処理中のリクエストが失敗します。
                """),
        remedy: Text(
            en: "Set `deregistration_delay.timeout_seconds` a little above your longest request.",
            ja: "`deregistration_delay.timeout_seconds` を、最も長いリクエストより少し長い値にしてください。"),
        message: Text(
            en: "connections are closed {seconds} s after a task begins to drain",
            ja: "登録解除の開始から {seconds} 秒で接続が閉じられます"),
        proof: Text(
            en: "requests have {seconds} s to finish before SIGTERM",
            ja: "SIGTERM の前に、リクエストの処理を終える時間が {seconds} 秒あります"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/load-balancer-connection-draining.html",
            "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html",
        ],
        answers: ["COST_05.stop-timeout", "COST_05.no-request-lost"],
        fails: [
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
                  TargetGroupAttributes: [{Key: deregistration_delay.timeout_seconds, Value: ⟦'0'⟧}]
            """,
            """
            resource "aws_ecs_service" "web" {
              name            = "web"
              task_definition = "web"
              load_balancer {
                target_group_arn = aws_lb_target_group.web.arn
                container_name   = "web"
                container_port   = 80
              }
            }
            resource "aws_lb_target_group" "web" {
              name                 = "web"
              protocol             = "HTTP"
              deregistration_delay = ⟦0⟧
            }
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
                  Protocol: HTTPS
                  TargetGroupAttributes: [{Key: deregistration_delay.timeout_seconds, Value: ⟦0⟧}]
            """,
        ],
        passes: [
            // Nobody uses it for a service of ECS.
            """
            Resources:
              Group:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties:
                  Protocol: HTTP
                  TargetGroupAttributes: [{Key: deregistration_delay.timeout_seconds, Value: '0'}]
            """,
            """
            Parameters: {Delay: {Type: Number}}
            Resources:
              Service:
                Type: AWS::ECS::Service
                Properties:
                  LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Group}]
              Group:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties:
                  Protocol: HTTP
                  TargetGroupAttributes: [{Key: deregistration_delay.timeout_seconds, Value: !Ref Delay}]
            """,
        ],
        proves: [
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
                  TargetGroupAttributes: [{Key: deregistration_delay.timeout_seconds, Value: ⟦'60'⟧}]
            """
        ]
    )

    func check(_ service: ServiceSubject, _ report: inout Report) {
        for (entry, group) in service.node.targets {
            guard let group, group.properties.string("protocol").value?.hasPrefix("HTTP") == true else { continue }
            let related = [
                Finding.Related(entry.term.span, Text(en: "the service behind it", ja: "このターゲットグループのサービス"))
            ]
            switch group.attribute("targetGroupAttributes", "deregistration_delay.timeout_seconds") {
            case .known(0, let place): report.fault(at: place.span, ["seconds": "0"], related: related)
            // What a request takes is not known; ten seconds are more than most do.
            case .known(let seconds, let place) where (10..<300).contains(seconds):
                report.holds(at: place.span, ["seconds": "\(seconds)"], related: related)
            default: continue
            }
        }
    }
}
