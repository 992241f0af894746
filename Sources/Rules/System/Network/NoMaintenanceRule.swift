import Basics
import ECSModel
import RuleKit
import Workload

struct NoMaintenanceRule: Rule {
    static let about = About(
        id: "IF309", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "No maintenance page is prepared", ja: "メンテナンス用ルールのない公開ロードバランサー"),
        why: Text(
            en:
                "When the application has to be closed in a hurry, users see errors of the load balancer, and somebody edits rules by hand under stress.",
            ja: "急にサービスを閉じる必要が生じたとき、利用者にはロードバランサーのエラーが表示され、担当者は慌てて手作業でルールを編集することになります。"),
        remedy: Text(
            en:
                "Keep a listener rule with a fixed 503 response ready, for instance for a header that no one sends, and change its condition or priority when needed.",
            ja: "固定レスポンス 503 を返すリスナールールを用意し (通常は一致しない条件にしておきます)、必要なときに条件か優先度を変更できるようにしてください。"),
        message: Text(
            en: "no rule of the public load balancer answers with a fixed response",
            ja: "公開ロードバランサーに、固定レスポンスを返すルールがありません"),
        links: [
            "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-action-types.html"
        ],
        fails: [
            """
            Resources:
              Service: {Type: AWS::ECS::Service, Properties: {DesiredCount: 2}}
              Balancer: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Scheme: internet-facing}}
              ⟦Listener⟧:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties:
                  LoadBalancerArn: !Ref Balancer
                  Protocol: HTTPS
                  DefaultActions: [{Type: forward, TargetGroupArn: !Ref Group}]
            """
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
                  Protocol: HTTPS
                  DefaultActions: [{Type: forward, TargetGroupArn: !Ref Group}]
              Maintenance:
                Type: AWS::ElasticLoadBalancingV2::ListenerRule
                Properties:
                  ListenerArn: !Ref Listener
                  Priority: 1
                  Conditions: [{Field: http-header, HttpHeaderConfig: {HttpHeaderName: X-Maintenance, Values: ['on']}}]
                  Actions: [{Type: fixed-response, FixedResponseConfig: {StatusCode: '503'}}]
            """,
            // A redirect only: the application is behind the other listener.
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
        ]
    )

    func check(_ system: System, _ report: inout Report) {
        guard system.runsContainers else { return }
        // CloudFront and a web ACL can show such a page too.
        guard system.members("AWS::CloudFront::Distribution").isEmpty,
            !system.members(ResourceType.listenerRule).contains(where: { rule in
                rule.properties["actions"].map { $0.isUnknown || Self.isFixed($0) } ?? true
            })
        else { return }
        var told: [System.Member] = []
        for listener in system.members(ResourceType.listener) {
            guard let actions = listener.properties["defaultActions"], !actions.isUnknown,
                actions.items.contains(where: { $0.string("type").value?.lowercased() == "forward" }),
                let balancer = system.balancer(of: listener), balancer.isInternetFacing == true,
                balancer.balancerType == "application", !told.contains(where: { $0.isSame(as: balancer) })
            else { continue }
            told.append(balancer)
            report.fault(at: listener.headline.span)
        }
    }

    private static func isFixed(_ actions: Term) -> Bool {
        actions.items.contains { $0.isUnknown || $0.string("type").value?.lowercased() == "fixed-response" }
    }
}
