import Basics
import ECSModel
import RuleKit
import Workload

struct DeploymentCannotRoll: Rule {
    static let about = About(
        id: "SV201", since: "0.1", severity: .high,
        title: Text(en: "A deployment that can neither start nor stop a task", ja: "タスクの起動も停止もできないデプロイ設定"),
        why: Text(
            en: """
                The minimum is rounded up and the maximum down. When both come to the desired count, ECS may start no \
                new task and stop no old one: the deployment hangs.
                """,
            ja: """
                最小値は切り上げ、最大値は切り捨てで計算されます。どちらも希望タスク数と同じになると、ECS は新しいタスクを起動することも\
                古いタスクを停止することもできず、デプロイが進みません。
                """),
        remedy: Text(
            en: "Use 100 and 200, or leave room for one task at least at the smallest count.",
            ja: "100 と 200 を使うか、最も少ないタスク数でも 1 タスク分の余裕ができる値にしてください。"),
        message: Text(
            en: "with {count} tasks, at least {minimum} must stay and at most {maximum} may run",
            ja: """
                希望タスク数 {count} では、常に {minimum} タスクを維持する必要がありますが、同時に動かせ\
                るのは {maximum} タスクまでです
                """),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html",
        ],
        fails: [
            """
            {"serviceName": "web", "desiredCount": 1,
             "deploymentConfiguration": {"minimumHealthyPercent": 100, "maximumPercent": ⟦100⟧}}
            """,
            """
            {"serviceName": "web", "desiredCount": 2,
             "deploymentConfiguration": {"minimumHealthyPercent": 75, "maximumPercent": ⟦125⟧}}
            """,
            """
            Resources:
              Service:
                Type: AWS::ECS::Service
                Properties:
                  DesiredCount: 1
                  DeploymentConfiguration: {MinimumHealthyPercent: 50, MaximumPercent: ⟦150⟧}
            """,
            """
            resource "aws_ecs_service" "web" {
              name                               = "web"
              task_definition                    = "web"
              desired_count                      = 1
              deployment_minimum_healthy_percent = 100
              deployment_maximum_percent         = ⟦134⟧
            }
            """,
        ],
        passes: [
            #"{"serviceName": "web", "desiredCount": 1, "deploymentConfiguration": {"minimumHealthyPercent": 100, "maximumPercent": 200}}"#,
            #"{"serviceName": "web", "desiredCount": 4, "deploymentConfiguration": {"minimumHealthyPercent": 75, "maximumPercent": 100}}"#,
            #"{"serviceName": "web", "desiredCount": 0, "deploymentConfiguration": {"minimumHealthyPercent": 100, "maximumPercent": 100}}"#,
            #"{"serviceName": "web", "desiredCount": "${N}", "deploymentConfiguration": {"minimumHealthyPercent": 100, "maximumPercent": 125}}"#,
            #"{"serviceName": "agent", "schedulingStrategy": "DAEMON", "launchType": "EC2", "deploymentConfiguration": {"minimumHealthyPercent": 0, "maximumPercent": 100}}"#,
            #"{"serviceName": "web", "desiredCount": 1, "deploymentController": {"type": "CODE_DEPLOY"}, "deploymentConfiguration": {"minimumHealthyPercent": 100, "maximumPercent": 100}}"#,
        ]
    )

    func check(_ service: ServiceSubject, _ report: inout Report) {
        guard service.isReplica, service.rollsByItself == true,
            let minimum = DeploymentBounds.percent(service.service.minimumHealthyPercent, 100),
            let maximum = DeploymentBounds.percent(service.service.maximumPercent, 200),
            let place = (service.service.maximumPercent.place ?? service.service.minimumHealthyPercent.place)
        else { return }
        guard let count = DeploymentBounds.smallestCount(service) else {
            // At these no count of tasks can roll.
            guard minimum >= 100, maximum <= 100 else { return }
            report.fault(at: place.span, ["count": "n", "minimum": "n", "maximum": "n"])
            return
        }
        let bounds = DeploymentBounds(count: count, minimum: minimum, maximum: maximum)
        guard count > 0, bounds.most <= count, bounds.least >= count else { return }
        report.fault(
            at: place.span, ["count": "\(count)", "minimum": "\(bounds.least)", "maximum": "\(bounds.most)"])
    }
}
