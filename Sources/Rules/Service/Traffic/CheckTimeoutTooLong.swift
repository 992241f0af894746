import Basics
import ECSModel
import RuleKit
import Workload

struct CheckTimeoutTooLong: Rule {
    static let about = About(
        id: "SV405", since: "0.1", severity: .medium,
        title: Text(en: "Target group check whose timeout is not below its interval", ja: "タイムアウトが間隔以上のヘルスチェック"),
        why: Text(
            en: "Elastic Load Balancing refuses the target group, and the stack fails.",
            ja: "Elastic Load Balancing がターゲットグループの設定を拒否し、スタックの作成や更新が失敗します。"),
        remedy: Text(
            en: "Make the timeout shorter than the interval.", ja: "タイムアウトを間隔より短くしてください。"),
        message: Text(
            en: "the check's timeout of {timeout} s is not below its interval of {interval} s",
            ja: "ヘルスチェックのタイムアウト ({timeout} 秒) が間隔 ({interval} 秒) 以上です"),
        links: [
            "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html"
        ],
        fails: [
            """
            Resources:
              Task: {Type: AWS::ECS::TaskDefinition, Properties: {Family: web}}
              Group:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties: {Protocol: HTTP, HealthCheckIntervalSeconds: 10, HealthCheckTimeoutSeconds: ⟦10⟧}
            """,
            // Five seconds is what counts where no timeout is written.
            """
            Resources:
              Task: {Type: AWS::ECS::TaskDefinition, Properties: {Family: web}}
              Group:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties: {Protocol: HTTP, TargetType: ip, HealthCheckIntervalSeconds: ⟦5⟧}
            """,
        ],
        passes: [
            """
            Resources:
              Task: {Type: AWS::ECS::TaskDefinition, Properties: {Family: web}}
              Group:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties: {Protocol: HTTP, HealthCheckIntervalSeconds: 10, HealthCheckTimeoutSeconds: 5}
              Short:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties: {Protocol: HTTP, HealthCheckIntervalSeconds: 5, HealthCheckTimeoutSeconds: !Ref Timeout}
              Old:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties: {Protocol: TCP, HealthCheckIntervalSeconds: 10, HealthCheckTimeoutSeconds: 10}
            """
        ]
    )

    func check(_ system: System, _ report: inout Report) {
        guard system.runsContainers else { return }
        for group in system.members(ResourceType.targetGroup) {
            // Groups of network load balancers once had one fixed pair of ten seconds.
            guard let word = group.properties.string("protocol").value?.uppercased(), word == "HTTP" || word == "HTTPS",
                group.properties.string("targetType").value != "lambda",
                case .known(let interval, let intervalPlace) = group.properties.int("healthCheckIntervalSeconds")
            else { continue }
            let timeout = group.properties.int("healthCheckTimeoutSeconds")
            let seconds: Int
            switch timeout {
            case .absent: seconds = 5
            case .known(let value, _): seconds = value
            case .unknown, .wrong: continue
            }
            guard seconds >= interval else { continue }
            report.fault(
                at: (timeout.place ?? intervalPlace).span,
                ["timeout": String(seconds), "interval": String(interval)])
        }
    }
}
