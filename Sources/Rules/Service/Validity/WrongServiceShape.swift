import Basics
import ECSModel
import RuleKit
import Workload

struct WrongServiceShape: Rule {
    static let about = About(
        id: "SV101", since: "0.1", severity: .high,
        title: Text(en: "Service that the API refuses", ja: "API に拒否されるサービス"),
        why: Text(
            en: "CreateService fails, or the tool leaves out what it does not know.",
            ja: "CreateService が失敗するか、ツールが知らないキーを無視します。"),
        remedy: Text(
            en: "Write the key and the value as the API has them.", ja: "API の仕様どおりのキーと値に直してください。"),
        message: Text(
            en:
                "`{path}` {kind|unknownKey=is no key that ECS knows|wrongCase=is not the key as CloudFormation writes it|twice=is there twice, and CloudFormation takes an item once|missing=is missing|wrongWord=has none of the values that ECS takes|needsText=must be a text|needsInteger=must be a whole number|needsNumber=must be a number|needsBoolean=must be true or false|needsList=must be a list|must be an object}{hint}",
            ja:
                "`{path}` {kind|unknownKey=は ECS に存在しないキーです|wrongCase=は CloudFormation のキーの表記と異なります|twice=が重複しています。CloudFormation では同じ要素を 2 回指定できません|missing=がありません|wrongWord=の値は指定できません|needsText=は文字列で指定する必要があります|needsInteger=は整数で指定する必要があります|needsNumber=は数値で指定する必要があります|needsBoolean=は true か false で指定する必要があります|needsList=はリストで指定する必要があります|はオブジェクトで指定する必要があります}{hint}"
        ),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service_definition_parameters.html",
        ],
        fails: [
            """
            {"serviceName": "web", "desiredCount": ⟦"two"⟧, "launchType": ⟦"fargate"⟧, ⟦"platformVerson"⟧: "LATEST",
              "networkConfiguration": {"awsvpcConfiguration": ⟦{"assignPublicIp": "DISABLED"}⟧}}
            """,
            """
            Resources:
              Service:
                Type: AWS::ECS::Service
                Properties:
                  SchedulingStrategy: ⟦SINGLE⟧
                  DeploymentConfiguration:
                    ⟦MinimumHealthPercent⟧: 50
            """,
        ],
        passes: [
            """
            {"serviceName": "web", "desiredCount": 2, "status": "ACTIVE", "runningCount": 2, "deployments": [],
              "launchType": "<LAUNCH_TYPE>", "loadBalancers": [{"targetGroupArn": "${TG}", "containerPort": 80}],
              "deploymentConfiguration": {"maximumPercent": 200, "alarms": {"alarmNames": [], "enable": false,
                "rollback": false}, "deploymentCircuitBreaker": {"enable": true, "rollback": true}}}
            """,
            """
            Resources:
              Service:
                Type: AWS::ECS::Service
                Properties:
                  DesiredCount: "2"
                  ServiceName: !Sub '${AWS::StackName}-web'
                  PlacementStrategies: [{Type: spread, Field: 'attribute:ecs.availability-zone'}]
                  ForceNewDeployment: {EnableForceNewDeployment: true}
            """,
        ]
    )

    /// What a describe call adds, what only templates have, and what ecspresso adds; tools take it away.
    private static let ignored: Set<String> = [
        "serviceArn", "clusterArn", "status", "runningCount", "pendingCount", "deployments", "taskSets", "events",
        "createdAt", "createdBy", "roleArn", "platformFamily", "currentServiceDeployment", "currentServiceRevisions",
        "serviceName", "name", "placementStrategies", "forceNewDeployment", "resourceManagementType",
    ]

    func check(_ subject: ServiceSubject, _ report: inout Report) {
        let resource = subject.node.resource
        let isTerraform = resource.origin == .terraform || resource.origin == .terraformPlan
        var check = ShapeCheck(.service, ignored: Self.ignored, language: .init(resource.origin))
        for violation in check.check(resource.properties) {
            // Templates and tools name a service themselves; Terraform looks at its own arguments before it applies.
            if violation.kind == .missing, !violation.path.contains(".") { continue }
            if violation.kind == .unknownKey, isTerraform { continue }
            report.fault(
                at: violation.place.span,
                ["path": violation.path, "kind": violation.kind.rawValue, "hint": violation.shownHint])
        }
    }
}
