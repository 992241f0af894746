import Basics
import ECSModel
import RuleKit
import Workload

struct FailedDeploymentNotStopped: Rule {
    static let about = About(
        id: "SV203", since: "0.1", severity: .medium,
        title: Text(en: "Deployment without a circuit breaker", ja: "サーキットブレーカーのないデプロイ"),
        why: Text(
            en: """
                ECS tries a revision that does not start again and again, without an end: nobody is told, a template \
                hangs for hours, and each new task that scaling asks for fails too.
                """,
            ja: """
                起動に失敗するリビジョンでも、ECS は際限なく起動を試み続けます。失敗は通知されず、テンプ\
                レートの更新は何時間も止まり、その間のスケールアウトで起動するタスクも失敗します。
                """),
        remedy: Text(
            en: "Turn `deploymentCircuitBreaker` on, with `rollback`.",
            ja: "`deploymentCircuitBreaker` を `rollback` とともに有効にしてください。"),
        message: Text(
            en: "nothing ends a deployment that fails",
            ja: "失敗したデプロイを止めるしくみがありません"),
        proof: Text(
            en: "a deployment that fails is rolled back",
            ja: "失敗したデプロイは自動的にロールバックされます"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html"],
        answers: ["ECS_38.automatic-rollback"],
        fails: [
            #"{"serviceName": ⟦"web"⟧, "desiredCount": 2}"#,
            """
            {"serviceName": "web", "desiredCount": 2, "deploymentConfiguration": {
              "deploymentCircuitBreaker": {"enable": ⟦false⟧, "rollback": false}}}
            """,
            """
            Resources:
              ⟦Service⟧:
                Type: AWS::ECS::Service
                Properties:
                  DeploymentConfiguration: {MinimumHealthyPercent: 100}
            """,
            """
            resource "aws_ecs_service" "web" {
              name            = "web"
              task_definition = "web"
              deployment_circuit_breaker {
                enable   = ⟦false⟧
                rollback = true
              }
            }
            """,
        ],
        passes: [
            #"{"serviceName": "web", "desiredCount": 2, "deploymentController": {"type": "CODE_DEPLOY"}}"#,
            #"{"serviceName": "web", "desiredCount": 2, "deploymentController": {"type": "EXTERNAL"}}"#,
            #"{"serviceName": "web", "desiredCount": 2, "deploymentConfiguration": "${DEPLOYMENT}"}"#,
            #"{"serviceName": "web", "desiredCount": 2, "deploymentConfiguration": {"strategy": "BLUE_GREEN", "bakeTimeInMinutes": 5}}"#,
            #"{"serviceName": "web", "desiredCount": 2, "deploymentConfiguration": {"alarms": {"alarmNames": ["errors"], "enable": true, "rollback": true}}}"#,
            #"{"serviceName": "web", "desiredCount": 2, "deploymentConfiguration": {"deploymentCircuitBreaker": {"enable": "${ON}", "rollback": true}}}"#,
            """
            resource "aws_ecs_service" "web" {
              name            = "web"
              task_definition = "web"
              deployment_circuit_breaker {
                enable   = true
                rollback = true
              }
            }
            """,
        ],
        proves: [
            """
            {"serviceName": "web", "desiredCount": 2, "deploymentConfiguration": {
              "deploymentCircuitBreaker": ⟦{"enable": true, "rollback": true}⟧}}
            """
        ]
    )

    func check(_ service: ServiceSubject, _ report: inout Report) {
        guard service.rollsByItself == true else { return }
        let deployment = service.service.deployment
        let alarms = deployment?["alarms"]
        if let alarms, alarms.bool("enable").value == true, alarms.bool("rollback").value == true {
            return report.holds(at: alarms.span)
        }
        if alarms?.hasUnknown == true { return }
        guard let breaker = service.service.circuitBreaker else {
            return report.fault(at: service.headline.span)
        }
        switch breaker.isUnknown ? Field<Bool>.absent : breaker.bool("enable") {
        case .known(true, _):
            if breaker.bool("rollback").value == true { report.holds(at: breaker.span) }
        case .known(false, let place): report.fault(at: place.span)
        case .absent where !breaker.isUnknown: report.fault(at: breaker.span)
        default:
            report.unsure(
                at: breaker.span,
                because: Text(
                    en: "whether the circuit breaker is on is not known here",
                    ja: "サーキットブレーカーが有効かどうかをファイルから特定できません"))
        }
    }
}
