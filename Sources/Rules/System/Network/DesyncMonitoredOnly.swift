import Basics
import ECSModel
import RuleKit
import Workload

struct DesyncMonitoredOnly: Rule {
    static let about = About(
        id: "IF311", since: "0.1", severity: .medium,
        title: Text(en: "Load balancer hands on ambiguous requests", ja: "曖昧なリクエストを転送するロードバランサー"),
        why: Text(
            en: "A request that the load balancer and the application read differently can smuggle in another one.",
            ja: "ロードバランサーとアプリケーションで解釈が異なるリクエストを使い、別のリクエストを紛れ込ませることができます。"),
        remedy: Text(
            en: "Set `routing.http.desync_mitigation_mode` to `defensive` or `strictest`.",
            ja: "`routing.http.desync_mitigation_mode` を `defensive` か `strictest` にしてください。"),
        message: Text(
            en: "desync mitigation only monitors", ja: "desync 緩和モードが監視だけになっています"),
        links: [
            "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html",
            "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html",
        ],
        aliases: ["ELB.12", "CKV_AWS_328", "elbv2_desync_mitigation_mode"],
        fails: [
            """
            Resources:
              Service: {Type: AWS::ECS::Service, Properties: {DesiredCount: 2}}
              Balancer:
                Type: AWS::ElasticLoadBalancingV2::LoadBalancer
                Properties:
                  LoadBalancerAttributes: [{Key: routing.http.desync_mitigation_mode, Value: ⟦monitor⟧}]
            """,
            """
            resource "aws_ecs_service" "web" {
              name = "web"
            }
            resource "aws_lb" "front" {
              desync_mitigation_mode = ⟦"monitor"⟧
            }
            """,
        ],
        passes: [
            // Defensive is where it stands by itself.
            """
            Resources:
              Service: {Type: AWS::ECS::Service, Properties: {DesiredCount: 2}}
              Balancer: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Scheme: internal}}
            """
        ]
    )

    func check(_ system: System, _ report: inout Report) {
        for balancer in system.applicationBalancers {
            guard case .known("monitor", let place) = balancer.attribute("routing.http.desync_mitigation_mode") else {
                continue
            }
            report.fault(at: place.span)
        }
    }
}
