import Basics
import ECSModel
import RuleKit
import Workload

struct RefusedInNetworkMode: Rule {
    static let about = About(
        id: "TD119", since: "0.1", severity: .high,
        title: Text(en: "Field that the network mode rules out", ja: "ネットワークモードと併用できない設定"),
        why: Text(
            en:
                "Links, host names and additional hosts belong to Docker's bridge, and a task on the host's network cannot tune it. ECS refuses them in other modes.",
            ja: """
                リンク、ホスト名、ホストの追加は Docker のブリッジの機能で、ほかのモードでは拒否されます。\
                ホストネットワークのタスクでは、ネットワークのカーネルパラメータの変更も拒否されます。
                """),
        remedy: Text(
            en: "Take the field away: containers of an `awsvpc` task reach each other at `localhost`.",
            ja: "設定を外してください。`awsvpc` のタスクでは、コンテナ同士は `localhost` で通信できます。"),
        message: Text(
            en: "`{path}` cannot be with network mode `{mode}`{said}",
            ja: "`{path}` はネットワークモード `{mode}` では指定できません{said}"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_SystemControl.html",
        ],
        yieldsTo: ["TD103"],
        fails: [
            """
            {"family": "web", "networkMode": "awsvpc", "containerDefinitions": [{"name": "web", "image": "web:1",
              "memory": 64, ⟦"links"⟧: ["db"], "hostname": ⟦"web"⟧,
              ⟦"extraHosts"⟧: [{"hostname": "db", "ipAddress": "10.0.0.1"}]}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  NetworkMode: host
                  ContainerDefinitions: [{Name: web, Image: 'web:1', ⟦Links⟧: [db],
                    SystemControls: [{Namespace: ⟦net.core.somaxconn⟧, Value: "1024"}, {Namespace: kernel.msgmax, Value: "1"}]}]
            """,
        ],
        passes: [
            #"{"family": "web", "networkMode": "awsvpc", "containerDefinitions": [{"name": "web", "image": "web:1", "links": [], "hostname": null}]}"#,
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "links": ["db"], "hostname": "web"}]}"#,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  NetworkMode: !Ref Mode
                  ContainerDefinitions: [{Name: web, Image: 'web:1', Links: [db]}]
            """,
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        let validity = TaskValidity(task)
        guard let mode = validity.networkMode else { return }
        let keys = mode == "awsvpc" ? ["links", "hostname", "extraHosts"] : mode == "bridge" ? [] : ["links"]
        for container in validity.containers {
            if mode == "host" { controls(container, &report) }
            for key in keys {
                guard let value = container.definition.term[key], !value.isOpen,
                    let entry = container.definition.term.entry(key)
                else { continue }
                if value.isList ? value.items.isEmpty : value.string?.isEmpty == true { continue }
                let said =
                    mode != "awsvpc"
                    ? ""
                    : key == "links"
                        ? "Links are not supported when networkMode=awsvpc."
                        : key == "hostname" ? "hostname is not supported on container when networkMode=awsvpc." : ""
                report.refuse(
                    "field", "\(container.path).\(key)", at: value.isList ? entry.keyPlace : value.place,
                    ["mode": mode], said: said)
            }
        }
    }

    /// The kernel's settings of a network that is the host's.
    private func controls(_ container: TaskValidity.Container, _ report: inout Report) {
        for (index, control) in (container.definition.term["systemControls"]?.items ?? []).enumerated() {
            guard case .known(let name, let place) = control.string("namespace"), name.hasPrefix("net.") else {
                continue
            }
            report.refuse(
                "field", "\(container.path).systemControls[\(index)].namespace", at: place, ["mode": "host"])
        }
    }
}
