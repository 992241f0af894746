import Basics
import ECSModel
import RuleKit
import Workload

struct InvalidHeadersPassed: Rule {
    static let about = About(
        id: "IF305", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Load balancer that hands on invalid headers", ja: "不正なヘッダーを通すロードバランサー"),
        why: Text(
            en:
                "Headers with names that HTTP does not allow reach the application, which may read them in another way: so requests are smuggled.",
            ja: "HTTP で許されない名前のヘッダーがアプリケーションに届きます。解釈の違いを突かれると、リクエストスマグリングにつながります。"),
        remedy: Text(
            en: "Drop invalid header fields at the load balancer.",
            ja: "ロードバランサーで不正なヘッダーフィールドを破棄してください。"),
        message: Text(
            en: "the load balancer hands on header fields with invalid names", ja: "ロードバランサーが不正な名前のヘッダーフィールドを破棄しません"),
        links: ["https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html"],
        aliases: ["ELB.4", "CKV_AWS_131", "AWS-0052", "KICS:6e3fd2ed"],
        fails: [
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
                  LoadBalancerAttributes: [{Key: routing.http.drop_invalid_header_fields.enabled, Value: ⟦'false'⟧}]
            """,
        ],
        passes: [
            """
            Resources:
              Service: {Type: AWS::ECS::Service, Properties: {DesiredCount: 2}}
              Balancer:
                Type: AWS::ElasticLoadBalancingV2::LoadBalancer
                Properties:
                  LoadBalancerAttributes: [{Key: routing.http.drop_invalid_header_fields.enabled, Value: 'true'}]
              Decided:
                Type: AWS::ElasticLoadBalancingV2::LoadBalancer
                Properties:
                  LoadBalancerAttributes: [{Key: routing.http.drop_invalid_header_fields.enabled, Value: !Ref Choice}]
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
            switch balancer.attribute("routing.http.drop_invalid_header_fields.enabled") {
            case .absent: report.fault(at: balancer.headline.span)
            case .known(let value, let place):
                if value.lowercased() != "true" { report.fault(at: place.span) }
            case .unknown, .wrong: continue
            }
        }
    }
}
