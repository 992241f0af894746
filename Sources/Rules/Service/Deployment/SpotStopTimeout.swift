import Basics
import ECSModel
import RuleKit
import Workload

struct SpotStopTimeout: Rule {
    static let about = About(
        id: "SV215", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Spot's two minutes are not used", ja: "Spot 中断時の 2 分間を使い切れない設定"),
        why: Text(
            en: """
                Fargate Spot gives a task 120 seconds. With a shorter `stopTimeout` ECS kills it earlier, and work that \
                could have been finished is lost.
                """,
            ja: """
                Fargate Spot の中断では 120 秒の猶予があります。`stopTimeout` が短いとそれより早く強制終了され、\
                終えられたはずの処理が失われます。
                """),
        remedy: Text(
            en: "Set `stopTimeout` to 120: a container that is done earlier stops earlier.",
            ja: "`stopTimeout` を 120 にしてください。早く終わるコンテナはその時点で停止します。"),
        message: Text(
            en: "killed {seconds} s after SIGTERM, though Spot gives 120 s",
            ja: "Spot では 120 秒の猶予がありますが、SIGTERM の {seconds} 秒後に強制終了されます"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html"],
        answers: ["ECS_03.stop-timeout"],
        fails: [
            """
            === taskdef.json
            {"family": "web", "containerDefinitions": [{"name": ⟦"web"⟧, "image": "web:1"}]}
            === service.json
            {"serviceName": "web", "desiredCount": 2, "taskDefinition": "web",
             "capacityProviderStrategy": [{"capacityProvider": "FARGATE_SPOT", "weight": 1}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties: {ContainerDefinitions: [{Name: web, Image: 'web:1', StopTimeout: ⟦45⟧}]}
              Service:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: !Ref Task
                  CapacityProviderStrategy:
                    - {CapacityProvider: FARGATE, Base: 1, Weight: 1}
                    - {CapacityProvider: FARGATE_SPOT, Weight: 3}
            """,
        ],
        passes: [
            """
            === taskdef.json
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "stopTimeout": 120}]}
            === service.json
            {"serviceName": "web", "desiredCount": 2, "taskDefinition": "web",
             "capacityProviderStrategy": [{"capacityProvider": "FARGATE_SPOT", "weight": 1}]}
            """,
            """
            === taskdef.json
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1"}]}
            === service.json
            {"serviceName": "web", "desiredCount": 2, "taskDefinition": "web",
             "capacityProviderStrategy": [{"capacityProvider": "FARGATE", "weight": 1}]}
            """,
        ]
    )

    func check(_ service: ServiceSubject, _ report: inout Report) {
        let spot = service.service.capacityProviders.first {
            $0.string("capacityProvider").value?.uppercased() == "FARGATE_SPOT" && Self.isUsed($0)
        }
        guard let spot, let container = service.task?.main else { return }
        let seconds: Int
        switch container.definition.stopTimeout {
        case .absent: seconds = 30
        case .known(let written, _): seconds = written
        case .unknown, .wrong: return
        }
        guard seconds < 120 else { return }
        report.fault(
            at: container.definition.stopTimeout.span ?? container.definition.heading, ["seconds": "\(seconds)"],
            related: [Finding.Related(spot.span, Text(en: "runs on Spot", ja: "Spot で動きます"))])
    }

    /// A weight of 0 without a base gets no task.
    private static func isUsed(_ item: Term) -> Bool {
        if item.int("weight").isUnknown || item.int("base").isUnknown { return false }
        return (item.int("weight").value ?? 0) > 0 || (item.int("base").value ?? 0) > 0
    }
}
