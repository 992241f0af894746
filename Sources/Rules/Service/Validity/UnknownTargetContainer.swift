import Basics
import ECSModel
import RuleKit
import Workload

struct UnknownTargetContainer: Rule {
    static let about = About(
        id: "SV105", since: "0.1", severity: .high,
        title: Text(en: "Service that points past its task definition", ja: "タスク定義にないコンテナやポートの参照"),
        why: Text(
            en:
                "The service names a container, a port, a port name or a volume of its task definition. CreateService fails where that is not there.",
            ja: "サービスはタスク定義のコンテナ、ポート、ポート名、ボリュームを名前で参照します。存在しないと CreateService が失敗します。"),
        remedy: Text(
            en: "Make both files say the same.", ja: "両方のファイルの内容を一致させてください。"),
        message: Text(
            en:
                "`{path}` {kind|container=names a container that the task definition does not have|port=is no port that the container maps|name=names no port mapping of the task definition|volume=names no volume that the task definition leaves to the service|names more than 5 target groups}{detail}{said}",
            ja:
                "`{path}` {kind|container=のコンテナはタスク定義にありません|port=のポートはコンテナのポートマッピングにありません|name=のポート名はタスク定義にありません|volume=のボリュームは、起動時に設定するボリュームとしてタスク定義にありません|のターゲットグループが 5 を超えています}{detail}{said}"
        ),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LoadBalancer.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectService.html",
        ],
        answers: ["REL_05.target-group", "12F_07.port"],
        fails: [
            """
            === taskdef.json
            {"family": "web", "networkMode": "awsvpc", "containerDefinitions": [
              {"name": "web", "image": "web:1", "memory": 64, "portMappings": [{"containerPort": 8080, "name": "http"}]}]}
            === service.json
            {"serviceName": "web", "taskDefinition": "web", "desiredCount": 1, "loadBalancers": [
              {"targetGroupArn": "arn", "containerName": "web", "containerPort": ⟦80⟧},
              {"targetGroupArn": "arn", "containerName": ⟦"app"⟧, "containerPort": 8080}],
              "serviceConnectConfiguration": {"enabled": true, "services": [{"portName": ⟦"web"⟧}]}}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions: [{Name: web, Image: 'web:1', Memory: 64, PortMappings: [{ContainerPort: 80}]}]
              Service:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: !Ref Task
                  LoadBalancers: [{TargetGroupArn: arn, ContainerName: web, ContainerPort: ⟦8080⟧}]
            """,
        ],
        passes: [
            """
            === taskdef.json
            {"family": "web", "networkMode": "awsvpc", "containerDefinitions": [
              {"name": "web", "image": "web:1", "memory": 64, "portMappings": [{"containerPort": 8080, "name": "http"},
                {"containerPortRange": "9000-9010"}]}]}
            === service.json
            {"serviceName": "web", "taskDefinition": "web", "desiredCount": 1, "loadBalancers": [
              {"targetGroupArn": "arn", "containerName": "web", "containerPort": 8080},
              {"targetGroupArn": "arn", "containerName": "web", "containerPort": 9005},
              {"targetGroupArn": "arn", "containerName": "<CONTAINER>", "containerPort": "<PORT>"}],
              "serviceConnectConfiguration": {"enabled": true, "services": [{"portName": "http"}]}}
            """,
            """
            Parameters: {Port: {Type: Number}}
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions: [{Name: web, Image: 'web:1', Memory: 64, PortMappings: [{ContainerPort: !Ref Port}]}]
              Service:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: !Ref Task
                  LoadBalancers: [{TargetGroupArn: arn, ContainerName: web, ContainerPort: 8080}]
            """,
        ]
    )

    func check(_ subject: ServiceSubject, _ report: inout Report) {
        let service = subject.service
        if service.loadBalancers.count > 5, let entry = service.term.entry("loadBalancers") {
            report.refuse("many", "loadBalancers", at: entry.keyPlace, ["detail": " (\(service.loadBalancers.count))"])
        }
        guard let task = ServiceValidity(subject).task, task.definition.knowsAllContainers else { return }
        let definition = task.definition
        let others = [ServiceValidity.related(task.place, "the task definition", "タスク定義")]
        let knowsNames = definition.containers.allSatisfy { $0.name.value != nil }
        let entries =
            service.loadBalancers.enumerated().map { ("loadBalancers[\($0)]", $1.term) }
            + service.registries.enumerated().map { ("serviceRegistries[\($0)]", $1) }
        for (path, entry) in entries {
            guard case .known(let name, let place) = entry.string("containerName") else { continue }
            guard let container = definition.container(name) else {
                if knowsNames {
                    report.refuse(
                        "container", path + ".containerName", at: place, ["detail": " (\(name))"],
                        said: "The container \(name) does not exist in the task definition.", related: others)
                }
                continue
            }
            guard case .known(let port, let portPlace) = entry.int("containerPort"),
                Self.maps(container, port) == false
            else { continue }
            let mapped = container.term["portMappings"]?.place ?? container.term.heading
            let short = mapped.range.count > 120 ? container.term.heading : mapped
            report.refuse(
                "port", path + ".containerPort", at: portPlace, ["detail": " (\(name): \(port))"],
                said: "The container \(name) did not have a container port \(port) defined.",
                related: [ServiceValidity.related(short, "what the container maps", "コンテナのポートマッピング")])
        }
        names(service, definition, others, &report)
        volumes(service, definition, others, &report)
    }

    /// Whether a container maps a port; nil where that cannot be told.
    private static func maps(_ container: ContainerDefinition, _ port: Int) -> Bool? {
        if container.term["portMappings"]?.isOpen == true { return nil }
        var isOpen = (container.term["portMappings"]?.items ?? []).contains { !$0.isMap }
        for mapping in container.portMappings {
            if mapping.containerPort.value == port { return true }
            if mapping.containerPort.isUnknown || mapping.term.string("containerPortRange").isUnknown { isOpen = true }
            let bounds = mapping.term.string("containerPortRange").value?.split(separator: "-").compactMap { Int($0) }
            if let bounds, bounds.count == 2, bounds[0] <= port, port <= bounds[1] { return true }
        }
        return isOpen ? nil : false
    }

    private func names(
        _ service: Service, _ definition: TaskDefinition, _ others: [Finding.Related], _ report: inout Report
    ) {
        let mappings = definition.containers.flatMap(\.portMappings)
        let isOpen = definition.containers.contains {
            $0.term["portMappings"]?.isOpen == true || $0.portMappings.contains { $0.name.isUnknown }
        }
        guard !isOpen else { return }
        let known = Set(mappings.compactMap(\.name.value))
        let connect = (service.serviceConnect?["services"]?.items ?? []).enumerated().map {
            ("serviceConnectConfiguration.services[\($0)].portName", $1)
        }
        let lattice = (service.term["vpcLatticeConfigurations"]?.items ?? []).enumerated().map {
            ("vpcLatticeConfigurations[\($0)].portName", $1)
        }
        for (path, entry) in connect + lattice {
            guard case .known(let name, let place) = entry.string("portName"), !known.contains(name) else { continue }
            report.refuse("name", path, at: place, ["detail": " (\(name))"], related: others)
        }
    }

    private func volumes(
        _ service: Service, _ definition: TaskDefinition, _ others: [Finding.Related], _ report: inout Report
    ) {
        guard definition.term["volumes"]?.isOpen != true,
            definition.volumes.allSatisfy({ $0.name.value != nil && !$0.configuredAtLaunch.isUnknown })
        else { return }
        let known = Set(definition.volumes.filter { $0.configuredAtLaunch.value == true }.compactMap(\.name.value))
        for (index, entry) in (service.term["volumeConfigurations"]?.items ?? []).enumerated() {
            guard case .known(let name, let place) = entry.string("name"), !known.contains(name) else { continue }
            report.refuse(
                "volume", "volumeConfigurations[\(index)].name", at: place, ["detail": " (\(name))"], related: others)
        }
    }
}
