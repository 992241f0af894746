import Basics
import ECSModel
import RuleKit
import Workload

struct RegistryInOtherRegion: Rule {
    static let about = About(
        id: "TD603", since: "0.1", severity: .medium,
        title: Text(en: "The image lies in another Region", ja: "別リージョンのイメージ"),
        why: Text(
            en: """
                Each task pulls the image across Regions: it starts later, the traffic is paid for, VPC endpoints for ECR \
                do not reach it, and an outage of that Region stops scaling here.
                """,
            ja: """
                タスクの起動ごとにリージョンをまたいで pull するため、起動が遅くなり転送料金がかかります。ECR の VPC エンドポイント\
                も使えず、そのリージョンの障害でこちらのスケールアウトまで止まります。
                """),
        remedy: Text(
            en: "Replicate the repository to the Region of the service, and name the registry there.",
            ja: "リポジトリをサービスのリージョンにレプリケートし、そのレジストリを指定してください。"),
        message: Text(
            en: "`{container}` is pulled from {registry}, and the task works in {region}",
            ja: "`{container}` は {registry} から pull されますが、タスクは {region} で動きます"),
        proof: Text(en: "`{container}` is pulled from {region}", ja: "`{container}` は {region} から pull されます"),
        links: [
            "https://docs.aws.amazon.com/AmazonECR/latest/userguide/replication.html",
            "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html",
        ],
        answers: ["ECS_20.same-region", "PERF_02.same-region"],
        fails: [
            """
            {"family": "web", "containerDefinitions": [{"name": "web",
              "image": ⟦"123456789012.dkr.ecr.us-east-1.amazonaws.com/web:1.2.3"⟧,
              "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "web", "awslogs-region": "ap-northeast-1"}}}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Name: web
                      Image: ⟦!Sub '${AWS::AccountId}.dkr.ecr.us-east-1.amazonaws.com/web:1.2.3'⟧
                      Secrets: [{Name: KEY, ValueFrom: 'arn:aws:ssm:eu-west-1:123456789012:parameter/key'}]
            """,
        ],
        passes: [
            """
            {"family": "web", "containerDefinitions": [{"name": "web",
              "image": "123456789012.dkr.ecr.us-east-1.amazonaws.com/web:1.2.3",
              "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "web", "awslogs-region": "<REGION>"}}}]}
            """,
            // Logs and secrets that disagree tell nothing of the task.
            """
            {"family": "web", "containerDefinitions": [{"name": "web",
              "image": "123456789012.dkr.ecr.us-east-1.amazonaws.com/web:1.2.3",
              "secrets": [{"name": "KEY", "valueFrom": "arn:aws:ssm:us-east-1:123456789012:parameter/key"}],
              "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "web", "awslogs-region": "eu-west-1"}}}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Name: web
                      Image: !Sub '${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/web:1.2.3'
                      Secrets: [{Name: KEY, ValueFrom: 'arn:aws:ssm:eu-west-1:123456789012:parameter/key'}]
            """,
        ],
        proves: [
            """
            {"family": "web", "containerDefinitions": [{"name": "web",
              "image": ⟦"123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1.2.3"⟧,
              "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "web", "awslogs-region": "eu-west-1"}}}]}
            """
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        let told = regions(task)
        guard let first = told.first, told.allSatisfy({ $0.name == first.name }) else { return }
        for container in task.containers {
            guard case .known(let text, let place) = container.definition.image, let region = ImageName(text).region
            else { continue }
            if region == first.name {
                report.holds(at: place.span, ["container": container.name, "region": region])
            } else {
                report.fault(
                    at: place.span, ["container": container.name, "registry": region, "region": first.name],
                    related: [
                        .init(
                            first.place.span, Text(en: "the Region of the task", ja: "タスクのリージョンはここからわかります"))
                    ])
            }
        }
    }

    /// The Regions that the rest of the definition names.
    private func regions(_ task: TaskSubject) -> [(name: String, place: Place)] {
        var found: [(name: String, place: Place)] = []
        for container in task.containers {
            let logs = container.definition.logConfiguration
            if logs?.driver.value == "awslogs", case .known(let text, let place)? = logs?.option("awslogs-region"),
                let region = text.known, !region.isEmpty
            {
                found.append((region, place))
            }
            for secret in container.definition.secrets {
                guard case .known(let text, let place) = secret.value else { continue }
                let parts = text.knownPrefix.split(separator: ":", omittingEmptySubsequences: false)
                guard parts.count > 4, parts[0] == "arn", !parts[3].isEmpty else { continue }
                found.append((String(parts[3]), place))
            }
        }
        return found
    }
}
