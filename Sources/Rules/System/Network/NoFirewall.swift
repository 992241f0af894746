import Basics
import ECSModel
import RuleKit
import Workload

struct NoFirewall: Rule {
    static let about = About(
        id: "IF306", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Public load balancer without a web application firewall", ja: "WAF のない公開ロードバランサー"),
        why: Text(
            en: "Scans, floods and known attacks all reach the application.",
            ja: "スキャン、大量リクエスト、既知の攻撃がすべてアプリケーションに届きます。"),
        remedy: Text(
            en: "Associate an AWS WAF web ACL with the load balancer, or with the distribution in front of it.",
            ja: "ロードバランサーか、その前段のディストリビューションに AWS WAF の Web ACL を関連付けてください。"),
        message: Text(
            en: "no web ACL stands in front of the public load balancer", ja: "公開ロードバランサーに Web ACL が関連付けられていません"),
        links: ["https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-associating-aws-resource.html"],
        aliases: ["ELB.16", "CKV2_AWS_28", "KICS:0afa6ab8", "elbv2_waf_acl_attached"],
        fails: [
            """
            Resources:
              Service: {Type: AWS::ECS::Service, Properties: {DesiredCount: 2}}
              ⟦Balancer⟧: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Scheme: internet-facing}}
            """
        ],
        passes: [
            """
            resource "aws_ecs_service" "web" {
              name = "web"
            }
            resource "aws_lb" "front" {
              internal = false
            }
            resource "aws_wafv2_web_acl_association" "front" {
              resource_arn = aws_lb.front.arn
              web_acl_arn  = aws_wafv2_web_acl.main.arn
            }
            """,
            """
            Resources:
              Service: {Type: AWS::ECS::Service, Properties: {DesiredCount: 2}}
              Balancer: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Scheme: internet-facing}}
              Tie:
                Type: AWS::WAFv2::WebACLAssociation
                Properties: {ResourceArn: !Ref Balancer, WebACLArn: !GetAtt Acl.Arn}
            """,
            """
            Resources:
              Service: {Type: AWS::ECS::Service, Properties: {DesiredCount: 2}}
              Balancer: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Scheme: internal}}
            """,
        ]
    )

    func check(_ system: System, _ report: inout Report) {
        // Any association or distribution may be the one in front.
        guard system.members("AWS::CloudFront::Distribution").isEmpty else { return }
        let ties = system.members(ResourceType.webACLAssociation)
        for balancer in system.applicationBalancers where balancer.isInternetFacing == true {
            let mayBeTied = ties.contains { tie in
                guard let text = tie.properties.text("resourceArn").value else { return true }
                let found = system.resolve(text, type: ResourceType.loadBalancer, from: tie.stack)
                return found.map { $0.isSame(as: balancer) } ?? true
            }
            if !mayBeTied { report.fault(at: balancer.headline.span) }
        }
    }
}
