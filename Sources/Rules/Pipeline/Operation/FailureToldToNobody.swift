import Basics
import ECSModel
import Pipelines
import RuleKit
import Workload

struct FailureToldToNobody: Rule {
    static let about = About(
        id: "PL506", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Nobody is told when the pipeline fails", ja: "失敗が通知されないパイプライン"),
        why: Text(
            en: "CodePipeline tells nobody by itself: a release that stands still is noticed when somebody misses it.",
            ja: "CodePipeline は既定では通知しません。リリースが止まっていても、誰かが確認するまで気づきません。"),
        remedy: Text(
            en: "Add a notification rule on failed executions with a chat or a topic as its target.",
            ja: "失敗した実行について、チャットやトピックに送る通知ルールを追加してください。"),
        message: Text(
            en: "no notification rule names `{pipeline}`", ja: "`{pipeline}` を対象とする通知ルールがありません"),
        links: [
            "https://docs.aws.amazon.com/dtconsole/latest/userguide/notification-rules.html",
            "https://docs.aws.amazon.com/codepipeline/latest/userguide/detect-state-changes-cloudwatch-events.html",
        ],
        fails: [
            """
            === template.yaml
            Resources:
              ⟦Delivery⟧:
                Type: AWS::CodePipeline::Pipeline
                Properties:
                  RoleArn: !GetAtt Role.Arn
                  ArtifactStore: {Type: S3, Location: !Ref Bucket}
                  Stages:
                    - Name: Source
                      Actions:
                        - Name: Source
                          ActionTypeId: {Category: Source, Owner: AWS, Provider: CodeStarSourceConnection, Version: '1'}
                          Configuration: {FullRepositoryId: example/web, BranchName: main}
                          OutputArtifacts: [{Name: Source}]
                    - Name: Deploy
                      Actions:
                        - Name: Deploy
                          ActionTypeId: {Category: Deploy, Owner: AWS, Provider: ECS, Version: '1'}
                          Configuration: {ClusterName: main, ServiceName: web}
                          InputArtifacts: [{Name: Source}]
            """
        ],
        passes: [
            // GitHub and GitLab write to whoever pushed.
            """
            === .github/workflows/release.yml
            on: {push: {branches: [main]}}
            jobs:
              deploy:
                runs-on: ubuntu-24.04
                steps: [{run: aws ecs update-service --cluster main --service web --force-new-deployment}]
            """
        ]
    )

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        let pipeline = subject.pipeline
        let system = subject.all.system
        guard pipeline.form == .codePipeline, pipeline.notifies.isEmpty, !subject.order.has(.notify) else { return }
        // A rule of which the source is not known may be about this one.
        let mayBeTold =
            system.members.contains {
                $0.resource.type.has("CodeStarNotifications") || $0.resource.type.has("codestarnotifications")
            }
            || system.members("AWS::Events::Rule").contains {
                $0.place.source.bytes.has("aws.codepipeline")
            }
        if !mayBeTold { report.fault(at: pipeline.place.span, ["pipeline": pipeline.name]) }
    }
}
