import Basics
import ECSModel
import RuleKit
import Workload

struct DeletionProtectionOff: Rule {
    static let about = About(
        id: "IF304", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Load balancer that can be deleted by mistake", ja: "誤って削除できるロードバランサー"),
        why: Text(
            en: "A mistaken deletion takes the service off the air, and a new load balancer has another address.",
            ja: "誤って削除するとサービスが停止し、作り直したロードバランサーは別のアドレスになります。"),
        remedy: Text(
            en: "Turn deletion protection on in production.",
            ja: "本番環境では削除保護を有効にしてください。"),
        message: Text(en: "the load balancer is not protected from deletion", ja: "ロードバランサーの削除保護が無効です"),
        links: ["https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html"],
        aliases: ["ELB.6", "CKV_AWS_150", "KICS:afecd1f1", "elbv2_deletion_protection"],
        fails: [
            """
            resource "aws_ecs_service" "web" {
              name = "web"
            }
            resource "aws_lb" "front" {
              enable_deletion_protection = ⟦false⟧
            }
            """,
            """
            Resources:
              Service: {Type: AWS::ECS::Service, Properties: {DesiredCount: 2}}
              ⟦Balancer⟧: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Subnets: [subnet-1, subnet-2]}}
            """,
            """
            Resources:
              Service: {Type: AWS::ECS::Service, Properties: {DesiredCount: 2}}
              Balancer:
                Type: AWS::ElasticLoadBalancingV2::LoadBalancer
                Properties:
                  LoadBalancerAttributes: [{Key: deletion_protection.enabled, Value: ⟦'false'⟧}]
            """,
        ],
        passes: [
            """
            Resources:
              Service: {Type: AWS::ECS::Service, Properties: {DesiredCount: 2}}
              Balancer:
                Type: AWS::ElasticLoadBalancingV2::LoadBalancer
                Properties:
                  LoadBalancerAttributes: [{Key: deletion_protection.enabled, Value: 'true'}]
              Decided:
                Type: AWS::ElasticLoadBalancingV2::LoadBalancer
                Properties:
                  LoadBalancerAttributes: [{Key: deletion_protection.enabled, Value: !Ref Choice}]
            """,
            // Nothing here runs on ECS.
            """
            Resources:
              Balancer: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Subnets: [subnet-1, subnet-2]}}
            """,
        ]
    )

    func check(_ system: System, _ report: inout Report) {
        for balancer in system.applicationBalancers {
            switch balancer.attribute("deletion_protection.enabled") {
            case .absent: report.fault(at: balancer.headline.span)
            case .known(let value, let place):
                if value.lowercased() != "true" { report.fault(at: place.span) }
            case .unknown, .wrong: continue
            }
        }
    }
}
