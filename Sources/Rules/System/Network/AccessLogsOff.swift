import Basics
import ECSModel
import RuleKit
import Workload

struct AccessLogsOff: Rule {
    static let about = About(
        id: "IF303", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Load balancer without access logs", ja: "アクセスログのないロードバランサー"),
        why: Text(
            en: "After an incident nobody can tell who asked what, and which requests failed.",
            ja: "障害や不正アクセスの後に、誰が何をリクエストし、どれが失敗したのかを調べられません。"),
        remedy: Text(
            en: "Write the access logs to an S3 bucket.",
            ja: "アクセスログを S3 バケットに出力してください。"),
        message: Text(en: "the load balancer writes no access logs", ja: "ロードバランサーがアクセスログを出力していません"),
        links: ["https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html"],
        aliases: ["ELB.5", "CKV_AWS_91", "elbv2_logging_enabled"],
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
                  LoadBalancerAttributes: [{Key: access_logs.s3.enabled, Value: ⟦'false'⟧}]
            """,
        ],
        passes: [
            """
            resource "aws_ecs_service" "web" {
              name = "web"
            }
            resource "aws_lb" "front" {
              access_logs {
                bucket  = "logs"
                enabled = true
              }
            }
            """,
            """
            Resources:
              Service: {Type: AWS::ECS::Service, Properties: {DesiredCount: 2}}
              Balancer:
                Type: AWS::ElasticLoadBalancingV2::LoadBalancer
                Properties:
                  LoadBalancerAttributes: [{Key: access_logs.s3.enabled, Value: 'true'}]
              Decided:
                Type: AWS::ElasticLoadBalancingV2::LoadBalancer
                Properties:
                  LoadBalancerAttributes: [{Key: access_logs.s3.enabled, Value: !Ref Choice}]
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
            switch balancer.attribute("access_logs.s3.enabled") {
            case .absent: report.fault(at: balancer.headline.span)
            case .known(let value, let place):
                if value.lowercased() != "true" { report.fault(at: place.span) }
            case .unknown, .wrong: continue
            }
        }
    }
}
