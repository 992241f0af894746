import Basics
import ECSModel
import RuleKit
import Workload

struct UnknownMountSource: Rule {
    static let about = About(
        id: "TD112", since: "0.1", severity: .high,
        title: Text(en: "Mount of a volume that the task does not have", ja: "タスクにないボリュームのマウント"),
        why: Text(
            en:
                "ECS refuses a mount point whose volume, or a `volumesFrom` whose container, is not in the task definition.",
            ja: "タスク定義にないボリュームのマウントや、存在しないコンテナを指す `volumesFrom` は登録時に拒否されます。"),
        remedy: Text(
            en: "Add the volume to `volumes`, or correct the name.", ja: "`volumes` にボリュームを追加するか、名前を直してください。"),
        message: Text(
            en: "`{path}` {kind|volume=names a volume|names a container} that the task does not have: `{name}`{said}",
            ja: "`{path}` の{kind|volume=ボリューム|コンテナ} `{name}` はタスクにありません{said}"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_MountPoint.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_VolumeFrom.html",
        ],
        answers: ["REL_02.task-volumes"],
        fails: [
            """
            {"family": "web", "volumes": [{"name": "data"}], "containerDefinitions": [
              {"name": "web", "image": "web:1", "memory": 64, "volumesFrom": [{"sourceContainer": ⟦"store"⟧}],
                "mountPoints": [{"sourceVolume": ⟦"date"⟧, "containerPath": "/data"}]}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - {Name: web, Image: 'web:1', MountPoints: [{SourceVolume: ⟦data⟧, ContainerPath: /data}]}
            """,
        ],
        passes: [
            """
            {"family": "web", "volumes": [{"name": "data"}, {"name": "<OTHER>"}], "containerDefinitions": [
              {"name": "web", "image": "web:1", "memory": 64, "volumesFrom": [{"sourceContainer": "store"}],
                "mountPoints": [{"sourceVolume": "data", "containerPath": "/data"},
                  {"sourceVolume": "other", "containerPath": "/other"}]}, {"name": "store", "image": "store:1"}]}
            """,
            // A bare list of containers: the volumes stand elsewhere.
            #"[{"name": "web", "image": "web:1", "mountPoints": [{"sourceVolume": "data", "containerPath": "/data"}]}]"#,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  Volumes: !If [Efs, [{Name: data}], !Ref AWS::NoValue]
                  ContainerDefinitions:
                    - {Name: web, Image: 'web:1', MountPoints: !If [Efs, [{SourceVolume: data, ContainerPath: /data}], []]}
            """,
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        let validity = TaskValidity(task)
        let definition = task.definition
        let list = definition.term["volumes"]
        let volumes = Set(definition.volumes.compactMap(\.name.value))
        let knowsVolumes =
            validity.isWhole && list?.isOpen != true
            && (list?.items ?? []).allSatisfy { $0.isMap && !$0.string("name").isUnknown && $0["name"] != nil }
        let knowsNames =
            definition.knowsAllContainers && definition.containers.allSatisfy { !$0.name.isUnknown }
        for container in validity.containers {
            if knowsVolumes {
                for (index, mount) in container.definition.mountPoints.enumerated() {
                    guard case .known(let name, let place) = mount.volume, !volumes.contains(name) else { continue }
                    report.refuse(
                        "volume", "\(container.path).mountPoints[\(index)].sourceVolume", at: place, ["name": name],
                        said: "Unknown volume '\(name)'.")
                }
            }
            for (index, source) in (container.definition.term["volumesFrom"]?.items ?? []).enumerated() where knowsNames
            {
                guard case .known(let name, let place) = source.string("sourceContainer"),
                    definition.container(name) == nil
                else { continue }
                report.refuse(
                    "container", "\(container.path).volumesFrom[\(index)].sourceContainer", at: place, ["name": name])
            }
        }
    }
}
