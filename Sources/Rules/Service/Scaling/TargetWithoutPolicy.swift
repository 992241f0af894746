import Basics
import ECSModel
import RuleKit
import Workload

struct TargetWithoutPolicy: Rule {
    static let about = About(
        id: "SV304", since: "0.1", severity: .medium,
        title: Text(en: "Scaling limits without a policy", ja: "ポリシーのないスケーリング設定"),
        why: Text(
            en: "The limits are registered, but nothing ever changes the number of tasks.",
            ja: "上下限は登録されていますが、タスク数を変えるものが何もありません。"),
        remedy: Text(
            en: "Add a target tracking policy or scheduled actions.", ja: "ターゲット追跡ポリシーかスケジュールされたアクションを追加してください。"),
        message: Text(
            en: "the scalable target has neither a policy nor a scheduled action",
            ja: "スケーラブルターゲットに、ポリシーもスケジュールされたアクションもありません"),
        proof: Text(en: "the policy `{policy}` scales the service", ja: "ポリシー `{policy}` がサービスをスケールします"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html"],
        answers: ["ECS_17.metric"],
        fails: [
            """
            Resources:
              Service: {Type: AWS::ECS::Service, Properties: {TaskDefinition: web}}
              ⟦Target⟧:
                Type: AWS::ApplicationAutoScaling::ScalableTarget
                Properties: {MinCapacity: 2, MaxCapacity: 8, ResourceId: !Sub 'service/main/${Service.Name}'}
            """
        ],
        passes: [
            """
            resource "aws_ecs_service" "web" {
              name = "web"
            }
            resource "aws_appautoscaling_target" "web" {
              min_capacity       = 2
              max_capacity       = 8
              resource_id        = "service/main/${aws_ecs_service.web.name}"
              scalable_dimension = "ecs:service:DesiredCount"
              service_namespace  = "ecs"
            }
            resource "aws_appautoscaling_scheduled_action" "night" {
              name               = "night"
              service_namespace  = aws_appautoscaling_target.web.service_namespace
              resource_id        = aws_appautoscaling_target.web.resource_id
              scalable_dimension = aws_appautoscaling_target.web.scalable_dimension
              schedule           = "cron(0 20 * * ? *)"
              scalable_target_action {
                min_capacity = 0
                max_capacity = 0
              }
            }
            """,
            """
            Resources:
              Service: {Type: AWS::ECS::Service, Properties: {TaskDefinition: web}}
              Target:
                Type: AWS::ApplicationAutoScaling::ScalableTarget
                Properties: {MinCapacity: 2, MaxCapacity: 8, ResourceId: !Sub 'service/main/${Service.Name}'}
              Policy:
                Type: AWS::ApplicationAutoScaling::ScalingPolicy
                Properties: {ResourceId: !Sub 'service/${Cluster}/unknown', PolicyType: TargetTrackingScaling}
            """,
        ],
        proves: [
            """
            Resources:
              Service: {Type: AWS::ECS::Service, Properties: {TaskDefinition: web}}
              Target:
                Type: AWS::ApplicationAutoScaling::ScalableTarget
                Properties: {MinCapacity: 2, MaxCapacity: 8, ResourceId: !Sub 'service/main/${Service.Name}'}
              Policy:
                Type: AWS::ApplicationAutoScaling::ScalingPolicy
                Properties:
                  ScalingTargetId: !Ref Target
                  TargetTrackingScalingPolicyConfiguration:
                    TargetValue: 60
                    PredefinedMetricSpecification: {PredefinedMetricType: ⟦ECSServiceAverageCPUUtilization⟧}
            """
        ]
    )

    func check(_ service: ServiceSubject, _ report: inout Report) {
        guard let target = service.node.scalableTarget else { return }
        let policies = service.policies
        for policy in policies {
            // What a task is asked to do follows the load; of memory that cannot be said.
            guard case .known(let metric, let place) = policy.predefinedMetric,
                metric.hasSuffix("CPUUtilization")
                    || metric == "ALBRequestCountPerTarget"
            else { continue }
            return report.holds(at: place.span, ["policy": policy.member.resource.address])
        }
        guard policies.isEmpty, service.scheduledActions?.isEmpty == true,
            // A policy of which it is not known what it scales may be the one.
            service.system.members(ResourceType.scalingPolicy).allSatisfy({ $0.scalesAnother(than: service) })
        else { return }
        report.fault(at: target.headline.span)
    }
}

extension System.Member {
    /// Whether a policy is known to scale something else than this service.
    fileprivate func scalesAnother(than service: ServiceSubject) -> Bool {
        service.system.services.contains { other in
            !other.member.isSame(as: service.node.member) && other.scalingPolicies.contains { $0.isSame(as: self) }
        }
    }
}
