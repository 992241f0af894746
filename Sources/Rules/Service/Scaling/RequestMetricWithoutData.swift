import Basics
import ECSModel
import RuleKit
import Workload

struct RequestMetricWithoutData: Rule {
    static let about = About(
        id: "SV308", since: "0.1", severity: .medium,
        title: Text(en: "Scaling on requests that are not counted", ja: "計測されないリクエスト数によるスケーリング"),
        why: Text(
            en: "The metric stays empty or is refused: the service never scales, whatever the load.",
            ja: "メトリクスにデータが入らないか登録が拒否され、負荷がどれだけ高くてもスケールしません。"),
        remedy: Text(
            en:
                "Use `ALBRequestCountPerTarget` with the label of the service's own target group and the ECS deployment controller; else follow CPU.",
            ja:
                "`ALBRequestCountPerTarget` は、サービス自身のターゲットグループの `ResourceLabel` と ECS デプロイコントローラーの組み合わせで使ってください。それ以外では CPU を基準にしてください。"
        ),
        message: Text(
            en:
                "`ALBRequestCountPerTarget` {kind|none=on a service without a load balancer|blue=does not work with the CodeDeploy controller|lacks its `ResourceLabel`}",
            ja:
                "`ALBRequestCountPerTarget` {kind|none=の対象サービスにロードバランサーがありません|blue=は CodeDeploy コントローラーでは使えません|に `ResourceLabel` がありません}"
        ),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-autoscaling-targettracking.html",
            "https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PredefinedMetricSpecification.html",
        ],
        answers: ["ECS_17.metric"],
        fails: [
            ScalingExample.target + """
                  Policy:
                    Type: AWS::ApplicationAutoScaling::ScalingPolicy
                    Properties:
                      ScalingTargetId: !Ref Target
                      TargetTrackingScalingPolicyConfiguration:
                        TargetValue: 500
                        PredefinedMetricSpecification:
                          PredefinedMetricType: ⟦ALBRequestCountPerTarget⟧
                          ResourceLabel: app/front/0123456789abcdef/targetgroup/web/0123456789abcdef
                """,
            ScalingExample.balanced + """
                  Policy:
                    Type: AWS::ApplicationAutoScaling::ScalingPolicy
                    Properties:
                      ScalingTargetId: !Ref Target
                      TargetTrackingScalingPolicyConfiguration:
                        TargetValue: 500
                        PredefinedMetricSpecification: {PredefinedMetricType: ⟦ALBRequestCountPerTarget⟧}
                """,
            """
            Resources:
              Service:
                Type: AWS::ECS::Service
                Properties:
                  DeploymentController: {Type: CODE_DEPLOY}
                  LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Group}]
              Group: {Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: {Port: 80, Protocol: HTTP, TargetType: ip}}
              Target:
                Type: AWS::ApplicationAutoScaling::ScalableTarget
                Properties: {MinCapacity: 2, MaxCapacity: 8, ResourceId: !Sub 'service/main/${Service.Name}'}
              Policy:
                Type: AWS::ApplicationAutoScaling::ScalingPolicy
                Properties:
                  ScalingTargetId: !Ref Target
                  TargetTrackingScalingPolicyConfiguration:
                    TargetValue: 500
                    PredefinedMetricSpecification:
                      PredefinedMetricType: ⟦ALBRequestCountPerTarget⟧
                      ResourceLabel: !Sub '${Balancer.LoadBalancerFullName}/${Group.TargetGroupFullName}'
            """,
        ],
        passes: [
            ScalingExample.balanced + """
                  Policy:
                    Type: AWS::ApplicationAutoScaling::ScalingPolicy
                    Properties:
                      ScalingTargetId: !Ref Target
                      TargetTrackingScalingPolicyConfiguration:
                        TargetValue: 500
                        PredefinedMetricSpecification:
                          PredefinedMetricType: ALBRequestCountPerTarget
                          ResourceLabel: !Sub '${Balancer.LoadBalancerFullName}/${Group.TargetGroupFullName}'
                """
        ]
    )

    func check(_ service: ServiceSubject, _ report: inout Report) {
        for policy in service.policies {
            guard case .known("ALBRequestCountPerTarget", let place) = policy.predefinedMetric else { continue }
            let label = policy.tracking?["predefinedMetricSpecification"]?["resourceLabel"]
            var related: [Finding.Related] = []
            let kind: String
            if case .known(let controller, let place) = service.service.controller,
                controller.uppercased() == "CODE_DEPLOY"
            {
                kind = "blue"
                related.append(.init(place.span, Text(en: "the deployment controller", ja: "デプロイコントローラー")))
            } else if service.service.term["loadBalancers"] == nil,
                service.node.resource.origin != .raw, service.node.resource.origin != .ecspresso,
                service.service.controller.isAbsent || service.service.controller.value?.uppercased() == "ECS"
            {
                kind = "none"
            } else if label == nil {
                kind = "label"
            } else {
                continue
            }
            related.append(.init(service.headline.span, Text(en: "the service that it scales", ja: "対象のサービス")))
            report.fault(at: place.span, ["kind": kind], related: related)
        }
    }
}
