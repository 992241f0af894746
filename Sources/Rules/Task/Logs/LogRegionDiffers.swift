import Basics
import ECSModel
import RuleKit
import Workload

struct LogRegionDiffers: Rule {
    static let about = About(
        id: "TD405", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "Logs and image are in different Regions", ja: "ログとイメージのリージョンが異なる"),
        why: Text(
            en: """
                Most often a definition was copied from another Region: logs then cross Regions, cost more, and are not \
                where people look for them, or their group does not exist there.
                """,
            ja: """
                多くは、別リージョンの定義をコピーしたときの直し忘れです。ログがリージョンをまたいで送られて料金が増え、探す場所にログがなく、\
                そのリージョンにロググループが存在しないこともあります。
                """),
        remedy: Text(
            en: "Set `awslogs-region` to the Region in which the service runs.",
            ja: "`awslogs-region` をサービスが動くリージョンにしてください。"),
        message: Text(
            en: "logs go to {region}, the image comes from {other}",
            ja: "ログは {region} に送られますが、イメージは {other} から取得します"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html"],
        fails: [
            """
            {"family": "web", "containerDefinitions": [{"name": "web",
             "image": "111122223333.dkr.ecr.ap-northeast-1.amazonaws.com/web:1", "logConfiguration": {
             "logDriver": "awslogs", "options": {"awslogs-group": "web", "awslogs-region": ⟦"us-east-1"⟧}}}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Name: web
                      Image: 111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1
                      LogConfiguration: {LogDriver: awslogs, Options: {awslogs-region: ⟦us-west-2⟧}}
            """,
        ],
        passes: [
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1", "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-region": "eu-west-1"}}}]}"#,
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "nginx:1.27", "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-region": "eu-west-1"}}}]}"#,
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1", "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-region": "${REGION}"}}}]}"#,
            // Images of AWS itself are in accounts and Regions of their own.
            #"{"family": "web", "containerDefinitions": [{"name": "log", "image": "906394416424.dkr.ecr.us-west-2.amazonaws.com/aws-for-fluent-bit:2", "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-region": "eu-west-1"}}}]}"#,
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        for container in task.containers where container.agent == nil {
            guard let logs = container.definition.logConfiguration, logs.isCloudWatch,
                let region = logs.known("awslogs-region"), case .known(let image, let place) = container.definition.image,
                let registry = ImageName(image).registry, let other = Self.region(registry), other != region.text
            else { continue }
            report.fault(
                at: region.place, ["region": region.text, "other": other],
                related: [Finding.Related(place.span, Text(en: "the image", ja: "イメージ"))])
        }
    }

    /// `ap-northeast-1` of `111122223333.dkr.ecr.ap-northeast-1.amazonaws.com`.
    private static func region(_ registry: String) -> String? {
        let parts = registry.split(separator: ".")
        guard parts.count >= 6, parts[1] == "dkr", parts[2] == "ecr" else { return nil }
        return String(parts[3])
    }
}
