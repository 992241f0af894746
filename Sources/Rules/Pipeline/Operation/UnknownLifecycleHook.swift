import Basics
import ECSModel
import Pipelines
import RuleKit

struct UnknownLifecycleHook: Rule {
    static let about = About(
        id: "PL511", since: "0.1", severity: .high,
        title: Text(en: "A hook for an event that ECS deployments do not have", ja: "ECS のデプロイに存在しないイベントのフック"),
        why: Text(
            en: "CodeDeploy refuses the appspec, or the check that was meant to stop a bad deployment never runs.",
            ja: "CodeDeploy が AppSpec を拒否するか、問題のあるデプロイを止めるはずの検証が実行されません。"),
        remedy: Text(
            en: """
                Use `BeforeInstall`, `AfterInstall`, `AfterAllowTestTraffic`, `BeforeAllowTraffic` or `AfterAllowTraffic`, \
                and write it just so.
                """,
            ja: """
                `BeforeInstall`、`AfterInstall`、`AfterAllowTestTraffic`、`BeforeAllowTraffic`、`AfterAllowTraffic` のいずれかを、大文字・小文字も\
                このとおりに指定してください。
                """),
        message: Text(
            en: "`{event}` is no event of an ECS deployment", ja: "`{event}` は ECS のデプロイのイベントではありません"),
        links: [
            "https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html"
        ],
        fails: [
            """
            === appspec.yaml
            version: 0.0
            Resources:
              - TargetService:
                  Type: AWS::ECS::Service
                  Properties:
                    TaskDefinition: <TASK_DEFINITION>
                    LoadBalancerInfo: {ContainerName: web, ContainerPort: 80}
            Hooks:
              - ⟦AfterAllowTest⟧: check-new-tasks
              - AfterAllowTraffic: tell-team
            """,
            """
            === appspec.json
            {"version": 0.0,
             "Resources": [{"TargetService": {"Type": "AWS::ECS::Service", "Properties": {
               "TaskDefinition": "<TASK_DEFINITION>", "LoadBalancerInfo": {"ContainerName": "web", "ContainerPort": 80}}}}],
             "Hooks": [{⟦"ApplicationStart"⟧: "check-new-tasks"}]}
            """,
        ],
        passes: [
            """
            === appspec.yaml
            version: 0.0
            Resources:
              - TargetService:
                  Type: AWS::ECS::Service
                  Properties:
                    TaskDefinition: <TASK_DEFINITION>
                    LoadBalancerInfo: {ContainerName: web, ContainerPort: 80}
            Hooks:
              - BeforeInstall: a
              - AfterAllowTestTraffic: b
            """
        ]
    )

    func check(_ all: Pipelines, _ report: inout Report) {
        for deployment in all.deployments {
            for hook in deployment.hooks where !AppSpec.events.contains(hook.event) {
                report.fault(at: hook.place.span, ["event": hook.event])
            }
        }
    }
}
