import Basics
import ECSModel
import Pipelines
import RuleKit

struct DeploymentGroupWithoutRollback: Rule {
    static let about = About(
        id: "PL505", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "CodeDeploy does not roll back", ja: "ロールバックしない CodeDeploy"),
        why: Text(
            en:
                "When a deployment fails behind the switch, requests go on to the new tasks until somebody goes back by hand.",
            ja: "切り替え後にデプロイが失敗しても、誰かが手動で戻すまでリクエストは新しいタスクに送られ続けます。"),
        remedy: Text(
            en: "Enable automatic rollback on `DEPLOYMENT_FAILURE`, and on `DEPLOYMENT_STOP_ON_ALARM` with alarms.",
            ja: "`DEPLOYMENT_FAILURE` での自動ロールバックを有効にし、アラームを設定して `DEPLOYMENT_STOP_ON_ALARM` も指定してください。"),
        message: Text(
            en: "`{group}` does not go back when a deployment fails",
            ja: "`{group}` ではデプロイが失敗してもロールバックされません"),
        proof: Text(
            en: "`{group}` goes back when a deployment fails", ja: "`{group}` では失敗したデプロイがロールバックされます"),
        links: [
            "https://docs.aws.amazon.com/codedeploy/latest/userguide/deployments-rollback-and-redeploy.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-bluegreen.html",
        ],
        answers: ["ECS_38.automatic-rollback"],
        fails: [
            """
            === template.yaml
            Resources:
              ⟦Group⟧:
                Type: AWS::CodeDeploy::DeploymentGroup
                Properties:
                  ApplicationName: web
                  ServiceRoleArn: !GetAtt Role.Arn
                  ECSServices: [{ClusterName: main, ServiceName: web}]
            """,
            """
            === main.tf
            resource "aws_codedeploy_deployment_group" "web" {
              app_name              = "web"
              deployment_group_name = "web"
              service_role_arn      = "arn:aws:iam::123456789012:role/deploy"
              auto_rollback_configuration {
                enabled = ⟦false⟧
              }
              ecs_service {
                cluster_name = "main"
                service_name = "web"
              }
            }
            """,
        ],
        passes: [
            """
            === main.tf
            resource "aws_codedeploy_deployment_group" "web" {
              app_name              = "web"
              deployment_group_name = "web"
              service_role_arn      = "arn:aws:iam::123456789012:role/deploy"
              auto_rollback_configuration {
                enabled = var.rollback
                events  = ["DEPLOYMENT_FAILURE"]
              }
              ecs_service {
                cluster_name = "main"
                service_name = "web"
              }
            }
            """
        ],
        proves: [
            """
            === template.yaml
            Resources:
              Group:
                Type: AWS::CodeDeploy::DeploymentGroup
                Properties:
                  ApplicationName: web
                  ServiceRoleArn: !GetAtt Role.Arn
                  AutoRollbackConfiguration: {Enabled: ⟦true⟧, Events: [DEPLOYMENT_FAILURE]}
                  ECSServices: [{ClusterName: main, ServiceName: web}]
            """
        ]
    )

    func check(_ all: Pipelines, _ report: inout Report) {
        var told: Set<String> = []
        for group in all.deploymentGroups where group.isECS {
            // The groups of one module that is used twice are one to whoever reads it.
            guard told.insert((group.rollsBack.place ?? group.place).key).inserted else { continue }
            let arguments = ["group": group.name]
            switch group.rollsBack {
            case .known(true, let place): report.holds(at: place.span, arguments)
            case .known(false, let place): report.fault(at: place.span, arguments)
            case .absent: report.fault(at: group.place.span, arguments)
            case .unknown, .wrong: continue
            }
        }
    }
}
