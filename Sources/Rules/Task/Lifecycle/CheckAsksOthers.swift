import Basics
import ECSModel
import RuleKit
import Workload

struct CheckAsksOthers: Rule {
    static let about = About(
        id: "TD305", since: "0.1", severity: .high,
        title: Text(en: "Container health check that asks another host", ja: "ほかのホストに問い合わせるコンテナヘルスチェック"),
        why: Text(
            en: """
                When that host is down or slow, every container that asks it becomes UNHEALTHY at once: ECS stops all \
                tasks, and an outage of a part becomes one of the whole.
                """,
            ja: """
                その相手が停止したり遅くなったりすると、問い合わせるすべてのコンテナが一斉に UNHEALTHY になります。\
                ECS が全タスクを停止し、一部の障害が全体の障害に広がります。
                """),
        remedy: Text(
            en: "Check only what a restart of this container can mend: ask `localhost`.",
            ja: "このコンテナの再起動で直るものだけを確認してください。問い合わせ先は `localhost` にします。"),
        message: Text(en: "the check asks `{host}`", ja: "ヘルスチェックが `{host}` に問い合わせています"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/healthcheck.html"],
        answers: ["REL_05.check-command"],
        fails: [
            """
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1",
              "healthCheck": {"command": ["CMD-SHELL", ⟦"curl -f https://api.example.com/health || exit 1"⟧]}}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Name: web
                      Image: web:1
                      HealthCheck:
                        Command: [CMD-SHELL, ⟦"pg_isready -h db.internal -p 5432"⟧]
            """,
        ],
        passes: [
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "healthCheck": {"command": ["CMD-SHELL", "curl -fsS 'http://localhost:8080/health' || exit 1"]}}]}"#,
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "healthCheck": {"command": ["CMD-SHELL", "curl -f http://$(hostname):8080/"]}}]}"#,
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "healthCheck": {"command": ["CMD", "wget", "-q", "--spider", "http://127.0.0.1/"]}}]}"#,
            #"{"family": "db", "containerDefinitions": [{"name": "db", "image": "postgres:17", "healthCheck": {"command": ["CMD-SHELL", "pg_isready -U app"]}}]}"#,
            #"{"family": "db", "containerDefinitions": [{"name": "db", "hostname": "db", "image": "postgres:17", "healthCheck": {"command": ["CMD-SHELL", "pg_isready -h db"]}}]}"#,
            // A link of the bridge network, or an alias of the container itself.
            #"{"family": "web", "containerDefinitions": [{"name": "proxy", "image": "nginx:1", "links": ["app"], "healthCheck": {"command": ["CMD-SHELL", "curl -f http://app:8080/"]}}, {"name": "app", "image": "app:1"}]}"#,
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        let ours = Set(task.containers.compactMap { $0.definition.name.value?.lowercased() })
        guard task.definition.knowsAllContainers else { return }
        for container in task.containers {
            guard let check = container.definition.healthCheck, let command = CheckCommand(check) else { continue }
            let own = container.definition.term.string("hostname").value?.lowercased()
            let others = command.targets.filter { target in
                let host = target.host.lowercased()
                return !CheckCommand.isLocal(host) && !ours.contains(host) && host != own
                    // The metadata endpoints of the task.
                    && !host.hasPrefix("169.254.")
            }
            guard let other = others.first, others.count == command.targets.count else { continue }
            report.fault(at: command.place, ["host": other.host])
        }
    }
}
