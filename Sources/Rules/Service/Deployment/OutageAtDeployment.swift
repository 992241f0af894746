import Basics
import ECSModel
import RuleKit
import Workload

struct OutageAtDeployment: Rule {
    static let about = About(
        id: "SV202", since: "0.1", severity: .high,
        title: Text(en: "All tasks may stop at a deployment", ja: "デプロイ時に全タスクが停止しうる設定"),
        why: Text(
            en: """
                With a minimum of 0 percent ECS may stop every old task before a new one answers. The load balancer has \
                no target then, and each deployment is an outage.
                """,
            ja: """
                最小ヘルス率が 0% だと、新しいタスクが応答する前に古いタスクがすべて停止されることがあります。その間ロードバランサーの\
                ターゲットがなくなり、デプロイのたびにサービスが止まります。
                """),
        remedy: Text(
            en: "Set `minimumHealthyPercent` to 100 and `maximumPercent` to 200.",
            ja: "`minimumHealthyPercent` を 100、`maximumPercent` を 200 にしてください。"),
        message: Text(en: "no task needs to stay in service", ja: "デプロイ中に稼働が保証されるタスクがありません"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html"],
        aliases: ["KICS:79d745f0", "KICS:91f16d09"],
        fails: [
            """
            {"serviceName": "web", "desiredCount": 2,
             "loadBalancers": [{"containerName": "web", "containerPort": 80, "targetGroupArn": "arn:x"}],
             "deploymentConfiguration": {"minimumHealthyPercent": ⟦0⟧, "maximumPercent": 100}}
            """,
            """
            Resources:
              Service:
                Type: AWS::ECS::Service
                Properties:
                  LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Group}]
                  DeploymentConfiguration: {MinimumHealthyPercent: ⟦0⟧}
            """,
        ],
        passes: [
            // A worker that must not run twice.
            #"{"serviceName": "clock", "desiredCount": 1, "deploymentConfiguration": {"minimumHealthyPercent": 0, "maximumPercent": 100}}"#,
            #"{"serviceName": "web", "desiredCount": 2, "loadBalancers": [{"containerName": "web", "containerPort": 80, "targetGroupArn": "arn:x"}], "deploymentConfiguration": {"minimumHealthyPercent": 50}}"#,
            #"{"serviceName": "web", "desiredCount": 2, "loadBalancers": [{"containerName": "web", "containerPort": 80, "targetGroupArn": "arn:x"}], "deploymentConfiguration": {"minimumHealthyPercent": "${MIN}"}}"#,
            #"{"serviceName": "web", "schedulingStrategy": "DAEMON", "loadBalancers": [{"containerName": "web", "containerPort": 80, "targetGroupArn": "arn:x"}], "deploymentConfiguration": {"minimumHealthyPercent": 0}}"#,
        ]
    )

    func check(_ service: ServiceSubject, _ report: inout Report) {
        guard service.isReplica, service.rollsByItself == true, !service.service.loadBalancers.isEmpty,
            case .known(0, let place) = service.service.minimumHealthyPercent
        else { return }
        report.fault(at: place.span)
    }
}
