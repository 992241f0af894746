import Basics
import ECSModel
import RuleKit
import Workload

struct NoDeploymentAlarms: Rule {
    static let about = About(
        id: "SV205", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Deployment that no alarm watches", ja: "アラームで監視されないデプロイ"),
        why: Text(
            en: """
                The circuit breaker sees tasks that fail to start or to pass health checks. A revision that answers with \
                errors, or slowly, counts as a success.
                """,
            ja: """
                サーキットブレーカーが検知するのは、起動やヘルスチェックの失敗だけです。エラーを返したり遅くなったりするリビジョンは、\
                成功とみなされます。
                """),
        remedy: Text(
            en: "Name alarms on errors and latency in `deploymentConfiguration.alarms`, with `rollback`.",
            ja: "エラー率やレイテンシーのアラームを `deploymentConfiguration.alarms` に `rollback` 付きで指定してください。"),
        message: Text(en: "no alarm ends a deployment", ja: "デプロイを止めるアラームがありません"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-alarm-failure.html"],
        fails: [
            """
            {"serviceName": ⟦"web"⟧, "desiredCount": 2,
             "loadBalancers": [{"containerName": "web", "containerPort": 80, "targetGroupArn": "arn:x"}]}
            """,
            """
            Resources:
              ⟦Service⟧:
                Type: AWS::ECS::Service
                Properties:
                  LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Group}]
            """,
        ],
        passes: [
            #"{"serviceName": "web", "desiredCount": 2, "loadBalancers": [{"containerName": "web", "containerPort": 80, "targetGroupArn": "arn:x"}], "deploymentConfiguration": {"alarms": {"alarmNames": ["errors"], "enable": true, "rollback": true}}}"#,
            #"{"serviceName": "worker", "desiredCount": 2}"#,
            #"{"serviceName": "web", "deploymentController": {"type": "CODE_DEPLOY"}, "loadBalancers": [{"containerName": "web", "containerPort": 80, "targetGroupArn": "arn:x"}]}"#,
            #"{"serviceName": "web", "desiredCount": 2, "loadBalancers": [{"containerName": "web", "containerPort": 80, "targetGroupArn": "arn:x"}], "deploymentConfiguration": "${D}"}"#,
        ]
    )

    func check(_ service: ServiceSubject, _ report: inout Report) {
        guard service.rollsByItself == true, !service.service.loadBalancers.isEmpty,
            service.service.deployment?.isUnknown != true
        else { return }
        guard let alarms = service.service.deployment?["alarms"] else { return report.fault(at: service.headline.span) }
        if case .known(false, let place) = alarms.bool("enable") { report.fault(at: place.span) }
    }
}
