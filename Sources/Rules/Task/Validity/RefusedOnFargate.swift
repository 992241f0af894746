import Basics
import ECSModel
import RuleKit
import Workload

struct RefusedOnFargate: Rule {
    static let about = About(
        id: "TD103", since: "0.1", severity: .high,
        title: Text(en: "Field that Fargate does not take", ja: "Fargate で使えない設定"),
        why: Text(
            en:
                "On Fargate there is no host to share: ECS refuses what reaches for it, at registration or when the service is made.",
            ja: "Fargate には共有できるホストがないため、ホストに関わる設定は登録時かサービスの作成時に拒否されます。"),
        remedy: Text(
            en: "Take the field away, or run the task on EC2.", ja: "設定を外すか、タスクを EC2 で実行してください。"),
        message: Text(
            en: "`{path}` {kind|value=cannot have this value on Fargate|is not supported on Fargate}{detail}{said}",
            ja: "`{path}` {kind|value=にこの値は Fargate では指定できません|は Fargate では使えません}{detail}{said}"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html",
        ],
        aliases: ["E3048", "E3713"],
        fails: [
            """
            {"family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": ⟦"bridge"⟧, "ipcMode": ⟦"task"⟧,
              "cpu": "256", "memory": "512", "volumes": [{"name": "data", "host": {"sourcePath": ⟦"/data"⟧}}],
              "containerDefinitions": [{"name": "web", "image": "web:1", "privileged": ⟦true⟧,
                "linuxParameters": {"capabilities": {"add": ["SYS_PTRACE", ⟦"NET_ADMIN"⟧]}, "maxSwap": ⟦64⟧},
                "logConfiguration": {"logDriver": ⟦"fluentd"⟧}}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  Family: ⟦web⟧
                  Cpu: 256
                  Memory: 512
                  RequiresCompatibilities: [EC2, FARGATE]
                  ContainerDefinitions:
                    - Name: web
                      Image: web:1
                      ResourceRequirements: [{Type: ⟦GPU⟧, Value: "1"}]
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  NetworkMode: ⟦host⟧
                  ContainerDefinitions: [{Name: web, Image: 'web:1', Memory: 128}]
              Service:
                Type: AWS::ECS::Service
                Properties: {LaunchType: FARGATE, TaskDefinition: !Ref Task}
            """,
        ],
        passes: [
            """
            {"family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "pidMode": "task",
              "cpu": "256", "memory": "512", "volumes": [{"name": "data", "host": {}}],
              "containerDefinitions": [{"name": "web", "image": "web:1", "privileged": false, "links": [],
                "linuxParameters": {"capabilities": {"add": ["SYS_PTRACE"]}, "initProcessEnabled": true},
                "logConfiguration": {"logDriver": "awsfirelens"}}]}
            """,
            #"{"family": "web", "networkMode": "bridge", "containerDefinitions": [{"name": "web", "image": "web:1", "privileged": true}]}"#,
            #"{"family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "${MODE}", "containerDefinitions": [{"name": "web", "image": "web:1", "logConfiguration": {"logDriver": "${DRIVER}"}}]}"#,
        ]
    )

    /// What Fargate writes logs with. Source: API reference of LogConfiguration.
    private static let logDrivers: Set<String> = ["awslogs", "splunk", "awsfirelens"]

    func check(_ task: TaskSubject, _ report: inout Report) {
        let validity = TaskValidity(task)
        guard validity.isFargate else { return }
        let definition = task.definition
        let said = "Fargate only supports network mode 'awsvpc'."
        switch definition.networkMode {
        case .known(let mode, let place) where mode != "awsvpc":
            report.refuse("value", "networkMode", at: place, ["detail": " (awsvpc)"], said: said)
        case .absent where validity.isWhole:
            report.refuse("value", "networkMode", at: validity.place, ["detail": " (awsvpc)"], said: said)
        default: break
        }
        if case .known("host", let place) = definition.pidMode {
            report.refuse("value", "pidMode", at: place, ["detail": " (task)"])
        }
        if let place = definition.ipcMode.place, !definition.ipcMode.isUnknown {
            report.refuse(
                "field", "ipcMode", at: place, said: "Tasks using the Fargate launch type do not support ipcMode.")
        }
        for key in ["placementConstraints", "inferenceAccelerators"] { refuse(definition.term, key, "", &report) }
        for (index, volume) in definition.volumes.enumerated() {
            if case .known(let path, let place) = volume.hostPath, !path.isEmpty {
                report.refuse(
                    "field", "volumes[\(index)].host.sourcePath", at: place,
                    said: "host.sourcePath should not be set for volumes in Fargate.")
            }
            refuse(volume.term, "dockerVolumeConfiguration", "volumes[\(index)].", &report)
        }
        for container in validity.containers { check(container, &report) }
    }

    private func check(_ container: TaskValidity.Container, _ report: inout Report) {
        let definition = container.definition
        let path = container.path + "."
        for key in [
            "links", "dnsServers", "dnsSearchDomains", "dockerSecurityOptions", "extraHosts",
        ] { refuse(definition.term, key, path, &report) }
        for key in ["privileged", "disableNetworking"] {
            if case .known(true, let place) = definition.term.bool(key) {
                report.refuse("field", path + key, at: place)
            }
        }
        for key in ["devices", "maxSwap", "swappiness", "sharedMemorySize"] {
            if let parameters = definition.linuxParameters {
                refuse(parameters, key, path + "linuxParameters.", &report)
            }
        }
        for item in definition.linuxParameters?["capabilities"]?["add"]?.items ?? [] {
            guard let name = item.string, name != "SYS_PTRACE", name != "CAP_SYS_PTRACE" else { continue }
            report.refuse(
                "value", path + "linuxParameters.capabilities.add", at: item.place, ["detail": " (SYS_PTRACE)"])
        }
        for requirement in definition.term["resourceRequirements"]?.items ?? [] {
            guard case .known(let type, let place) = requirement.string("type") else { continue }
            report.refuse("field", path + "resourceRequirements", at: place, ["detail": " (\(type))"])
        }
        if case .known(let driver, let place)? = definition.logConfiguration?.driver,
            !Self.logDrivers.contains(driver)
        {
            report.refuse(
                "value", path + "logConfiguration.logDriver", at: place, ["detail": " (awslogs, splunk, awsfirelens)"])
        }
        if case .known("s3", let place)? = definition.firelens?["options"]?.string("config-file-type") {
            report.refuse(
                "value", path + "firelensConfiguration.options.config-file-type", at: place, ["detail": " (file)"])
        }
    }

    /// Reports a key that is there with something in it.
    private func refuse(_ term: Term, _ key: String, _ path: String, _ report: inout Report) {
        guard let value = term[key], !value.isOpen else { return }
        if value.isList, value.items.isEmpty { return }
        let entry = term.entry(key)
        report.refuse(
            "field", path + key, at: value.isMap || value.isList ? entry?.keyPlace ?? value.place : value.place)
    }
}
