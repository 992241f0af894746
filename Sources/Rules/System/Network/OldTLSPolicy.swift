import Basics
import ECSModel
import RuleKit
import Workload

struct OldTLSPolicy: Rule {
    static let about = About(
        id: "IF302", since: "0.1", severity: .medium,
        title: Text(en: "Listener that still speaks TLS 1.0 or 1.1", ja: "TLS 1.0 や 1.1 を許可するリスナー"),
        why: Text(
            en:
                "Old versions of TLS have known weaknesses, and standards such as PCI DSS forbid them. Without a policy a listener made by a template gets the one of 2016.",
            ja: "古い TLS には既知の弱点があり、PCI DSS などの基準で禁止されています。ポリシーを指定しないと、テンプレートで作成したリスナーには 2016 年のポリシーが適用されます。"),
        remedy: Text(
            en: "Set a policy for TLS 1.2 and 1.3, such as `ELBSecurityPolicy-TLS13-1-2-2021-06`.",
            ja: "`ELBSecurityPolicy-TLS13-1-2-2021-06` のような、TLS 1.2 と 1.3 のポリシーを指定してください。"),
        message: Text(
            en: "the listener's security policy `{policy}` allows TLS 1.0 or 1.1",
            ja: "リスナーのセキュリティポリシー `{policy}` は TLS 1.0 または 1.1 を許可します"),
        proof: Text(
            en: "the listener uses the security policy `{policy}`", ja: "リスナーはセキュリティポリシー `{policy}` を使用しています"),
        links: [
            "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html"
        ],
        aliases: ["ELB.17", "CKV_AWS_103", "AWS-0047", "elbv2_insecure_ssl_ciphers"],
        answers: ["ECS_28.tls-listener"],
        fails: [
            """
            resource "aws_ecs_service" "web" {
              name = "web"
            }
            resource "aws_lb_listener" "https" {
              load_balancer_arn = aws_lb.front.arn
              port              = 443
              protocol          = "HTTPS"
              ssl_policy        = ⟦"ELBSecurityPolicy-2016-08"⟧
            }
            """,
            """
            Resources:
              Service: {Type: AWS::ECS::Service, Properties: {DesiredCount: 2}}
              Listener:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties: {Port: 443, Protocol: HTTPS, SslPolicy: ⟦ELBSecurityPolicy-2016-08⟧}
            """,
            """
            Resources:
              Service: {Type: AWS::ECS::Service, Properties: {DesiredCount: 2}}
              Listener:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties: {Port: 443, Protocol: ⟦HTTPS⟧, Certificates: [{CertificateArn: !Ref Certificate}]}
            """,
        ],
        passes: [
            """
            Resources:
              Service: {Type: AWS::ECS::Service, Properties: {DesiredCount: 2}}
              Listener:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties: {Port: 443, Protocol: HTTPS, SslPolicy: !Ref Policy}
              Plain:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties: {Port: 80, Protocol: HTTP}
            """
        ],
        proves: [
            """
            Resources:
              Service: {Type: AWS::ECS::Service, Properties: {DesiredCount: 2}}
              Listener:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties: {Port: 443, Protocol: HTTPS, SslPolicy: ⟦ELBSecurityPolicy-TLS13-1-2-2021-06⟧}
            """
        ]
    )

    /// What a listener gets from the API without a policy.
    private static let standard = "ELBSecurityPolicy-2016-08"

    /// By their names: those of 1.2 and above say so, and each of the others allows older versions.
    private static func isOld(_ policy: String) -> Bool? {
        guard policy.hasPrefix("ELBSecurityPolicy-") else { return nil }
        let rest = policy.dropFirst("ELBSecurityPolicy-".count)
        for head in ["TLS-1-0", "TLS-1-1", "TLS13-1-0", "TLS13-1-1", "FS-1-1", "FS-2018"] where rest.hasPrefix(head) {
            return true
        }
        for head in ["TLS-1-2", "TLS13-1-2", "TLS13-1-3", "FS-1-2"] where rest.hasPrefix(head) { return false }
        return ["2016-08", "2015-05", "2015-03", "2015-02"].contains(String(rest)) ? true : nil
    }

    func check(_ system: System, _ report: inout Report) {
        guard system.runsContainers else { return }
        for listener in system.members(ResourceType.listener) {
            guard case .known(let word, let place) = listener.properties.string("protocol"),
                word.uppercased() == "HTTPS" || word.uppercased() == "TLS"
            else { continue }
            switch listener.properties.string("sslPolicy") {
            case .absent: report.fault(at: place.span, ["policy": Self.standard])
            case .known(let policy, let place):
                guard let isOld = Self.isOld(policy) else {
                    report.unsure(
                        at: place.span,
                        because: Text(en: "the policy is not known here", ja: "このポリシーの内容を確認できません"))
                    continue
                }
                if isOld {
                    report.fault(at: place.span, ["policy": policy])
                } else {
                    report.holds(at: place.span, ["policy": policy])
                }
            case .unknown(_, let place):
                report.unsure(
                    at: place.span, because: Text(en: "a variable names the policy", ja: "ポリシーが変数で指定されています"))
            case .wrong: continue
            }
        }
    }
}
