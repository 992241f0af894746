import Basics
import ECSModel
import RuleKit
import Workload

struct RefusedPort: Rule {
    static let about = About(
        id: "TD110", since: "0.1", severity: .high,
        title: Text(en: "Port mapping that cannot be", ja: "成り立たないポートマッピング"),
        why: Text(
            en:
                "The network mode decides which ports can be mapped. ECS refuses others, or the second container fails to bind.",
            ja: "使えるポートはネットワークモードで決まります。それ以外は登録時に拒否されるか、後から起動したコンテナがバインドに失敗します。"),
        remedy: Text(
            en: "With `awsvpc` and `host` give only `containerPort`, and each port to one container.",
            ja: "`awsvpc` と `host` では `containerPort` だけを指定し、1 つのポートは 1 つのコンテナだけに割り当ててください。"),
        message: Text(
            en:
                "`{path}` {kind|missing=has neither `containerPort` nor `containerPortRange`|range=is no port|span=is no range of ports|differs=must be the same as `containerPort`|none=cannot be with network mode `none`|bounds=cannot be together with a host port or with network mode `host`|is taken by another container of the task}{detail}{said}",
            ja:
                "`{path}` {kind|missing=に `containerPort` も `containerPortRange` もありません|range=の値はポート番号になりません|span=の値はポートの範囲になりません|differs=は `containerPort` と同じ値にする必要があります|none=はネットワークモード `none` では指定できません|bounds=はホストのポートやネットワークモード `host` と併用できません|は別のコンテナと重複しています}{detail}{said}"
        ),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html",
        ],
        aliases: ["E3053"],
        answers: ["12F_07.port"],
        fails: [
            """
            {"family": "web", "networkMode": "awsvpc", "containerDefinitions": [
              {"name": "web", "image": "web:1", "memory": 64, "portMappings": [
                {"containerPort": 8080, "hostPort": ⟦80⟧}, {"containerPort": ⟦70000⟧}, {⟦"protocol"⟧: "tcp"}]},
              {"name": "log", "image": "log:1", "memory": 64, "portMappings": [{"containerPort": ⟦8080⟧}]}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  NetworkMode: host
                  ContainerDefinitions:
                    - Name: web
                      Image: web:1
                      PortMappings: [{ContainerPort: 80, HostPort: ⟦8080⟧}, {ContainerPortRange: ⟦90-80⟧}]
            """,
            #"{"family": "web", "networkMode": "none", "containerDefinitions": [{"name": "web", "image": "web:1", "memory": 64, ⟦"portMappings"⟧: [{"containerPort": 80}]}]}"#,
            """
            {"family": "web", "containerDefinitions": [
              {"name": "web", "image": "web:1", "memory": 64, "portMappings": [{"containerPort": 80, "hostPort": 80}]},
              {"name": "api", "image": "api:1", "memory": 64, "portMappings": [{"containerPort": 3000, "hostPort": ⟦80⟧}]}]}
            """,
        ],
        passes: [
            """
            {"family": "web", "networkMode": "awsvpc", "containerDefinitions": [
              {"name": "web", "image": "web:1", "portMappings": [{"containerPort": 80, "hostPort": 80},
                {"containerPort": 53, "protocol": "tcp"}, {"containerPort": 53, "protocol": "udp"}]},
              {"name": "log", "image": "log:1", "portMappings": [{"containerPortRange": "9000-9010"},
                {"containerPort": "<PORT>", "hostPort": "<PORT>"}]}]}
            """,
            // Bridge maps as one likes.
            """
            {"family": "web", "containerDefinitions": [
              {"name": "web", "image": "web:1", "portMappings": [{"containerPort": 80, "hostPort": 0}]},
              {"name": "api", "image": "api:1", "portMappings": [{"containerPort": 80, "hostPort": 8080}]}]}
            """,
            #"{"family": "web", "networkMode": "${MODE}", "containerDefinitions": [{"name": "web", "image": "web:1", "portMappings": [{"containerPort": 80, "hostPort": 8080}]}]}"#,
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        let validity = TaskValidity(task)
        let mode = validity.networkMode
        var taken: [String: Place] = [:]
        for container in validity.containers {
            let own = container.definition
            if mode == "none", !own.portMappings.isEmpty, let entry = own.term.entry("portMappings") {
                report.refuse("none", container.path + ".portMappings", at: entry.keyPlace)
                continue
            }
            for (index, mapping) in own.portMappings.enumerated() {
                let path = "\(container.path).portMappings[\(index)]"
                judge(mapping, path, container.name, mode, &report)
                claim(mapping, path, mode, &taken, &report)
            }
        }
    }

    private func judge(
        _ mapping: ContainerDefinition.PortMapping, _ path: String, _ name: String, _ mode: String?,
        _ report: inout Report
    ) {
        let said = "Invalid 'containerPort' setting for container '\(name)'."
        let range = mapping.term.string("containerPortRange")
        if mapping.containerPort.isAbsent, range.isAbsent,
            !mapping.term.entries.contains(where: { $0.key.contains("<") })
        {
            report.refuse("missing", path, at: mapping.term.heading, said: said)
        }
        if case .known(let port, let place) = mapping.containerPort, !(1...65535).contains(port) {
            report.refuse("range", path + ".containerPort", at: place, ["detail": " (\(port))"], said: said)
        }
        if case .known(let port, let place) = mapping.hostPort {
            if !(0...65535).contains(port) {
                report.refuse("range", path + ".hostPort", at: place, ["detail": " (\(port))"])
            } else if mode == "awsvpc" || mode == "host", case .known(let inner, _) = mapping.containerPort,
                inner != port
            {
                // The host's own mode takes 0 for "the same".
                if mode == "host", port == 0 { return }
                report.refuse(
                    "differs", path + ".hostPort", at: place, ["detail": " (\(port) ≠ \(inner))"],
                    said:
                        "When networkMode=\(mode ?? ""), the host ports and container ports in port mappings must match."
                )
            }
        }
        guard case .known(let text, let place) = range else { return }
        if Self.range(text) == nil {
            report.refuse("span", path + ".containerPortRange", at: place, ["detail": " (\(text))"])
        } else if mode == "host" || !mapping.hostPort.isAbsent {
            report.refuse("bounds", path + ".containerPortRange", at: place)
        }
    }

    /// Reports a port that two mappings of one network want.
    private func claim(
        _ mapping: ContainerDefinition.PortMapping, _ path: String, _ mode: String?, _ taken: inout [String: Place],
        _ report: inout Report
    ) {
        let isShared = mode == "awsvpc" || mode == "host"
        guard isShared || mode == "bridge" else { return }
        let key = isShared ? "containerPort" : "hostPort"
        guard case .known(let port, let place) = isShared ? mapping.containerPort : mapping.hostPort, port > 0 else {
            return
        }
        guard !mapping.networkProtocol.isUnknown else { return }
        let claim = "\(port)/\(mapping.networkProtocol.value ?? "tcp")"
        guard let first = taken[claim] else {
            taken[claim] = place
            return
        }
        report.refuse(
            "taken", "\(path).\(key)", at: place, ["detail": " (\(claim))"],
            related: [Finding.Related(first.span, Text(en: "taken here", ja: "先にここで使われています"), isCovered: true)])
    }

    /// `8000-8010`
    private static func range(_ text: String) -> ClosedRange<Int>? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let first = parts[0], let last = parts[1], first < last else { return nil }
        return first >= 1 && last <= 65535 ? first...last : nil
    }
}
