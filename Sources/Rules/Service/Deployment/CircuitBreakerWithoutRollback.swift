import Basics
import ECSModel
import RuleKit
import Workload

struct CircuitBreakerWithoutRollback: Rule {
    static let about = About(
        id: "SV204", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "Circuit breaker without rollback", ja: "ロールバックしないサーキットブレーカー"),
        why: Text(
            en: """
                The deployment ends as failed, and the service stays on the broken revision: every task that is \
                replaced from then on fails to start.
                """,
            ja: """
                デプロイは失敗として終わりますが、サービスは壊れたリビジョンのままです。以後、置き換えられるタスクは起動に失敗します。
                """),
        remedy: Text(
            en: "Set `rollback` to true, unless your tool rolls back by itself.",
            ja: "ツール側でロールバックしない限り、`rollback` を true にしてください。"),
        message: Text(
            en: "a deployment that fails is stopped, but not rolled back",
            ja: "失敗したデプロイは停止しますが、ロールバックされません"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html"],
        answers: ["ECS_38.automatic-rollback"],
        fails: [
            """
            {"serviceName": "web", "desiredCount": 2, "deploymentConfiguration": {
              "deploymentCircuitBreaker": {"enable": true, "rollback": ⟦false⟧}}}
            """,
            """
            Resources:
              Service:
                Type: AWS::ECS::Service
                Properties:
                  DeploymentConfiguration: {DeploymentCircuitBreaker: {Enable: true, Rollback: ⟦false⟧}}
            """,
        ],
        passes: [
            #"{"serviceName": "web", "desiredCount": 2, "deploymentConfiguration": {"deploymentCircuitBreaker": {"enable": true, "rollback": true}}}"#,
            #"{"serviceName": "web", "desiredCount": 2, "deploymentConfiguration": {"deploymentCircuitBreaker": {"enable": true, "rollback": "${R}"}}}"#,
            #"{"serviceName": "web", "desiredCount": 2, "deploymentConfiguration": {"deploymentCircuitBreaker": {"enable": false, "rollback": false}}}"#,
            #"{"serviceName": "web", "desiredCount": 2, "deploymentConfiguration": {"alarms": {"alarmNames": ["errors"], "enable": true, "rollback": true}, "deploymentCircuitBreaker": {"enable": true, "rollback": false}}}"#,
        ]
    )

    func check(_ service: ServiceSubject, _ report: inout Report) {
        guard service.rollsByItself == true, let breaker = service.service.circuitBreaker,
            breaker.bool("enable").value == true, service.service.deployment?["alarms"]?.bool("rollback").value != true
        else { return }
        switch breaker.bool("rollback") {
        case .known(false, let place): report.fault(at: place.span)
        case .absent: report.fault(at: breaker.span)
        default: return
        }
    }
}
