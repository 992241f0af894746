import Basics
import ECSModel
import RuleKit
import Workload

struct BrokenDependency: Rule {
    static let about = About(
        id: "TD111", since: "0.1", severity: .high,
        title: Text(en: "Dependency that cannot come true", ja: "満たせないコンテナの依存関係"),
        why: Text(
            en:
                "ECS refuses a dependency that no start order can meet, or the container waits until the task gives up.",
            ja: "どの起動順でも満たせない依存関係は登録時に拒否されるか、コンテナが待ち続けてタスクが停止します。"),
        remedy: Text(
            en:
                "Depend on a container of the same task, without a circle, with a condition that it can reach: `HEALTHY` needs a `healthCheck`, `COMPLETE` and `SUCCESS` need `essential: false`.",
            ja:
                "同じタスクのコンテナに、循環しないように依存させてください。`HEALTHY` には `healthCheck`、`COMPLETE` と `SUCCESS` には `essential: false` が必要です。"
        ),
        message: Text(
            en:
                "`{path}` {kind|unknown=names a container that the task does not have|self=names the container itself|cycle=closes a circle|health=waits for `HEALTHY`, but the container has no `healthCheck`|waits for the end of an essential container}{detail}{said}",
            ja:
                "`{path}` {kind|unknown=のコンテナはタスクにありません|self=がコンテナ自身を指しています|cycle=で依存関係が循環しています|health=は `HEALTHY` を待ちますが、対象のコンテナに `healthCheck` がありません|は必須コンテナの終了を待っています}{detail}{said}"
        ),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html",
        ],
        fails: [
            """
            {"family": "web", "containerDefinitions": [
              {"name": "web", "image": "web:1", "memory": 64, "dependsOn": [
                {"containerName": "migrate", "condition": ⟦"SUCCESS"⟧}, {"containerName": ⟦"envoy"⟧, "condition": "START"},
                {"containerName": "migrate", "condition": ⟦"HEALTHY"⟧}, {"containerName": ⟦"web"⟧, "condition": "START"}]},
              {"name": "migrate", "image": "web:1", "memory": 64}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - {Name: a, Image: 'x:1', DependsOn: [{ContainerName: b, Condition: START}]}
                    - {Name: b, Image: 'x:1', DependsOn: [{ContainerName: c, Condition: START}]}
                    - {Name: c, Image: 'x:1', DependsOn: [{ContainerName: ⟦a⟧, Condition: START}]}
            """,
            """
            {"family": "web", "proxyConfiguration": {"type": "APPMESH", "containerName": ⟦"envoy"⟧}, "containerDefinitions": [
              {"name": "web", "image": "web:1", "memory": 64, "links": [⟦"db:database"⟧, "cache"]},
              {"name": "cache", "image": "cache:1", "memory": 64}]}
            """,
        ],
        passes: [
            """
            {"family": "web", "containerDefinitions": [
              {"name": "web", "image": "web:1", "memory": 64, "dependsOn": [
                {"containerName": "migrate", "condition": "SUCCESS"}, {"containerName": "envoy", "condition": "HEALTHY"},
                {"containerName": "<SIDECAR>", "condition": "START"}]},
              {"name": "migrate", "image": "web:1", "memory": 64, "essential": false},
              {"name": "envoy", "image": "envoy:1", "memory": 64, "healthCheck": {"command": ["CMD", "check"]}}]}
            """,
            // One of the containers stands elsewhere.
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - {Name: a, Image: 'x:1', DependsOn: [{ContainerName: b, Condition: START}]}
                    - !Ref Sidecar
            """,
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        let validity = TaskValidity(task)
        let definition = task.definition
        let containers = validity.containers
        let knowsNames = definition.knowsAllContainers && containers.allSatisfy { !$0.definition.name.isUnknown }
        var edges: [String: [Edge]] = [:]
        for container in containers {
            for (index, dependency) in container.definition.dependsOn.enumerated() {
                guard case .known(let name, let place) = dependency.container else { continue }
                let path = "\(container.path).dependsOn[\(index)]"
                guard let target = definition.container(name) else {
                    if knowsNames {
                        report.refuse(
                            "unknown", path + ".containerName", at: place, ["detail": " (\(name))"],
                            said: "Cannot depend on container + '\(name)' because it does not exist")
                    }
                    continue
                }
                if name == container.definition.name.value {
                    report.refuse("self", path + ".containerName", at: place)
                    continue
                }
                if let own = container.definition.name.value {
                    edges[own, default: []].append(Edge(target: name, path: path, place: place))
                }
                judge(dependency, on: target, path, &report)
            }
        }
        if knowsNames { links(task, containers, &report) }
        for edge in Self.closing(containers.compactMap(\.definition.name.value), edges) {
            report.refuse("cycle", edge.path + ".containerName", at: edge.place, ["detail": " (\(edge.target))"])
        }
    }

    /// Docker's links and the mesh's proxy, which name containers as well.
    private func links(_ task: TaskSubject, _ containers: [TaskValidity.Container], _ report: inout Report) {
        let said = { (name: String) in ["detail": " (\(name))"] }
        let definition = task.definition
        if case .known(let name, let place)? = definition.term["proxyConfiguration"]?.string("containerName"),
            definition.container(name) == nil
        {
            report.refuse("unknown", "proxyConfiguration.containerName", at: place, said(name))
        }
        // Other modes have no links at all.
        guard TaskValidity(task).networkMode == "bridge" else { return }
        for container in containers {
            for (index, link) in (container.definition.term["links"]?.items ?? []).enumerated() {
                guard let text = link.string, let name = text.split(separator: ":").first.map(String.init),
                    definition.container(name) == nil
                else { continue }
                report.refuse("unknown", "\(container.path).links[\(index)]", at: link.place, said(name))
            }
        }
    }

    private func judge(
        _ dependency: ContainerDefinition.Dependency, on target: ContainerDefinition, _ path: String,
        _ report: inout Report
    ) {
        guard case .known(let condition, let place) = dependency.condition else { return }
        switch condition {
        case "HEALTHY" where target.healthCheck == nil && target.term.entry("healthCheck") == nil:
            report.refuse("health", path + ".condition", at: place)
        case "COMPLETE" where target.isEssential == true, "SUCCESS" where target.isEssential == true:
            report.refuse(
                "essential", path + ".condition", at: place,
                said: "A dependency container with SUCCESS or COMPLETE condition cannot be an essential container")
        default: break
        }
    }

    private struct Edge {
        let target: String
        let path: String
        let place: Place
    }

    /// The edges that lead back to where one came from; each circle has one.
    private static func closing(_ names: [String], _ edges: [String: [Edge]]) -> [Edge] {
        var result: [Edge] = []
        var done: Set<String> = []
        for start in names where !done.contains(start) {
            var open: Set<String> = [start]
            var stack: [(name: String, next: Int)] = [(start, 0)]
            while let (name, next) = stack.last {
                guard let edge = edges[name].flatMap({ next < $0.count ? $0[next] : nil }) else {
                    stack.removeLast()
                    open.remove(name)
                    done.insert(name)
                    continue
                }
                stack[stack.count - 1].next += 1
                if open.contains(edge.target) {
                    result.append(edge)
                } else if !done.contains(edge.target) {
                    open.insert(edge.target)
                    stack.append((edge.target, 0))
                }
            }
        }
        return result
    }
}
