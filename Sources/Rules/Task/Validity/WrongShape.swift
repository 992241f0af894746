import Basics
import ECSModel
import RuleKit
import Workload

struct WrongShape: Rule {
    static let about = About(
        id: "TD101", since: "0.1", severity: .high,
        title: Text(en: "Task definition that the API refuses", ja: "API に拒否されるタスク定義"),
        why: Text(
            en:
                "RegisterTaskDefinition, or the template that calls it, is refused, so that the deployment ends before it begins.",
            ja: "RegisterTaskDefinition の呼び出しやテンプレートが拒否されるため、デプロイが始まる前に止まります。"),
        remedy: Text(
            en: "Write the key and the value as the API has them.", ja: "API の仕様どおりのキーと値に直してください。"),
        message: Text(
            en:
                "`{path}` {kind|unknownKey=is no key that ECS knows|wrongCase=is not the key as CloudFormation writes it|twice=is there twice, and CloudFormation takes an item once|missing=is missing|wrongWord=has none of the values that ECS takes|needsText=must be a text|needsInteger=must be a whole number|needsNumber=must be a number|needsBoolean=must be true or false|needsList=must be a list|must be an object}{hint}",
            ja:
                "`{path}` {kind|unknownKey=は ECS に存在しないキーです|wrongCase=は CloudFormation のキーの表記と異なります|twice=が重複しています。CloudFormation では同じ要素を 2 回指定できません|missing=がありません|wrongWord=の値は指定できません|needsText=は文字列で指定する必要があります|needsInteger=は整数で指定する必要があります|needsNumber=は数値で指定する必要があります|needsBoolean=は true か false で指定する必要があります|needsList=はリストで指定する必要があります|はオブジェクトで指定する必要があります}{hint}"
        ),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html",
        ],
        fails: [
            """
            {"family": "web", "containerDefinitions": [
              {"name": "web", "image": "web:1", ⟦"enviroment"⟧: [], "memory": ⟦"512"⟧}]}
            """,
            """
            {"family": "web", "networkMode": ⟦"vpc"⟧, "containerDefinitions": [{"name": "web", "image": "web:1",
              "portMappings": ⟦{"containerPort": 80}⟧}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Name: web
                      Image: web:1
                      ⟦LogConfigurations⟧: {}
            """,
            // Names and lists are exact in CloudFormation.
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - {Name: web, Image: 'web:1', ⟦readonlyRootFilesystem⟧: true, EntryPoint: ⟦/bin/serve⟧,
                        Links: [db, ⟦db⟧, !Ref Db, !Ref Db]}
                  Volumes: [{Name: data, EFSVolumeConfiguration: {⟦FileSystemId⟧: fs-1}}]
            """,
        ],
        passes: [
            """
            {"taskDefinition": {"family": "web", "revision": 4, "status": "ACTIVE", "taskDefinitionArn": "arn:x",
              "compatibilities": ["EC2"], "requiresAttributes": [], "containerDefinitions": [
                {"name": "web", "image": "web:1", "cpu": 0, "environment": null}]}, "tags": []}
            """,
            #"{"family": "<FAMILY>", "cpu": <CPU>, "networkMode": "${MODE}", "containerDefinitions": [{"name": "web", "image": "web:1", "memory": <MEMORY>}]}"#,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  Cpu: 256
                  Memory: "512"
                  ContainerDefinitions: [{Name: web, Image: 'web:1', Memory: "256", Essential: "true"}]
            """,
            """
            Parameters: {Names: {Type: CommaDelimitedList, Default: 'serve,--all'}}
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ProxyConfiguration:
                    {Type: APPMESH, ContainerName: envoy, ProxyConfigurationProperties: [{Name: AppPorts, Value: 80}]}
                  PlacementConstraints: [{Type: memberOf, Expression: 'attribute:a == b'}]
                  ContainerDefinitions:
                    - {Name: web, Image: !Ref Image, Command: !Ref Names, LogConfiguration: !Ref Logs,
                        EnvironmentFiles: [{Type: s3, Value: 'arn:aws:s3:::settings/web.env'}]}
                    - !Ref Sidecar
                  Volumes: [{Name: data, EFSVolumeConfiguration: {FilesystemId: fs-1, AuthorizationConfig: {IAM: DISABLED}}}]
            """,
            // A bare list of containers: the rest stands elsewhere.
            #"[{"name": "web", "image": "web:1", "essential": true}]"#,
            // Terraform drops a key that it does not know; another rule says so.
            """
            resource "aws_ecs_task_definition" "web" {
              family                = "web"
              cpu                   = 256
              memory                = 512
              container_definitions = jsonencode([{ name = "web", image = "web:1", networkMode = "awsvpc" }])
            }
            """,
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        for violation in TaskShape.violations(task) where !TaskShape.isDropped(violation, in: task) {
            // Templates name a family by themselves where none is written, and so may the caller of the API.
            if violation.kind == .missing, !violation.path.contains("[") { continue }
            report.fault(
                at: violation.place.span,
                ["path": violation.path, "kind": violation.kind.rawValue, "hint": violation.shownHint])
        }
    }
}
