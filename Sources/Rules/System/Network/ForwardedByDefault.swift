import Basics
import ECSModel
import RuleKit
import Workload

struct ForwardedByDefault: Rule {
    static let about = About(
        id: "IF308", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Listener forwards whatever comes", ja: "既定ですべてを転送するリスナー"),
        why: Text(
            en:
                "Requests for any host and path reach the application: scans by address, names that were given up, and paths that nobody meant to publish.",
            ja: "ホスト名やパスを問わず、あらゆるリクエストがアプリケーションに届きます。IP アドレス宛てのスキャンや、公開するつもりのなかったパスへのアクセスも含まれます。"),
        remedy: Text(
            en: "Answer by default with a fixed 404 or 403, and forward by rules for your hosts and paths.",
            ja: "デフォルトアクションは固定レスポンスの 404 か 403 にし、自社のホスト名とパスのルールで転送してください。"),
        message: Text(
            en: "the default action of the public listener forwards to the application",
            ja: "公開リスナーのデフォルトアクションで、すべてのリクエストがアプリケーションに転送されます"),
        proof: Text(
            en: "only what a rule names is forwarded", ja: "ルールに一致するリクエストだけが転送されます"),
        links: [
            "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-rules.html",
            "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html",
        ],
        answers: ["ECS_27.listener-rules"],
        fails: [
            """
            Resources:
              Service: {Type: AWS::ECS::Service, Properties: {DesiredCount: 2}}
              Balancer: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Scheme: internet-facing}}
              Listener:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties:
                  LoadBalancerArn: !Ref Balancer
                  Protocol: HTTPS
                  DefaultActions: [{Type: ⟦forward⟧, TargetGroupArn: !Ref Group}]
            """,
            """
            resource "aws_ecs_service" "web" {
              name = "web"
            }
            resource "aws_lb" "front" {
              internal = false
            }
            resource "aws_lb_listener" "https" {
              load_balancer_arn = aws_lb.front.arn
              port              = 443
              protocol          = "HTTPS"
              default_action {
                type             = ⟦"forward"⟧
                target_group_arn = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/0123456789abcdef"
              }
            }
            """,
        ],
        passes: [
            """
            Resources:
              Service: {Type: AWS::ECS::Service, Properties: {DesiredCount: 2}}
              Balancer: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Scheme: internet-facing}}
              Listener:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties:
                  LoadBalancerArn: !Ref Balancer
                  Protocol: HTTP
                  DefaultActions: [{Type: redirect, RedirectConfig: {Protocol: HTTPS, StatusCode: HTTP_301}}]
            """,
            // Whoever gets that far has signed in.
            """
            Resources:
              Service: {Type: AWS::ECS::Service, Properties: {DesiredCount: 2}}
              Balancer: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Scheme: internet-facing}}
              Listener:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties:
                  LoadBalancerArn: !Ref Balancer
                  Protocol: HTTPS
                  DefaultActions:
                    - {Type: authenticate-cognito, Order: 1, AuthenticateCognitoConfig: {UserPoolArn: pool}}
                    - {Type: forward, Order: 2, TargetGroupArn: !Ref Group}
            """,
        ],
        proves: [
            """
            Resources:
              Service: {Type: AWS::ECS::Service, Properties: {DesiredCount: 2}}
              Balancer: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Scheme: internet-facing}}
              Listener:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties:
                  LoadBalancerArn: !Ref Balancer
                  Protocol: HTTPS
                  DefaultActions: [{Type: ⟦fixed-response⟧, FixedResponseConfig: {StatusCode: '404'}}]
              Rule:
                Type: AWS::ElasticLoadBalancingV2::ListenerRule
                Properties:
                  ListenerArn: !Ref Listener
                  Priority: 10
                  Conditions: [{Field: host-header, HostHeaderConfig: {Values: [shop.example.com]}}]
                  Actions: [{Type: forward, TargetGroupArn: !Ref Group}]
            """
        ]
    )

    func check(_ system: System, _ report: inout Report) {
        guard system.runsContainers else { return }
        let rules = system.members(ResourceType.listenerRule)
        for listener in system.members(ResourceType.listener) {
            guard let balancer = system.balancer(of: listener), balancer.isInternetFacing == true,
                balancer.balancerType == "application",
                // Authentication comes first, or there is more that is not known.
                let actions = listener.properties["defaultActions"]?.items, actions.count == 1,
                let only = actions.first,
                case .known(let kind, let place) = only.string("type")
            else { continue }
            if kind.lowercased() == "forward" {
                report.fault(
                    at: place.span,
                    related: [
                        .init(balancer.headline.span, Text(en: "its load balancer is public", ja: "公開されたロードバランサー"))
                    ])
                continue
            }
            guard kind.lowercased() == "fixed-response" else { continue }
            let rule = rules.first { rule in
                let found = system.resolve(
                    rule.properties.text("listenerArn"), type: ResourceType.listener, from: rule.stack)
                return found?.isSame(as: listener) == true
            }
            guard let rule else { continue }
            report.holds(
                at: place.span, related: [.init(rule.headline.span, Text(en: "a rule that forwards", ja: "転送するルール"))])
        }
    }
}
