import Basics
import ECSModel
import Pipelines
import RuleKit

struct AllTrafficAtOnce: Rule {
    static let about = About(
        id: "PL514", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "All requests move to the new tasks at once", ja: "すべてのリクエストの一括切り替え"),
        why: Text(
            en: "What no test has found reaches all users in the same second, before an alarm can stop it.",
            ja: "テストで見つからなかった問題が、アラームで止める間もなく全利用者に影響します。"),
        remedy: Text(
            en: """
                Shift a part first (`CodeDeployDefault.ECSCanary10Percent5Minutes` or a linear one), with alarms that stop \
                the deployment.
                """,
            ja: """
                `CodeDeployDefault.ECSCanary10Percent5Minutes` などで一部から切り替え、デプロイを止めるアラームを設定してください。
                """),
        message: Text(
            en: "`{group}` shifts all requests at once", ja: "`{group}` はすべてのリクエストを一度に切り替えます"),
        links: ["https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html"],
        fails: [
            """
            === main.tf
            resource "aws_codedeploy_deployment_group" "web" {
              app_name               = "web"
              deployment_group_name  = "web"
              deployment_config_name = ⟦"CodeDeployDefault.ECSAllAtOnce"⟧
              service_role_arn       = "arn:aws:iam::123456789012:role/deploy"
              ecs_service {
                cluster_name = "main"
                service_name = "web"
              }
            }
            """,
            """
            === template.yaml
            Resources:
              Group:
                Type: AWS::CodeDeploy::DeploymentGroup
                Properties:
                  ApplicationName: web
                  DeploymentConfigName: ⟦CodeDeployDefault.ECSAllAtOnce⟧
                  ServiceRoleArn: !GetAtt Role.Arn
                  ECSServices: [{ClusterName: main, ServiceName: web}]
            """,
        ],
        passes: [
            """
            === main.tf
            resource "aws_codedeploy_deployment_group" "web" {
              app_name               = "web"
              deployment_group_name  = "web"
              deployment_config_name = "CodeDeployDefault.ECSLinear10PercentEvery1Minutes"
              service_role_arn       = "arn:aws:iam::123456789012:role/deploy"
              ecs_service {
                cluster_name = "main"
                service_name = "web"
              }
            }
            """,
            // New tasks are tested by a listener of their own first.
            """
            === template.yaml
            Resources:
              Group:
                Type: AWS::CodeDeploy::DeploymentGroup
                Properties:
                  ApplicationName: web
                  DeploymentConfigName: CodeDeployDefault.ECSAllAtOnce
                  ServiceRoleArn: !GetAtt Role.Arn
                  ECSServices: [{ClusterName: main, ServiceName: web}]
                  LoadBalancerInfo:
                    TargetGroupPairInfoList:
                      - ProdTrafficRoute: {ListenerArns: [!Ref Listener]}
                        TestTrafficRoute: {ListenerArns: [!Ref TestListener]}
                        TargetGroups: [{Name: blue}, {Name: green}]
            """,
        ]
    )

    func check(_ all: Pipelines, _ report: inout Report) {
        var told: Set<String> = []
        for group in all.deploymentGroups where group.isECS && group.testRoute == nil {
            // The groups of one module that is used twice are one to whoever reads it.
            guard case .known(let name, let place) = group.configuration,
                name.known == "CodeDeployDefault.ECSAllAtOnce", told.insert(place.key).inserted
            else { continue }
            report.fault(at: place.span, ["group": group.name])
        }
    }
}
