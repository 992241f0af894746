import Basics
import ECSModel
import Pipelines
import RuleKit

struct ScalingStaysSuspended: Rule {
    static let about = About(
        id: "PL507", since: "0.1", severity: .high,
        title: Text(en: "Scaling is suspended and may stay so", ja: "停止したままになるスケーリング"),
        why: Text(
            en: """
                From then on no task is added under load, and no alarm tells of it. A step that resumes is skipped when \
                the deployment before it fails.
                """,
            ja: """
                以後は負荷が上がってもタスクが増えず、それを知らせるアラームもありません。再開のステップがあっても、その前のデプロイが失敗すると\
                実行されません。
                """),
        remedy: Text(
            en:
                "Resume scaling in a step that runs in any case (`if: always()`, `after_script`, `finally`, a shell's `trap`).",
            ja: "必ず実行されるステップ (`if: always()`、`after_script`、`finally`、シェルの `trap`) でスケーリングを再開してください。"),
        message: Text(
            en: "scaling is suspended, and {how|never=nothing resumes it|resumed only when all goes well}",
            ja: "スケーリングが停止され、{how|never=再開する処理がありません|成功したときにしか再開されません}"),
        links: [
            "https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-suspend-resume-scaling.html"
        ],
        answers: ["ECS_17.metric"],
        onlyFaults: ["ECS_17.metric"],
        fails: [
            """
            === .gitlab-ci.yml
            deploy:
              script:
                - ecspresso deploy --config ecspresso.yml ⟦--suspend-auto-scaling⟧
            """,
            """
            === .github/workflows/release.yml
            on: {push: {branches: [main]}}
            jobs:
              deploy:
                runs-on: ubuntu-24.04
                steps:
                  - run: ⟦aws application-autoscaling register-scalable-target --service-namespace ecs --resource-id service/main/web --scalable-dimension ecs:service:DesiredCount --suspended-state DynamicScalingInSuspended=true,DynamicScalingOutSuspended=true,ScheduledScalingSuspended=true⟧
                  - uses: aws-actions/amazon-ecs-deploy-task-definition@v2
                    with: {task-definition: taskdef.json, service: web, cluster: main, wait-for-service-stability: true}
                  - run: aws application-autoscaling register-scalable-target --service-namespace ecs --resource-id service/main/web --scalable-dimension ecs:service:DesiredCount --suspended-state DynamicScalingInSuspended=false,DynamicScalingOutSuspended=false,ScheduledScalingSuspended=false
            """,
        ],
        passes: [
            """
            === .github/workflows/release.yml
            on: {push: {branches: [main]}}
            jobs:
              deploy:
                runs-on: ubuntu-24.04
                steps:
                  - run: aws application-autoscaling register-scalable-target --service-namespace ecs --resource-id service/main/web --scalable-dimension ecs:service:DesiredCount --suspended-state DynamicScalingInSuspended=true,DynamicScalingOutSuspended=true,ScheduledScalingSuspended=true
                  - uses: aws-actions/amazon-ecs-deploy-task-definition@v2
                    with: {task-definition: taskdef.json, service: web, cluster: main, wait-for-service-stability: true}
                  - if: always()
                    run: aws application-autoscaling register-scalable-target --service-namespace ecs --resource-id service/main/web --scalable-dimension ecs:service:DesiredCount --suspended-state DynamicScalingInSuspended=false,DynamicScalingOutSuspended=false,ScheduledScalingSuspended=false
            """,
            // Another script may resume it.
            """
            === .gitlab-ci.yml
            deploy:
              script:
                - ecspresso deploy --config ecspresso.yml --suspend-auto-scaling
                - ./scripts/after-deploy.sh
            """,
        ]
    )

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        for suspend in subject.events(.suspendScaling) {
            let later = subject.events(.resumeScaling).filter { subject.order.precedes(suspend, $0) }
            if later.isEmpty {
                guard subject.isFollowed, !subject.others.contains(where: { $0.has(.resumeScaling) }) else { continue }
                report.fault(at: suspend.span, ["how": "never"])
                continue
            }
            guard !later.contains(where: { $0.runsAnyway }), !suspend.step.scriptText.has("trap "),
                let resume = later.first,
                let deploy = subject.events(.deploy, .verify, .migrate).first(where: {
                    subject.order.precedes(suspend, $0) && subject.order.precedes($0, resume)
                        && $0.activity.failureIgnored == nil && $0.step.mayFail == nil
                })
            else { continue }
            report.fault(
                at: suspend.span, ["how": "success"],
                related: [
                    .init(deploy.span, Text(en: "when this fails, scaling is not resumed", ja: "これが失敗すると再開されません"))
                ])
        }
    }
}

extension Event {
    fileprivate var runsAnyway: Bool {
        step.runsAfterFailure || step.condition?.runsAfterFailure == true || job.condition?.runsAfterFailure == true
    }
}
