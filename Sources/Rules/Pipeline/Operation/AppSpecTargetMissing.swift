import Basics
import ECSModel
import Pipelines
import RuleKit
import Workload

struct AppSpecTargetMissing: Rule {
    static let about = About(
        id: "PL512", since: "0.1", severity: .high,
        title: Text(en: "The appspec names a container or port that no task has", ja: "タスク定義にないコンテナやポートを指す AppSpec"),
        why: Text(
            en: "The deployment fails as soon as CodeDeploy makes the new task set, with each release.",
            ja: "リリースのたびに、CodeDeploy が新しいタスクセットを作成する時点でデプロイが失敗します。"),
        remedy: Text(
            en: "Name the container of the task definition, and a port of its `portMappings`.",
            ja: "タスク定義のコンテナ名と、その `portMappings` にあるポートを指定してください。"),
        message: Text(
            en: "no task definition has a container `{container}`{what|port= with the port that is named here|}",
            ja: "{what|port=ここで指定されたポートを持つ|}コンテナ `{container}` がどのタスク定義にもありません"),
        links: [
            "https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-resources.html"
        ],
        fails: [
            """
            === appspec.yaml
            version: 0.0
            Resources:
              - TargetService:
                  Type: AWS::ECS::Service
                  Properties:
                    TaskDefinition: <TASK_DEFINITION>
                    LoadBalancerInfo: {ContainerName: ⟦app⟧, ContainerPort: 80}
            === taskdef.json
            {"family": "web", "containerDefinitions": [
              {"name": "web", "image": "<IMAGE1_NAME>", "portMappings": [{"containerPort": 80}]}]}
            """,
            """
            === appspec.json
            {"version": 0.0, "Resources": [{"TargetService": {"Type": "AWS::ECS::Service", "Properties": {
              "TaskDefinition": "<TASK_DEFINITION>", "LoadBalancerInfo": {"ContainerName": "web", "ContainerPort": ⟦8080⟧}}}}]}
            === taskdef.json
            {"family": "web", "containerDefinitions": [
              {"name": "web", "image": "<IMAGE1_NAME>", "portMappings": [{"containerPort": 80}]}]}
            """,
        ],
        passes: [
            """
            === appspec.yaml
            version: 0.0
            Resources:
              - TargetService:
                  Type: AWS::ECS::Service
                  Properties:
                    TaskDefinition: <TASK_DEFINITION>
                    LoadBalancerInfo: {ContainerName: web, ContainerPort: 80}
            === taskdef.json
            {"family": "web", "containerDefinitions": [
              {"name": "web", "image": "<IMAGE1_NAME>", "portMappings": [{"containerPort": 80}]}]}
            """,
            // The pipeline fills it in.
            """
            === appspec.yaml
            version: 0.0
            Resources:
              - TargetService:
                  Type: AWS::ECS::Service
                  Properties:
                    TaskDefinition: <TASK_DEFINITION>
                    LoadBalancerInfo: {ContainerName: "<CONTAINER_NAME>", ContainerPort: 80}
            === taskdef.json
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "<IMAGE1_NAME>"}]}
            """,
            // A name that the pipeline fills in may be any.
            """
            === appspec.yaml
            version: 0.0
            Resources:
              - TargetService:
                  Type: AWS::ECS::Service
                  Properties:
                    TaskDefinition: <TASK_DEFINITION>
                    LoadBalancerInfo: {ContainerName: web, ContainerPort: 80}
            === taskdef.json
            {"family": "web", "containerDefinitions": [{"name": "<CONTAINER_NAME>", "image": "<IMAGE1_NAME>"}]}
            """,
        ]
    )

    func check(_ all: Pipelines, _ report: inout Report) {
        guard let containers = TaskContainers(all.system) else { return }
        for deployment in all.deployments {
            guard case .known(let text, let place) = deployment.containerName, let name = text.known, !name.has("<")
            else { continue }
            let named = containers.named(name)
            guard !named.isEmpty else {
                report.fault(
                    at: place.span, ["container": name, "what": "container"], related: containers.related)
                continue
            }
            guard case .known(let text, let place) = deployment.containerPort,
                let port = text.known.flatMap({ Int($0) })
            else { continue }
            // An unknown port may be this one.
            let ports = named.map { container in container.portMappings.map(\.containerPort.value) }
            guard !ports.contains(where: { $0.contains(nil) || $0.contains(port) }) else { continue }
            guard !named.contains(where: { $0.term["portMappings"]?.isUnknown == true }) else { continue }
            report.fault(
                at: place.span, ["container": name, "what": "port"],
                related: named.first.map {
                    [.init($0.term.heading.span, Text(en: "the container", ja: "該当するコンテナ"))]
                } ?? [])
        }
    }
}

/// The containers of all task definitions, where all of their names are known.
struct TaskContainers {
    private let all: [ContainerDefinition]

    /// Nil when there are none, or when a name shows only later.
    init?(_ system: System) {
        var all: [ContainerDefinition] = []
        for task in system.tasks {
            guard task.definition.knowsAllContainers,
                task.definition.containers.allSatisfy({ $0.name.value.map { !$0.has("<") } ?? false })
            else { return nil }
            all += task.definition.containers
        }
        guard !all.isEmpty else { return nil }
        self.all = all
    }

    func named(_ name: String) -> [ContainerDefinition] { all.filter { $0.name.value == name } }

    /// The containers that there are, for people.
    var related: [Finding.Related] {
        all.prefix(4).compactMap { container in
            container.name.value.map {
                .init(container.term.heading.span, Text(en: "the container `\($0)`", ja: "コンテナ `\($0)`"))
            }
        }
    }
}
