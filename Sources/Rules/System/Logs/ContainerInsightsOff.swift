import Basics
import ECSModel
import RuleKit
import Workload

struct ContainerInsightsOff: Rule {
    static let about = About(
        id: "IF402", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "Cluster without Container Insights", ja: "Container Insights が無効なクラスター"),
        why: Text(
            en: """
                CloudWatch then has the CPU and memory of services only: no task or container counts, no network, no \
                storage, and nothing to tell which task is in trouble.
                """,
            ja: """
                CloudWatch に記録されるのはサービス単位の CPU とメモリだけです。タスク数、ネットワーク、ストレージの値はなく、\
                どのタスクに問題があるのかもわかりません。
                """),
        remedy: Text(
            en: "Set `containerInsights` to `enabled` or `enhanced`.",
            ja: "`containerInsights` を `enabled` または `enhanced` にしてください。"),
        message: Text(en: "Container Insights is not on", ja: "Container Insights が有効になっていません"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cloudwatch-container-insights.html"],
        aliases: [
            "ECS.12", "CKV_AWS_65", "AWS-0034", "CT.ECS.PR.2", "ecs_cluster_container_insights_enabled",
            "KICS:97cb0688",
        ],
        differs: Text(
            en:
                "An account setting may turn it on for new clusters, so that its absence is told in the strict set only.",
            ja: "アカウント設定で新規クラスターに有効化されている場合があるため、記述がないことは strict でのみ報告します。"),
        answers: ["ECS_53.container-metrics", "OPS_02.telemetry"],
        fails: [
            """
            Resources:
              ⟦Cluster⟧:
                Type: AWS::ECS::Cluster
                Properties: {ClusterName: main}
            """,
            """
            Resources:
              Cluster:
                Type: AWS::ECS::Cluster
                Properties:
                  ClusterSettings: [{Name: containerInsights, Value: ⟦disabled⟧}]
            """,
            """
            resource "aws_ecs_cluster" "main" {
              name = "main"
              setting {
                name  = "containerInsights"
                value = ⟦"disabled"⟧
              }
            }
            """,
        ],
        passes: [
            """
            Resources:
              Cluster:
                Type: AWS::ECS::Cluster
                Properties:
                  ClusterSettings: [{Name: containerInsights, Value: enhanced}]
            """,
            """
            Parameters: {Insights: {Type: String}}
            Resources:
              Cluster:
                Type: AWS::ECS::Cluster
                Properties:
                  ClusterSettings: [{Name: containerInsights, Value: !Ref Insights}]
            """,
            """
            resource "aws_ecs_cluster" "main" {
              name = "main"
              setting {
                name  = "containerInsights"
                value = "enabled"
              }
            }
            """,
        ]
    )

    func check(_ system: System, _ report: inout Report) {
        for cluster in system.members(ResourceType.cluster) {
            // CloudFormation's name and Terraform's.
            let settings =
                cluster.properties["clusterSettings"] ?? cluster.properties["settings"] ?? cluster.properties["setting"]
            guard let settings else {
                report.fault(at: cluster.place.span)
                continue
            }
            if settings.isUnknown { continue }
            let found = settings.items.last { $0.string("name").value == "containerInsights" }
            guard let found else {
                if !settings.items.contains(where: { $0.isUnknown || $0.string("name").isUnknown }) {
                    report.fault(at: cluster.place.span)
                }
                continue
            }
            if case .known("disabled", let place) = found.string("value") { report.fault(at: place.span) }
        }
    }
}
