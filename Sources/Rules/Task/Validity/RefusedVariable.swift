import Basics
import ECSModel
import RuleKit
import Workload

struct RefusedVariable: Rule {
    static let about = About(
        id: "TD115", since: "0.1", severity: .high,
        title: Text(en: "Environment variable that is there twice or has no name", ja: "重複した、または名前のない環境変数"),
        why: Text(
            en:
                "ECS refuses a secret under the name of another variable. Of a variable that is written twice only one value arrives, and an empty name starts no container.",
            ja:
                "ほかの環境変数と同じ名前のシークレットは登録時に拒否されます。重複した変数は一方の値しか届かず、名前が空だとコンテナが起動しません。"
        ),
        remedy: Text(en: "Keep one of the two.", ja: "どちらか一方だけにしてください。"),
        message: Text(
            en:
                "`{path}` {kind|empty=has no name|twice=is there twice|is a variable of `environment` already}{detail}{said}",
            ja: "`{path}` {kind|empty=に名前がありません|twice=が重複しています|はすでに `environment` にあります}{detail}{said}"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Secret.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/taskdef-envfiles.html",
        ],
        fails: [
            """
            {"family": "web", "executionRoleArn": "role", "containerDefinitions": [{"name": "web", "image": "web:1",
              "memory": 64, "environment": [{"name": "A", "value": "1"}, {"name": ⟦"A"⟧, "value": "2"},
                {"name": ⟦""⟧, "value": "3"}], "secrets": [{"name": ⟦"A"⟧, "valueFrom": "a"}]}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Name: web
                      Image: web:1
                      Secrets: [{Name: A, ValueFrom: a}, {Name: ⟦A⟧, ValueFrom: b}]
            """,
        ],
        passes: [
            """
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1",
              "environment": [{"name": "A", "value": "1"}, {"name": "a", "value": "2"}, {"name": "<A>", "value": ""},
                {"name": "<A>", "value": ""}], "secrets": [{"name": "B", "valueFrom": "a"}]},
              {"name": "log", "image": "log:1", "environment": [{"name": "A", "value": "1"}]}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Name: web
                      Image: web:1
                      Environment: [{Name: !Ref A, Value: 1}, {Name: !Ref A, Value: 2}]
            """,
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        for container in TaskValidity(task).containers {
            var names: [String: Place] = [:]
            judge(container.definition.environment, container.path + ".environment", &names, &report) { _, _ in nil }
            var secrets: [String: Place] = [:]
            judge(container.definition.secrets, container.path + ".secrets", &secrets, &report) { name, _ in names[name]
            }
        }
    }

    private func judge(
        _ variables: [ContainerDefinition.Variable], _ path: String, _ seen: inout [String: Place],
        _ report: inout Report, _ other: (String, Place) -> Place?
    ) {
        for (index, variable) in variables.enumerated() {
            guard case .known(let name, let place) = variable.name else { continue }
            let path = "\(path)[\(index)].name"
            if name.isEmpty {
                report.refuse("empty", path, at: place)
            } else if let first = other(name, place) {
                report.refuse(
                    "shared", path, at: place, ["detail": " (\(name))"],
                    said:
                        "The secret name must be unique and not shared with any new or existing environment variables set on the container, such as '\(name)'.",
                    related: [Self.related(first)])
            } else if let first = seen[name] {
                report.refuse("twice", path, at: place, ["detail": " (\(name))"], related: [Self.related(first)])
            } else {
                seen[name] = place
            }
        }
    }

    private static func related(_ place: Place) -> Finding.Related {
        Finding.Related(place.span, Text(en: "first here", ja: "最初の定義"))
    }
}
