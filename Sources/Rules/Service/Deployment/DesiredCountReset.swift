import Basics
import ECSModel
import RuleKit
import Workload

struct DesiredCountReset: Rule {
    static let about = About(
        id: "SV212", since: "0.1", severity: .high,
        title: Text(en: "Each deployment sets back what scaling has decided", ja: "デプロイのたびにスケーリング結果が上書きされる"),
        why: Text(
            en: """
                The definition and auto scaling both own the number of tasks. A deployment at the height of the load \
                takes the service back to the written number, and the rest of the tasks must serve all requests.
                """,
            ja: """
                タスク数を定義ファイルと Auto Scaling の両方が管理しています。負荷のピーク時にデプロイすると、タスク数が定義の値まで減り、\
                残ったタスクにすべてのリクエストが集中します。
                """),
        remedy: Text(
            en: "Leave `desiredCount` out of the definition, or let the tool ignore its changes.",
            ja: "定義から `desiredCount` を外すか、ツールでその変更を無視する設定にしてください。"),
        message: Text(
            en: "the number of tasks goes back to {count} at a deployment, though it is scaled",
            ja: "自動スケーリングの対象なのに、デプロイでタスク数が {count} に戻ります"),
        links: [
            "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ecs-service.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html",
        ],
        fails: [
            """
            Resources:
              Service:
                Type: AWS::ECS::Service
                Properties: {ServiceName: web, DesiredCount: ⟦2⟧}
              Target:
                Type: AWS::ApplicationAutoScaling::ScalableTarget
                Properties: {ResourceId: !Sub 'service/main/${Service.Name}', MinCapacity: 2, MaxCapacity: 20}
            """,
            """
            === service.json
            {"serviceName": "web", "desiredCount": ⟦2⟧, "launchType": "FARGATE"}
            === scaling.yaml
            Resources:
              Target:
                Type: AWS::ApplicationAutoScaling::ScalableTarget
                Properties: {ResourceId: service/main/web, MinCapacity: 2, MaxCapacity: 20}
            """,
        ],
        passes: [
            """
            Resources:
              Service:
                Type: AWS::ECS::Service
                Properties: {ServiceName: web}
              Target:
                Type: AWS::ApplicationAutoScaling::ScalableTarget
                Properties: {ResourceId: service/main/web, MinCapacity: 2, MaxCapacity: 20}
            """,
            #"{"serviceName": "web", "desiredCount": 2}"#,
            """
            Resources:
              Service:
                Type: AWS::ECS::Service
                Properties: {ServiceName: web, DesiredCount: 2}
              Target:
                Type: AWS::ApplicationAutoScaling::ScalableTarget
                Properties: {ResourceId: service/main/other, MinCapacity: 2, MaxCapacity: 20}
            """,
            """
            Resources:
              Service:
                Type: AWS::ECS::Service
                Properties: {ServiceName: web, DesiredCount: 2}
              Target:
                Type: AWS::ApplicationAutoScaling::ScalableTarget
                Properties: {ResourceId: service/main/web, MinCapacity: 2, MaxCapacity: 2}
            """,
        ]
    )

    func check(_ service: ServiceSubject, _ report: inout Report) {
        guard case .known(let count, let place) = service.service.desiredCount,
            let target = service.node.scalableTarget, !Self.isIgnored(service)
        else { return }
        // A range of one number scales nothing.
        if case .known(let least, _) = target.properties.int("minCapacity"),
            case .known(let most, _) = target.properties.int("maxCapacity"), least == most
        {
            return
        }
        report.fault(
            at: place.span, ["count": "\(count)"],
            related: [
                Finding.Related(
                    target.properties.text("resourceId").span ?? target.place.span,
                    Text(en: "scaled here", ja: "ここでスケーリングの対象になっています"))
            ])
    }

    private static func isIgnored(_ service: ServiceSubject) -> Bool {
        guard let ignored = service.service.term["lifecycleIgnoreChanges"] else { return false }
        return ignored.isUnknown
            || ignored.items.contains { item in
                guard let text = item.string else { return true }
                return text == "all" || TermKey.matches(text, "desiredCount")
            }
    }
}
