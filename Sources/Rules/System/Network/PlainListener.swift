import Basics
import ECSModel
import RuleKit
import Workload

struct PlainListener: Rule {
    static let about = About(
        id: "IF301", since: "0.1", severity: .medium,
        title: Text(en: "Public listener without TLS", ja: "TLS を使わない公開リスナー"),
        why: Text(
            en: "Anyone on the way reads and changes requests, with their cookies and passwords.",
            ja: "経路上の誰もが、Cookie やパスワードを含むリクエストを盗み見たり改ざんしたりできます。"),
        remedy: Text(
            en: "Serve by HTTPS, and let the HTTP listener redirect to it.",
            ja: "HTTPS で提供し、HTTP リスナーは HTTPS へのリダイレクトだけにしてください。"),
        message: Text(
            en: "the internet-facing listener forwards plain HTTP", ja: "インターネット向けのリスナーが、平文の HTTP をそのまま転送しています"),
        proof: Text(en: "plain HTTP is only redirected", ja: "平文の HTTP はリダイレクトされるだけです"),
        links: [
            "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/create-https-listener.html",
            "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html",
        ],
        aliases: ["ELB.1", "CKV_AWS_2", "CKV2_AWS_20", "AWS-0054", "KICS:de7f5e83", "elbv2_ssl_listeners"],
        differs: Text(
            en:
                "A listener of an internal load balancer, and one behind a CloudFront distribution of the same definitions, is no fault.",
            ja: "内部ロードバランサーのリスナーと、同じ定義に CloudFront ディストリビューションがある場合は指摘しません。"),
        answers: ["ECS_28.redirect", "ECS_28.tls-listener"],
        onlyFaults: ["ECS_28.tls-listener"],
        fails: [
            """
            Resources:
              Service: {Type: AWS::ECS::Service, Properties: {DesiredCount: 2}}
              Balancer: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Scheme: internet-facing}}
              Listener:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties:
                  LoadBalancerArn: !Ref Balancer
                  Port: 80
                  Protocol: ⟦HTTP⟧
                  DefaultActions: [{Type: forward, TargetGroupArn: !Ref Group}]
            """
        ],
        passes: [
            """
            Resources:
              Service: {Type: AWS::ECS::Service, Properties: {DesiredCount: 2}}
              Balancer: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Scheme: internal}}
              Listener:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties:
                  LoadBalancerArn: !Ref Balancer
                  Port: 80
                  Protocol: HTTP
                  DefaultActions: [{Type: forward, TargetGroupArn: !Ref Group}]
            """,
            """
            Resources:
              Service: {Type: AWS::ECS::Service, Properties: {DesiredCount: 2}}
              Front: {Type: AWS::CloudFront::Distribution}
              Balancer: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Scheme: internet-facing}}
              Listener:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties:
                  LoadBalancerArn: !Ref Balancer
                  Port: 80
                  Protocol: HTTP
                  DefaultActions: [{Type: forward, TargetGroupArn: !Ref Group}]
            """,
        ],
        proves: [
            """
            resource "aws_ecs_service" "web" {
              name = "web"
            }
            resource "aws_lb" "front" {
              internal = false
            }
            resource "aws_lb_listener" "http" {
              load_balancer_arn = aws_lb.front.arn
              port              = 80
              protocol          = ⟦"HTTP"⟧
              default_action {
                type = "redirect"
                redirect {
                  protocol    = "HTTPS"
                  port        = "443"
                  status_code = "HTTP_301"
                }
              }
            }
            """,
            """
            Resources:
              Service: {Type: AWS::ECS::Service, Properties: {DesiredCount: 2}}
              Balancer: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Scheme: internet-facing}}
              Listener:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties:
                  LoadBalancerArn: !Ref Balancer
                  Port: 80
                  Protocol: ⟦HTTP⟧
                  DefaultActions: [{Type: redirect, RedirectConfig: {Protocol: HTTPS, StatusCode: HTTP_301}}]
            """,
        ]
    )

    func check(_ system: System, _ report: inout Report) {
        guard system.runsContainers else { return }
        let hasDistribution = !system.members("AWS::CloudFront::Distribution").isEmpty
        for listener in system.members(ResourceType.listener) {
            guard case .known(let word, let place) = listener.properties.string("protocol"),
                word.uppercased() == "HTTP",
                let actions = listener.properties["defaultActions"]?.items, !actions.isEmpty
            else { continue }
            let redirects = actions.contains { $0["redirectConfig"]?.string("protocol").value?.uppercased() == "HTTPS" }
            if redirects {
                report.holds(at: place.span)
                continue
            }
            let forwards = actions.contains { $0.string("type").value?.lowercased() == "forward" }
            guard forwards, let balancer = system.balancer(of: listener), let isPublic = balancer.isInternetFacing,
                balancer.balancerType == "application"
            else { continue }
            guard isPublic else { continue }
            if hasDistribution {
                report.unsure(
                    at: place.span,
                    because: Text(
                        en: "CloudFront may be the only one who calls it", ja: "CloudFront だけがアクセスする構成の可能性があります"))
                continue
            }
            report.fault(
                at: place.span,
                related: [.init(balancer.headline.span, Text(en: "its load balancer is public", ja: "公開されたロードバランサー"))])
        }
    }
}
