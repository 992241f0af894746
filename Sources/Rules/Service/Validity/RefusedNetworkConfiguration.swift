import Basics
import ECSModel
import RuleKit
import Workload

struct RefusedNetworkConfiguration: Rule {
    static let about = About(
        id: "SV102", since: "0.1", severity: .high,
        title: Text(en: "Network configuration that does not fit the task", ja: "タスクに合わないネットワーク設定"),
        why: Text(
            en:
                "CreateService fails: a network configuration belongs to tasks in network mode `awsvpc`, and only to them.",
            ja: "CreateService が失敗します。ネットワーク設定は、ネットワークモードが `awsvpc` のタスクに必須で、それ以外では指定できません。"),
        remedy: Text(
            en: "Give subnets and security groups to `awsvpc` tasks, and leave them out for the other modes.",
            ja: "`awsvpc` のタスクにはサブネットとセキュリティグループを指定し、それ以外では省略してください。"),
        message: Text(
            en:
                "`{path}` {kind|missing=is missing, though the task's network mode is `awsvpc`|refused=cannot be: the task's network mode is another one|public=can be `ENABLED` only on Fargate|empty=names no subnet|holds more than ECS takes}{detail}{said}",
            ja:
                "`{path}` {kind|missing=がありません。タスクのネットワークモードは `awsvpc` です|refused=は指定できません。タスクのネットワークモードが異なります|public=の `ENABLED` は Fargate でのみ指定できます|empty=にサブネットがありません|が ECS の上限を超えています}{detail}{said}"
        ),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AwsVpcConfiguration.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html",
        ],
        aliases: ["E3052"],
        fails: [
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties: {NetworkMode: awsvpc, ContainerDefinitions: [{Name: web, Image: 'web:1', Memory: 64}]}
              Service:
                Type: AWS::ECS::Service
                Properties: {ServiceName: ⟦web⟧, TaskDefinition: !Ref Task}
            """,
            """
            === taskdef.json
            {"family": "web", "networkMode": "bridge", "containerDefinitions": [{"name": "web", "image": "web:1", "memory": 64}]}
            === service.json
            {"serviceName": "web", "taskDefinition": "web:3", "desiredCount": 1, "launchType": "EC2",
              ⟦"networkConfiguration"⟧: {"awsvpcConfiguration": {"subnets": ["subnet-1"]}}}
            """,
            """
            {"serviceName": "web", "desiredCount": 1, "launchType": "EC2", "networkConfiguration": {
              "awsvpcConfiguration": {"subnets": ["subnet-1"], "assignPublicIp": ⟦"ENABLED"⟧,
                ⟦"securityGroups"⟧: ["sg-1", "sg-2", "sg-3", "sg-4", "sg-5", "sg-6"]}}}
            """,
        ],
        passes: [
            """
            {"serviceName": "web", "desiredCount": 1, "launchType": "FARGATE", "networkConfiguration": {
              "awsvpcConfiguration": {"subnets": ["<SUBNET>"], "securityGroups": ["sg-1"], "assignPublicIp": "ENABLED"}}}
            """,
            """
            Parameters: {Mode: {Type: String}}
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties: {NetworkMode: !Ref Mode, ContainerDefinitions: [{Name: web, Image: 'web:1'}]}
              Service:
                Type: AWS::ECS::Service
                Properties: {ServiceName: web, TaskDefinition: !Ref Task}
            """,
            """
            === taskdef.json
            {"family": "web", "networkMode": "awsvpc", "containerDefinitions": [{"name": "web", "image": "web:1", "memory": 64}]}
            === service.json
            {"serviceName": "web", "taskDefinition": "web", "desiredCount": 1, "networkConfiguration": "{{ env `NET` }}"}
            """,
        ]
    )

    func check(_ subject: ServiceSubject, _ report: inout Report) {
        let validity = ServiceValidity(subject)
        let service = subject.service
        let field = service.term["networkConfiguration"]
        let mode = validity.networkMode
        if mode == "awsvpc", field == nil {
            let related = validity.task?.definition.networkMode.place.map {
                ServiceValidity.related($0, "the task's network mode", "タスクのネットワークモード")
            }
            report.refuse(
                "missing", "networkConfiguration", at: validity.place,
                said: "Network Configuration must be provided when networkMode 'awsvpc' is specified",
                related: related.map { [$0] } ?? [])
        }
        if let field, field.isMap, let mode, mode != "awsvpc", let entry = service.term.entry("networkConfiguration") {
            let place = validity.task.map { $0.definition.networkMode.place ?? $0.place }
            report.refuse(
                "refused", "networkConfiguration", at: entry.keyPlace, ["detail": " (\(mode))"],
                said: "Network Configuration is not valid for the given networkMode of this task definition.",
                related: place.map { [ServiceValidity.related($0, "the task definition", "タスク定義")] } ?? [])
        }
        guard let network = service.network else { return }
        let path = "networkConfiguration.awsvpcConfiguration."
        for (key, limit) in [("subnets", 16), ("securityGroups", 5)] {
            guard let list = network[key], list.isList, let entry = network.entry(key) else { continue }
            if list.items.count > limit {
                report.refuse(
                    "many", path + key, at: entry.keyPlace, ["detail": " (\(list.items.count) > \(limit))"])
            }
            if key == "subnets", list.items.isEmpty { report.refuse("empty", path + key, at: list.place) }
        }
        if case .known("ENABLED", let place) = service.assignPublicIP, validity.isOnInstances {
            report.refuse(
                "public", path + "assignPublicIp", at: place,
                said: "Assign public IP is not supported for this launch type.")
        }
    }
}
